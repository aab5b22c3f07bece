/** Busybox' usage texts: the banner comes from the binary that runs, the synopsis from a table. */
import { createPart } from '../../part.ts';
import { type Sys, settle } from '../kernel/system.ts';
import type { Call } from './applet.ts';

const DEFAULT_BANNER = 'BusyBox v1.35.0 () multi-call binary.';
const TEXTS = createPart(() => import('./busybox-usage.data.ts'));

export function* usageOf(call: Call, name: string): Sys<string> {
  const { BUSYBOX_USAGE } = TEXTS.loaded ?? (yield* settle(() => TEXTS.load()));
  const synopsis = BUSYBOX_USAGE.get(name);
  const words = synopsis === undefined ? 'No help available' : `Usage: ${name}${synopsis === '' ? '' : ` ${synopsis}`}`;
  return `${call.banner ?? DEFAULT_BANNER}\n\n${words}\n`;
}
