/** `export`, `readonly`, `local`, `declare`, `unset`, `set`, `shift`. */
import type { Sys } from '../../kernel/system.ts';
import { evaluateText } from '../arithmetic.ts';
import { assign, exportVariable } from '../assign.ts';
import { AssociativeArray, copyElements, listKeys } from '../associative.ts';
import { makeLocal } from '../functions.ts';
import { listOptions } from '../options.ts';
import { doubleQuoted, quoteForTrace, singleQuoted } from '../quote.ts';
import { ASH_OPTIONS, isShellOption, OPTION_LETTERS, type Shell, ShellExit, type Variable } from '../shell.ts';
import { isName, setVariable } from '../variables.ts';

export function* exportNames(shell: Shell, args: readonly string[]): Sys<number> {
  const { flags, names } = splitFlags(args);
  if (names.length === 0) return yield* listMarked(shell, 'export', ({ isExported }) => isExported);
  return yield* eachAssignment(shell, 'export', names, function* (name, value) {
    if (value !== undefined) yield* assign(shell, name, value, !flags.includes('n'));
    exportVariable(shell, name, !flags.includes('n'));
  });
}

export function* readonlyNames(shell: Shell, args: readonly string[]): Sys<number> {
  const { names } = splitFlags(args);
  if (names.length === 0) return yield* listMarked(shell, 'readonly', ({ isReadonly }) => isReadonly);
  return yield* eachAssignment(shell, 'readonly', names, function* (name, value) {
    if (value !== undefined) yield* assign(shell, name, value);
    const variable = shell.variables.get(name) ?? { value: '', isExported: false };
    shell.variables.set(name, { ...variable, isReadonly: true });
  });
}

export function* local(shell: Shell, args: readonly string[]): Sys<number> {
  if (shell.functionDepth === 0) {
    yield* shell.complainOf('local', shell.flavour === 'bash' ? 'can only be used in a function' : 'not in a function');
    if (shell.flavour === 'ash') throw new ShellExit(2);
    return 1;
  }
  return yield* declare(shell, args);
}

/** `declare` and `typeset`; in a function what they declare is local. */
export function* declare(shell: Shell, args: readonly string[]): Sys<number> {
  const { flags, names } = splitFlags(args);
  if (flags.includes('p')) return yield* showDeclared(shell, names);
  if (flags.includes('f') || flags.includes('F')) return yield* showFunctions(shell, names, flags.includes('F'));
  if (names.length === 0) return yield* showAll(shell);
  const isGlobal = flags.includes('g');
  return yield* eachAssignment(shell, shell.builtin ?? 'declare', names, function* (name, value) {
    if (shell.functionDepth > 0 && !isGlobal) makeLocal(shell, name);
    if (value !== undefined) {
      const text = flags.includes('i') ? String(yield* evaluateText(shell, value, literalParts)) : value;
      yield* assign(shell, name, flags.includes('l') ? text.toLowerCase() : flags.includes('u') ? text.toUpperCase() : text);
    } else if (
      shell.functionDepth > 0 &&
      !isGlobal &&
      shell.flavour === 'bash' &&
      !(shell.variables.get(name)?.value instanceof Map)
    ) {
      shell.variables.delete(name);
    }
    if (flags.includes('A') && !(shell.variables.get(name)?.value instanceof AssociativeArray))
      setVariable(shell, name, new AssociativeArray());
    if (flags.includes('a') && !shell.variables.has(name)) setVariable(shell, name, new Map());
    if (flags.includes('x')) exportVariable(shell, name, true);
    const variable = shell.variables.get(name);
    if (flags.includes('r') && variable !== undefined) shell.variables.set(name, { ...variable, isReadonly: true });
  });
}

// biome-ignore lint/correctness/useYield: the words have been expanded already
function* literalParts(): Sys<string> {
  return '';
}

function splitFlags(args: readonly string[]): { readonly flags: string; readonly names: readonly string[] } {
  let flags = '';
  let at = 0;
  for (; /^[-+][A-Za-z]+$/.test(args[at] ?? ''); at++) flags += args[at]?.slice(1) ?? '';
  return { flags, names: args.slice(args[at] === '--' ? at + 1 : at) };
}

