/** Busybox' usage texts: the banner comes from the binary that runs, the synopsis from a table. */
import type { Call } from './applet.ts';
import { BUSYBOX_USAGE } from './busybox-usage.data.ts';

const DEFAULT_BANNER = 'BusyBox v1.35.0 () multi-call binary.';

export function usageOf(call: Call, name: string): string {
  const synopsis = BUSYBOX_USAGE.get(name);
  const words = synopsis === undefined ? 'No help available' : `Usage: ${name}${synopsis === '' ? '' : ` ${synopsis}`}`;
  return `${call.banner ?? DEFAULT_BANNER}\n\n${words}\n`;
}
