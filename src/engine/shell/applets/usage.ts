/** Busybox' usage texts: the banner comes from the binary that runs, the synopsis from a table. */
import { createPart } from '../../part.ts';
import { type Sys, settle } from '../kernel/system.ts';
import type { SmallApplet } from './small-busybox.data.ts';

/** Of a call what its usage text hangs on. */
interface Named {
  readonly name: string;
  readonly banner?: string | undefined;
  readonly isSmall?: boolean | undefined;
}

const DEFAULT_BANNER = 'BusyBox v1.35.0 () multi-call binary.';
const SMALL = createPart(() => import('./small-busybox.data.ts'));
const TEXTS = createPart(() => import('./busybox-usage.data.ts'));

/** What the small busybox has under the call's name; undefined where it has no such applet. */
export function* findSmall(call: Named): Sys<SmallApplet | undefined> {
  const { SMALL_APPLETS } = SMALL.loaded ?? (yield* settle(() => SMALL.load()));
  return SMALL_APPLETS.get(call.name.replace(/^.*: /, ''));
}

/** They take every word as it is. */
const WITHOUT_USAGE = ['[', '[[', 'echo', 'false', 'test', 'true'];

export function hasUsage(name: string): boolean {
  return !WITHOUT_USAGE.includes(name);
}

export function* namesOfSmall(): Sys<readonly string[]> {
  const { SMALL_APPLETS } = SMALL.loaded ?? (yield* settle(() => SMALL.load()));
  return [...SMALL_APPLETS.keys(), ...WITHOUT_USAGE].sort();
}

export function* usageOf(call: Named, name: string): Sys<string> {
  const small = call.isSmall === true ? yield* findSmall(call) : undefined;
  if (small !== undefined) return `${call.banner ?? DEFAULT_BANNER}\n\n${small.usage}`;
  const { BUSYBOX_USAGE } = TEXTS.loaded ?? (yield* settle(() => TEXTS.load()));
  const synopsis = BUSYBOX_USAGE.get(name);
  const words = synopsis === undefined ? 'No help available' : `Usage: ${name}${synopsis === '' ? '' : ` ${synopsis}`}`;
  return `${call.banner ?? DEFAULT_BANNER}\n\n${words}\n`;
}
