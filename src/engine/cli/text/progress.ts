/** What stands behind a state while bytes move (docker/docker `pkg/jsonmessage`, JSONProgress.String): a bar where there is room for it, the bytes, all of them. */
import { humanSize } from './sizes.ts';

const BAR_NEEDS = 110;
const BAR = 50;

/** Of a transfer that is complete, as the terminal keeps it. */
export function completeProgress(bytes: number, columns: number): string {
  const size = humanSize(bytes);
  const bar = columns > BAR_NEEDS ? `[${'='.repeat(BAR)}>] ` : '';
  return `${bar}${size.padStart(8)}/${size}`;
}
