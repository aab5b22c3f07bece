/** `umask`, `times`, `getopts`, `shopt`. */

import { applyMode } from '../../applets/mode.ts';
import type { Sys } from '../../kernel/system.ts';
import { assign } from '../assign.ts';
import type { Shell } from '../shell.ts';
import { findValue, setVariable } from '../variables.ts';

export function* umask(shell: Shell, args: readonly string[]): Sys<number> {
  const { self } = shell;
  const [mode] = args.filter((arg) => arg !== '-S' && arg !== '-p');
  if (mode === undefined) {
    yield* shell.print(args.includes('-S') ? `${symbolic(0o777 & ~self.umask)}\n` : `${self.umask.toString(8).padStart(4, '0')}\n`);
    return 0;
  }
  if (/^[0-7]+$/.test(mode)) {
    self.umask = Number.parseInt(mode, 8) & 0o777;
    return 0;
  }
  const allowed = applyMode(mode, 0o777 & ~self.umask, { isDir: true, umask: 0 });
  if (allowed === undefined) {
    yield* shell.complainOf('umask', shell.flavour === 'bash' ? `${mode}: octal number out of range` : `illegal mode: ${mode}`);
    return shell.flavour === 'bash' ? 1 : 2;
  }
  self.umask = 0o777 & ~allowed;
  return 0;
}

function symbolic(mode: number): string {
  const bits = (shift: number) =>
    `${(mode >> shift) & 4 ? 'r' : ''}${(mode >> shift) & 2 ? 'w' : ''}${(mode >> shift) & 1 ? 'x' : ''}`;
  return `u=${bits(6)},g=${bits(3)},o=${bits(0)}`;
}

/** Programs take no time here, only sleeping does. */
export function* times(shell: Shell): Sys<number> {
  yield* shell.print('0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n');
  return 0;
}

/** @see POSIX getopts */
export function* getopts(shell: Shell, args: readonly string[]): Sys<number> {
  const [spec, name, ...given] = args;
  if (spec === undefined || name === undefined) {
    if (shell.flavour === 'bash') yield* shell.say('getopts: usage: getopts optstring name [arg ...]\n');
    else yield* shell.complain('usage: getopts optstring var [arg]');
    return 2;
  }
  const words = given.length > 0 ? given : shell.positional;
  const isSilent = spec.startsWith(':');
  const index = Number(findValue(shell, 'OPTIND') ?? '1') || 1;
  const word = words[index - 1];
  const offset = shell.optionOffset === 0 ? 1 : shell.optionOffset;
  if (word === undefined || !word.startsWith('-') || word === '-' || word === '--') {
    if (word === '--') setVariable(shell, 'OPTIND', String(index + 1));
    else setVariable(shell, 'OPTIND', String(index));
    yield* assign(shell, name, '?');
    return 1;
  }
  const letter = word[offset] ?? '';
  const at = letter === ':' ? -1 : spec.indexOf(letter);
  const isEnd = offset + 1 >= word.length;
  const advance = (next: number, nextOffset: number) => {
    setVariable(shell, 'OPTIND', String(next));
    shell.optionOffset = nextOffset;
  };
  if (at < 0) {
    advance(isEnd ? index + 1 : index, isEnd ? 0 : offset + 1);
    yield* assign(shell, name, '?');
    if (isSilent) setVariable(shell, 'OPTARG', letter);
    else {
      shell.variables.delete('OPTARG');
      yield* shell.say(shell.flavour === 'bash' ? `${shell.name}: illegal option -- ${letter}\n` : `Illegal option -${letter}\n`);
    }
    return 0;
  }
  if (spec[at + 1] !== ':') {
    advance(isEnd ? index + 1 : index, isEnd ? 0 : offset + 1);
    shell.variables.delete('OPTARG');
    yield* assign(shell, name, letter);
    return 0;
  }
  const value = isEnd ? words[index] : word.slice(offset + 1);
  advance(isEnd && value !== undefined ? index + 2 : index + 1, 0);
  if (value === undefined) {
    yield* assign(shell, name, isSilent ? ':' : '?');
    if (isSilent) setVariable(shell, 'OPTARG', letter);
    else
      yield* shell.say(
        shell.flavour === 'bash' ? `${shell.name}: option requires an argument -- ${letter}\n` : `No arg for -${letter} option\n`,
      );
    return 0;
  }
  setVariable(shell, 'OPTARG', value);
  yield* assign(shell, name, letter);
  return 0;
}

/** Options that change how words expand; the others are taken and change nothing here. */
const EXTRA = 'dotglob nullglob'.split(' ');
const OTHER_EXTRA =
  'autocd cdable_vars cdspell checkhash checkjobs checkwinsize cmdhist direxpand dirspell execfail expand_aliases extdebug extglob extquote failglob force_fignore globasciiranges globskipdots globstar gnu_errfmt histappend histreedit histverify hostcomplete huponexit inherit_errexit interactive_comments lastpipe lithist localvar_inherit localvar_unset login_shell mailwarn no_empty_cmd_completion nocaseglob nocasematch noexpand_translation patsub_replacement progcomp progcomp_alias promptvars restricted_shell shift_verbose sourcepath varredir_close xpg_echo'.split(
    ' ',
  );

export function* shopt(shell: Shell, args: readonly string[]): Sys<number> {
  const flags = args.filter((arg) => /^-[suqpo]+$/.test(arg)).join('');
  let status = 0;
  for (const name of args.filter((arg) => !arg.startsWith('-'))) {
    if (!EXTRA.includes(name) && !OTHER_EXTRA.includes(name)) {
      yield* shell.complain(`shopt: ${name}: invalid shell option name`);
      status = 1;
    } else if (flags.includes('s')) shell.extra.add(name);
    else if (flags.includes('u')) shell.extra.delete(name);
    else {
      const isOn = shell.extra.has(name);
      if (!isOn) status = 1;
      if (!flags.includes('q')) yield* shell.print(`${name.padEnd(15)}\t${isOn ? 'on' : 'off'}\n`);
    }
  }
  return status;
}
