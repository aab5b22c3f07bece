/** Dates as text are read by few lines: what reads them comes when one does. */
import { createPart } from '../../part.ts';
import { type Sys, settle } from '../kernel/system.ts';
import type { Call } from './applet.ts';

const READERS = createPart(() => import('./parse-time.ts'));

/** What is given to `-d`, in seconds since 1970; undefined where it is no date. */
export function* readTime(call: Call, text: string): Sys<number | undefined> {
  const { parseTime } = READERS.loaded ?? (yield* settle(() => READERS.load()));
  return parseTime(text, call.self.system.now / 1000, call.flavour);
}
