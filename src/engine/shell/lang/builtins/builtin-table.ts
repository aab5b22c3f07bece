/** Which builtins each shell has. */
import { LANGUAGE } from '../language-part.ts';
import type { ShellFlavour } from '../shell.ts';
import { type Builtin, type BuiltinSource, type Builtins, SPECIAL_BUILTINS } from './builtin.ts';
import { colon, falsehood } from './constants.ts';
import { cd, pwd } from './directory.ts';
import { echo } from './echo.ts';

const AT_ONCE: Readonly<Record<string, Builtin>> = { ':': colon, cd, echo, exec: colon, false: falsehood, pwd, true: colon };
const BASH_AT_ONCE: Readonly<Record<string, Builtin>> = { disown: colon, enable: colon, history: colon };
const PARSED =
  '. [ alias bg break command continue eval exit export fg getopts hash jobs kill let local printf read readonly return set shift source test times trap type ulimit umask unalias unset wait';
const BASH_PARSED = 'builtin declare dirs logout mapfile popd pushd readarray shopt typeset';

function tableOf(atOnce: Readonly<Record<string, Builtin>>, parsed: string): ReadonlyMap<string, BuiltinSource> {
  const sources = parsed.split(' ').map((name): [string, BuiltinSource] => [name, LANGUAGE]);
  return new Map([...Object.entries(atOnce), ...sources]);
}

export const BUILTINS: Readonly<Record<ShellFlavour, Builtins>> = {
  bash: { table: tableOf({ ...AT_ONCE, ...BASH_AT_ONCE }, `${PARSED} ${BASH_PARSED}`), special: SPECIAL_BUILTINS },
  ash: { table: tableOf(AT_ONCE, PARSED), special: SPECIAL_BUILTINS },
};
