/**
 * Options of ash's builtins (busybox 1.35 `shell/ash.c` nextopt): which letters each knows. What is no letter of it ends the builtin before
 * it does anything, and a script where the builtin is one of POSIX' special ones.
 */
import type { Sys } from '../../kernel/system.ts';
import { type Shell, ShellExit } from '../shell.ts';
import { SPECIAL_BUILTINS } from './builtin.ts';

export const KNOWN: ReadonlyMap<string, string> = new Map([
  ['.', ''],
  ['bg', ''],
  ['cd', 'LP'],
  ['command', 'pvV'],
  ['export', 'p'],
  ['fg', ''],
  ['hash', 'r'],
  ['jobs', 'lp'],
  ['pwd', 'LP'],
  ['readonly', 'p'],
  ['trap', ''],
  ['umask', 'S'],
  ['unalias', 'a'],
  ['unset', 'fv'],
  ['wait', ''],
]);

/** Whether all its options are known; what is wrong has been said. @throws ShellExit */
export function* hasKnownOptions(shell: Shell, builtin: string, args: readonly string[]): Sys<boolean> {
  const known = KNOWN.get(builtin);
  if (known === undefined) return true;
  for (const arg of args) {
    if (!/^-./.test(arg) || arg === '--') return true;
    const letter = [...arg.slice(1)].find((one) => !known.includes(one));
    if (letter === undefined) continue;
    yield* shell.complainOf(builtin, `illegal option -${letter}`);
    if (SPECIAL_BUILTINS.has(builtin)) throw new ShellExit(2);
    return false;
  }
  return true;
}