function* eachAssignment(
  shell: Shell,
  builtin: string,
  words: readonly string[],
  act: (name: string, value: string | undefined) => Sys<void>,
): Sys<number> {
  let status = 0;
  for (const word of words) {
    const match = /^([^=+]+)(\+?=)([\s\S]*)$/.exec(word);
    const name = match?.[1] ?? word;
    if (!isName(name)) {
      if (shell.flavour === 'bash') yield* shell.complain(`${builtin}: \`${word}': not a valid identifier`);
      else {
        yield* shell.complain(`${name}: bad variable name`);
        throw new ShellExit(2);
      }
      status = 1;
      continue;
    }
    const old = shell.variables.get(name)?.value;
    const value = match?.[2] === '+=' ? `${typeof old === 'string' ? old : ''}${match[3] ?? ''}` : match?.[3];
    yield* act(name, value);
  }
  return status;
}

function* listMarked(shell: Shell, builtin: 'export' | 'readonly', isMarked: (variable: Variable) => boolean): Sys<number> {
  for (const name of [...shell.variables.keys()].sort()) {
    const variable = shell.variables.get(name);
    if (variable === undefined || !isMarked(variable)) continue;
    if (shell.flavour === 'bash') yield* shell.print(`${declaration(name, variable)}\n`);
    else yield* shell.print(`${builtin} ${name}=${singleQuoted(textOf(variable))}\n`);
  }
  return 0;
}

function textOf(variable: Variable): string {
  return typeof variable.value === 'string' ? variable.value : (variable.value.get(0) ?? '');
}

/** as `declare -p` prints it */
function declaration(name: string, variable: Variable): string {
  const isArray = typeof variable.value !== 'string';
  const kind = variable.value instanceof AssociativeArray ? 'A' : 'a';
  const flags = `${isArray ? kind : ''}${variable.isReadonly ? 'r' : ''}${variable.isExported ? 'x' : ''}` || '-';
  return `declare -${flags} ${name}=${valueText(variable)}`;
}

function valueText({ value }: Variable): string {
  if (typeof value === 'string') return doubleQuoted(value);
  // with a blank behind each element, as bash has it
  if (value instanceof AssociativeArray)
    return `(${listKeys(value)
      .map((key) => `[${isName(key) ? key : doubleQuoted(key)}]=${doubleQuoted(value.get(value.placeOf(key)) ?? '')} `)
      .join('')})`;
  return `(${[...value]
    .sort(([a], [b]) => a - b)
    .map(([index, element]) => `[${index}]=${doubleQuoted(element)}`)
    .join(' ')})`;
}

function* showDeclared(shell: Shell, names: readonly string[]): Sys<number> {
  let status = 0;
  for (const name of names.length === 0 ? [...shell.variables.keys()].sort() : names) {
    const variable = shell.variables.get(name);
    if (variable !== undefined) yield* shell.print(`${declaration(name, variable)}\n`);
    else {
      yield* shell.complain(`declare: ${name}: not found`);
      status = 1;
    }
  }
  return status;
}

function* showFunctions(shell: Shell, names: readonly string[], namesOnly: boolean): Sys<number> {
  for (const name of names.length === 0 ? [...shell.functions.keys()].sort() : names) {
    const known = shell.functions.get(name);
    if (known === undefined) return 1;
    yield* shell.print(namesOnly ? `declare -f ${name}\n` : `${known.source}\n`);
  }
  return 0;
}

/** `set` alone */
function* showAll(shell: Shell): Sys<number> {
  for (const name of [...shell.variables.keys()].sort()) {
    const variable = shell.variables.get(name);
    if (variable === undefined) continue;
    const text =
      typeof variable.value !== 'string'
        ? valueText(variable)
        : shell.flavour === 'ash'
          ? singleQuoted(variable.value)
          : variable.value === ''
            ? ''
            : quoteForTrace(variable.value);
    yield* shell.print(`${name}=${text}\n`);
  }
  return 0;
}

export function* unset(shell: Shell, args: readonly string[]): Sys<number> {
  const { flags, names } = splitFlags(args);
  let status = 0;
  for (const word of names) {
    const element = /^([A-Za-z_]\w*)\[(.+)\]$/.exec(word);
    const variable = shell.variables.get(element?.[1] ?? word);
    if (shell.flavour === 'ash' && !flags.includes('f') && !isName(word)) {
      yield* shell.complainOf('unset', `${word}: bad variable name`);
      throw new ShellExit(2);
    }
    if (variable?.isReadonly === true && !flags.includes('f')) {
      yield* shell.complainOf(
        'unset',
        shell.flavour === 'bash' ? `${word}: cannot unset: readonly variable` : `${word}: is read only`,
      );
      if (shell.flavour === 'ash') throw new ShellExit(2);
      status = 1;
    } else if (element !== null && variable !== undefined && typeof variable.value !== 'string') {
      const rest = copyElements(variable.value);
      rest.delete(rest instanceof AssociativeArray ? rest.placeOf(element[2] ?? '') : Number(element[2]));
      shell.variables.set(element[1] ?? '', { ...variable, value: rest });
    } else if (flags.includes('f') || (variable === undefined && !flags.includes('v'))) shell.functions.delete(word);
    else shell.variables.delete(word);
  }
  return status;
}

