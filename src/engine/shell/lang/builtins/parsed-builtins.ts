/** The builtins that come with the parser; the table of all of them is `builtin-table.ts`. */
import type { BuiltinGroup } from './builtin.ts';
import { breakLoop, continueLoop, evalText, exit, returnFrom, trap } from './control.ts';
import { declare, exportNames, letNumbers, local, readonlyNames, set, shift, unset } from './declarations.ts';
import { dirs, popd, pushd } from './folder-stack.ts';
import { foreground, jobs, kill, wait } from './jobs.ts';
import { mapfile } from './mapfile.ts';
import { alias, builtinOnly, command, hash, type, unalias } from './names.ts';
import { read } from './read.ts';
import { getopts, shopt, times, umask } from './settings.ts';
import { source } from './source.ts';
import { bracketTool, printfInto, testTool } from './tools.ts';
import { ulimit } from './ulimit.ts';

export const BUILTINS: BuiltinGroup = {
  '.': source,
  '[': bracketTool,
  alias,
  bg: foreground,
  break: breakLoop,
  builtin: builtinOnly,
  command,
  continue: continueLoop,
  declare,
  dirs,
  eval: evalText,
  exit,
  export: exportNames,
  fg: foreground,
  getopts,
  hash,
  jobs,
  kill,
  let: letNumbers,
  local,
  logout: exit,
  mapfile,
  popd,
  printf: printfInto,
  pushd,
  read,
  readarray: mapfile,
  readonly: readonlyNames,
  return: returnFrom,
  set,
  shift,
  shopt,
  source,
  test: testTool,
  times,
  trap,
  type,
  typeset: declare,
  ulimit,
  umask,
  unalias,
  unset,
  wait,
};
