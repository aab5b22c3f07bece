import type { Flavour } from './applet.ts';
import { parseBusyboxDate } from './parse-busybox-date.ts';
import { parseGnuDate } from './parse-gnu-date.ts';

/** What is given to `-d`, in seconds since 1970; undefined where it is no date. @param now in seconds */
export function parseTime(text: string, now: number, flavour: Flavour): number | undefined {
  return flavour === 'gnu' ? parseGnuDate(text, now) : parseBusyboxDate(text, now);
}
