/** What a name means: `type`, `command`, `hash`, `builtin`; and aliases. */

import { FsError } from '../../../fs/errno.ts';
import { DEFAULT_PATH, findProgram } from '../../exec.ts';
import { complain } from '../../kernel/io.ts';
import type { Sys } from '../../kernel/system.ts';
import { singleQuoted } from '../quote.ts';
import type { Shell } from '../shell.ts';
import { findValue } from '../variables.ts';

const KEYWORDS: ReadonlySet<string> = new Set(
  'if then else elif fi case esac for select while until do done in function time { } ! [[ ]] coproc'.split(' '),
);
const BASH_KEYWORDS_ONLY: ReadonlySet<string> = new Set(['select', 'time', 'coproc', '[[', ']]']);

function isKeyword(shell: Shell, name: string): boolean {
  return KEYWORDS.has(name) && (shell.flavour === 'bash' || !BASH_KEYWORDS_ONLY.has(name));
}

function findFile(shell: Shell, name: string): string | undefined {
  try {
    return findProgram(shell.self, name, findValue(shell, 'PATH') ?? DEFAULT_PATH);
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

export function* type(shell: Shell, args: readonly string[]): Sys<number> {
  const flags = args.filter((arg) => /^-[aftpP]+$/.test(arg)).join('');
  let status = 0;
  for (const name of args.filter((arg) => !/^-[aftpP]+$/.test(arg))) {
    const found = kindOf(shell, name);
    if (found === undefined) {
      status = shell.flavour === 'bash' ? 1 : 127;
      if (flags !== '' && !flags.includes('a') && !flags.includes('f')) continue;
      if (shell.flavour === 'bash') yield* shell.complain(`type: ${name}: not found`);
      else yield* shell.print(`${name}: not found\n`);
    } else if (flags.includes('t')) yield* shell.print(`${found.kind}\n`);
    else if (/[pP]/.test(flags)) yield* shell.print(found.kind === 'file' ? `${found.words}\n` : '');
    else yield* shell.print(describe(shell, name, found));
  }
  return status;
}

interface Kind {
  readonly kind: 'alias' | 'keyword' | 'function' | 'builtin' | 'file';
  readonly words: string;
}

function kindOf(shell: Shell, name: string): Kind | undefined {
  const other = shell.aliases.get(name);
  if (other !== undefined) return { kind: 'alias', words: `an alias for ${other}` };
  if (isKeyword(shell, name)) return { kind: 'keyword', words: 'a shell keyword' };
  if (shell.functions.has(name)) return { kind: 'function', words: 'a function' };
  if (shell.evaluator.isBuiltin(name)) return { kind: 'builtin', words: 'a shell builtin' };
  const path = findFile(shell, name);
  return path === undefined ? undefined : { kind: 'file', words: path };
}

function describe(shell: Shell, name: string, found: Kind): string {
  if (found.kind === 'function' && shell.flavour === 'bash')
    return `${name} is a function\n${shell.functions.get(name)?.source ?? ''}\n`;
  return `${name} is ${found.words}\n`;
}

export function* command(shell: Shell, args: readonly string[]): Sys<number> {
  const [first, ...rest] = args;
  if (first === undefined) return 0;
  if (first === '-v' || first === '-V') return yield* tell(shell, rest, first === '-V');
  const words = first === '-p' || first === '--' ? rest : args;
  shell.builtin = undefined;
  return words.length === 0 ? 0 : yield* shell.evaluator.runArgs(shell, words, { skipFunctions: true });
}

function* tell(shell: Shell, names: readonly string[], isVerbose: boolean): Sys<number> {
  let status = names.length === 0 ? 0 : 1;
  for (const name of shell.flavour === 'ash' ? names.slice(0, 1) : names) {
    const found = kindOf(shell, name);
    if (found === undefined) {
      if (isVerbose) yield* shell.complain(shell.flavour === 'bash' ? `command: ${name}: not found` : `${name}: not found`);
      if (shell.flavour === 'ash') status = 127;
      continue;
    }
    status = 0;
    yield* shell.print(isVerbose ? describe(shell, name, found) : `${shortly(shell, name, found)}\n`);
  }
  return status;
}

function shortly(shell: Shell, name: string, { kind, words }: Kind): string {
  if (kind === 'alias') return `alias ${name}=${singleQuoted(shell.aliases.get(name) ?? '')}`;
  return kind === 'file' ? words : name;
}

export function* builtinOnly(shell: Shell, args: readonly string[]): Sys<number> {
  const [name] = args;
  if (name === undefined) return 0;
  if (!shell.evaluator.isBuiltin(name)) {
    yield* shell.complain(`builtin: ${name}: not a shell builtin`);
    return 1;
  }
  return yield* shell.evaluator.runArgs(shell, args, { skipFunctions: true });
}

/** Both shells keep where they found a program. bash counts how often, too; here it always begins anew. */
export function* hash(shell: Shell, args: readonly string[]): Sys<number> {
  if (args[0] === '-r') {
    shell.found.clear();
    return 0;
  }
  if (args.length === 0) {
    if (shell.flavour === 'bash') yield* shell.print('hash: hash table empty\n');
    else
      yield* shell.print(
        listFound(shell)
          .map((path) => `${path}\n`)
          .join(''),
      );
    return 0;
  }
  let status = 0;
  for (const name of args) {
    const found = kindOf(shell, name);
    if (found?.kind === 'file' && !name.includes('/')) shell.found.set(name, found.words);
    if (found !== undefined) continue;
    status = 1;
    yield* shell.complainOf('hash', `${name}: not found`);
  }
  return status;
}

/** In the order of ash's 31 heaps. */
function listFound(shell: Shell): readonly string[] {
  return [...shell.found].sort(([a], [b]) => bucketOf(a, 31) - bucketOf(b, 31)).map(([, path]) => path);
}

/** ash keeps names in heaps, and lists heap by heap. */
function bucketOf(name: string, heaps: number): number {
  let sum = name.charCodeAt(0) << 4;
  for (let at = 0; at < name.length; at++) sum += name.charCodeAt(at);
  return sum % heaps;
}

export function* alias(shell: Shell, args: readonly string[]): Sys<number> {
  if (shell.flavour === 'bash' && args.some((arg) => arg.includes('='))) {
    // They would have to be known before a line is parsed, and kept from line to line; a function does the same.
    yield* shell.complainOf('alias', 'not simulated here; write a function instead');
    return 1;
  }
  const shown = args.length === 0 ? [...shell.aliases.keys()].sort((a, b) => bucketOf(a, 39) - bucketOf(b, 39)) : args;
  let status = 0;
  for (const arg of shown) {
    const equals = arg.indexOf('=', 1);
    const value = shell.aliases.get(arg);
    if (args.length > 0 && equals > 0) shell.aliases = new Map(shell.aliases).set(arg.slice(0, equals), arg.slice(equals + 1));
    else if (value !== undefined) yield* shell.print(`${arg}=${singleQuoted(value)}\n`);
    else {
      status = 1;
      if (shell.flavour === 'bash') yield* shell.complainOf('alias', `${arg}: not found`);
      else yield* complain(shell.self, `alias: ${arg} not found\n`);
    }
  }
  return status;
}

export function* unalias(shell: Shell, args: readonly string[]): Sys<number> {
  if (args[0] === '-a') {
    shell.aliases = new Map();
    return 0;
  }
  let status = 0;
  for (const arg of args) {
    const left = new Map(shell.aliases);
    if (left.delete(arg)) {
      shell.aliases = left;
      continue;
    }
    status = 1;
    if (shell.flavour === 'bash') yield* shell.complainOf('unalias', `${arg}: not found`);
    else yield* complain(shell.self, `unalias: ${arg} not found\n`);
  }
  return status;
}
