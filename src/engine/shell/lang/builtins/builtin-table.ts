/** Which builtins each shell has. */
import type { ShellFlavour } from '../shell.ts';
import { type Builtin, type Builtins, SPECIAL_BUILTINS } from './builtin.ts';
import { breakLoop, colon, continueLoop, evalText, exit, falsehood, returnFrom, trap } from './control.ts';
import { declare, exportNames, letNumbers, local, readonlyNames, set, shift, unset } from './declarations.ts';
import { cd, pwd } from './directory.ts';
import { foreground, jobs, kill, wait } from './jobs.ts';
import { alias, builtinOnly, command, hash, type, unalias } from './names.ts';
import { read } from './read.ts';
import { getopts, shopt, times, ulimit, umask } from './settings.ts';
import { source } from './source.ts';
import { TOOLS } from './tools.ts';

const BOTH: readonly (readonly [string, Builtin])[] = [
  [':', colon],
  ['true', colon],
  ['false', falsehood],
  ['.', source],
  ['source', source],
  ['alias', alias],
  ['bg', foreground],
  ['break', breakLoop],
  ['cd', cd],
  ['command', command],
  ['continue', continueLoop],
  ['eval', evalText],
  ['exec', colon],
  ['exit', exit],
  ['export', exportNames],
  ['fg', foreground],
  ['getopts', getopts],
  ['hash', hash],
  ['jobs', jobs],
  ['kill', kill],
  ['let', letNumbers],
  ['local', local],
  ['pwd', pwd],
  ['read', read],
  ['readonly', readonlyNames],
  ['return', returnFrom],
  ['set', set],
  ['shift', shift],
  ['times', times],
  ['trap', trap],
  ['type', type],
  ['ulimit', ulimit],
  ['umask', umask],
  ['unalias', unalias],
  ['unset', unset],
  ['wait', wait],
  ...TOOLS,
];

const BASH_ONLY: readonly (readonly [string, Builtin])[] = [
  ['builtin', builtinOnly],
  ['declare', declare],
  ['typeset', declare],
  ['logout', exit],
  ['shopt', shopt],
  ['disown', colon],
  ['enable', colon],
  ['history', colon],
];

export const BUILTINS: Readonly<Record<ShellFlavour, Builtins>> = {
  bash: { table: new Map([...BOTH, ...BASH_ONLY]), special: SPECIAL_BUILTINS },
  ash: { table: new Map(BOTH), special: SPECIAL_BUILTINS },
};