export function* set(shell: Shell, args: readonly string[]): Sys<number> {
  if (args.length === 0) return yield* showAll(shell);
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      shell.positional = args.slice(at + 1);
      return 0;
    }
    if (arg === '-o' || arg === '+o') {
      at += 1;
      if (!(yield* setNamed(shell, args[at], arg === '-o'))) return 1;
    } else if (/^[-+]./.test(arg)) {
      const bad = yield* setLetters(shell, arg, args[at + 1]);
      if (bad === 'value') at += 1;
      else if (bad !== undefined) return bad;
    } else {
      shell.positional = args.slice(at);
      return 0;
    }
  }
  return 0;
}

function* setLetters(shell: Shell, arg: string, next: string | undefined): Sys<number | 'value' | undefined> {
  const isOn = arg.startsWith('-');
  for (const letter of arg.slice(1)) {
    if (letter === 'o') {
      yield* setNamed(shell, next, isOn);
      return 'value';
    }
    const option = OPTION_LETTERS.get(letter);
    if (option !== undefined) {
      if (isOn) shell.options.add(option);
      else shell.options.delete(option);
    } else if (!'BHPTbhikpt'.includes(letter)) {
      yield* shell.complainOf(
        'set',
        shell.flavour === 'bash' ? `${arg.slice(0, 1)}${letter}: invalid option` : `illegal option ${arg.slice(0, 1)}${letter}`,
      );
      if (shell.flavour === 'ash') throw new ShellExit(2);
      yield* shell.say('set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]\n');
      return 2;
    }
  }
  return undefined;
}

/** What bash has besides, and what changes nothing here. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set('emacs posix history braceexpand hashall functrace physical'.split(' '));

function* setNamed(shell: Shell, name: string | undefined, isOn: boolean): Sys<boolean> {
  if (name === undefined) {
    yield* shell.print(shell.flavour === 'ash' ? listOfAsh(shell, isOn) : listOfBash(shell));
    return true;
  }
  if (!isShellOption(name)) {
    if (shell.flavour === 'bash' && WITHOUT_EFFECT.has(name)) return true;
    yield* shell.complainOf(
      'set',
      shell.flavour === 'bash' ? `${name}: invalid option name` : `illegal option ${isOn ? '-' : '+'}o ${name}`,
    );
    return false;
  }
  // taken by ash, and not kept where nobody types
  if (name === 'vi') return true;
  if (isOn) shell.options.add(name);
  else shell.options.delete(name);
  return true;
}

function listOfBash(shell: Shell): string {
  return listOptions()
    .map((option) => `${option.padEnd(15)}\t${shell.has(option) ? 'on' : 'off'}\n`)
    .join('');
}

/** `set -o` is to be read, `set +o` to be run. */
function listOfAsh(shell: Shell, isTable: boolean): string {
  return ASH_OPTIONS.map((option) =>
    isTable ? `${option.padEnd(16)}${shell.has(option) ? 'on' : 'off'}\n` : `set ${shell.has(option) ? '-' : '+'}o ${option}\n`,
  ).join('');
}

export function* shift(shell: Shell, args: readonly string[]): Sys<number> {
  const count = Number(args[0] ?? '1');
  if (!Number.isInteger(count) || count < 0) {
    yield* shell.complainOf(
      'shift',
      shell.flavour === 'bash' ? `${args[0]}: numeric argument required` : `Illegal number: ${args[0]}`,
    );
    if (shell.flavour === 'ash') throw new ShellExit(2);
    return 1;
  }
  if (count > shell.positional.length) return 1;
  shell.positional = shell.positional.slice(count);
  return 0;
}

export function* letNumbers(shell: Shell, args: readonly string[]): Sys<number> {
  if (args.length === 0) {
    yield* shell.complainOf('let', 'expression expected');
    return shell.flavour === 'bash' ? 1 : 2;
  }
  let value = 0n;
  for (const arg of args) value = yield* evaluateText(shell, arg, literalParts);
  return value === 0n ? 1 : 0;
}
