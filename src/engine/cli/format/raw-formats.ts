/** `--format raw`, which few ask for: loaded when it is. */
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';

const RAW = createPart(() => import('./raw-formats.data.ts'));

export function* rawFormats(): Soon<typeof import('./raw-formats.data.ts')> {
  return RAW.loaded ?? (yield* wait(RAW.load()));
}
