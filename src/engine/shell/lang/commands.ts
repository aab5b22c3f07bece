/** Simple commands: variables, redirections, and what is then run (POSIX 2.9.1). */
import type { Assignment, Command, CommandArgument } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import { evaluateText } from './arithmetic.ts';
import { assign } from './assign.ts';
import { AssociativeArray } from './associative.ts';
import type { Builtins } from './builtins/builtin.ts';
import { closeSubstituted } from './close-substituted.ts';
import { expandArray, expandAssigned, expandParts, expandText, expandWords, isLiteral } from './expand.ts';
import { makeLocal } from './functions.ts';
import { quoteForTrace } from './quote.ts';
import { keep, redirect, restore } from './redirects.ts';
import { findImage, type RunOptions, replaceBy, runArgs, trace } from './run-args.ts';
import { type Shell, ShellExit, type Variable } from './shell.ts';
import { environmentOf, setVariable } from './variables.ts';

/** Commands whose arguments may be assignments, which are then not split. */
const MAKING_LOCAL: ReadonlySet<string> = new Set(['local', 'declare', 'typeset']);
const DECLARATIONS: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset', 'alias']);

export function* runSimple(shell: Shell, builtins: Builtins, node: Command, options: RunOptions): Sys<number> {
  shell.substitutionStatus = undefined;
  const firstSubstituted = shell.substituted.length;
  const args = node.name === undefined ? [] : yield* expandWords(shell, [node.name]);
  if (node.args.length > 0) args.push(...(yield* expandArguments(shell, node.args, args[0])));
  const { assignments, words } = prefixOf(shell, node);
  if (words.length > 0) args.unshift(...(yield* expandArguments(shell, words, undefined)));
  const saved = node.redirects.length === 0 ? [] : yield* redirect(shell, node.redirects);
  if (saved === undefined) {
    const isFatal = shell.flavour === 'ash' && builtins.special.has(args[0] ?? '') && !shell.isInteractive;
    if (isFatal) throw new ShellExit(1);
    return 1;
  }
  if (args[0] === 'exec') {
    keep(saved);
    for (const item of assignments) yield* assignOne(shell, item);
    return yield* runExec(shell, args.slice(1));
  }
  shell.firstSubstituted = firstSubstituted;
  try {
    if (args.length === 0) return yield* assignAll(shell, assignments);
    if (assignments.length === 0 && !shell.has('xtrace')) return yield* runArgs(shell, builtins, args, options);
    return yield* runWithVariables(shell, builtins, args, assignments, options);
  } finally {
    restore(shell, saved);
    closeSubstituted(shell, firstSubstituted);
  }
}

/** The assignments in front of a command. To ash, `a+=b` is none but the first word of the command. */
function prefixOf(
  shell: Shell,
  { prefix }: Command,
): { readonly assignments: readonly Assignment[]; readonly words: readonly Assignment[] } {
  if (prefix.length === 0) return NO_PREFIX;
  const items = prefix.filter((item): item is Assignment => item.type === 'Assignment');
  const first = shell.flavour === 'ash' ? items.findIndex(({ append }) => append === true) : -1;
  return first < 0 ? { assignments: items, words: [] } : { assignments: items.slice(0, first), words: items.slice(first) };
}

const NO_PREFIX = { assignments: [], words: [] };

function* expandArguments(shell: Shell, words: readonly CommandArgument[], command: string | undefined): Sys<string[]> {
  const isDeclaration = DECLARATIONS.has(command ?? '');
  const out: string[] = [];
  for (const word of words) {
    if (word.type === 'Word' && isLiteral(word)) {
      shell.self.system.step(shell.self);
      out.push(word.text);
    } else if (word.type === 'Word') out.push(...(yield* expandWords(shell, [word])));
    else if (isDeclaration) out.push(yield* declared(shell, word, [command ?? '', ...out]));
    else out.push(...(yield* expandWords(shell, [assignmentAsWord(word)])));
  }
  return out;
}

/** `export A=$x` is one argument whatever `$x` holds; `declare a=(…)` is assigned here, and the builtin sees the name. */
function* declared(shell: Shell, item: Assignment, [command = '', ...before]: readonly string[]): Sys<string> {
  if (item.value.type === 'ArrayValue') {
    const flags = before.filter((word) => /^-[a-zA-Z]+$/.test(word)).join('');
    const empty = flags.includes('A') ? new AssociativeArray() : undefined;
    if (shell.functionDepth > 0 && MAKING_LOCAL.has(command) && !flags.includes('g')) makeLocal(shell, item.name);
    setVariable(shell, item.name, yield* expandArray(shell, item.value, empty));
    return item.name;
  }
  const index = item.index === undefined ? '' : `[${item.index.text}]`;
  return `${item.name}${index}${item.append === true ? '+' : ''}=${yield* expandAssigned(shell, item.value)}`;
}

/** `dd if=/dev/zero`: what looks like an assignment behind a command is a plain word. */
function assignmentAsWord(item: Assignment) {
  if (item.value.type === 'ArrayValue')
    return { type: 'Word', text: item.text, value: item.text, pos: item.pos, end: item.end } as const;
  const { value } = item;
  const head = item.text.slice(0, item.text.length - value.text.length);
  const prefix = { type: 'Literal', pos: item.pos, end: item.pos + head.length, value: head, text: head } as const;
  const literal = { type: 'Literal', pos: value.pos, end: value.end, value: value.value, text: value.text } as const;
  return {
    type: 'Word',
    text: item.text,
    value: head + value.value,
    pos: item.pos,
    end: item.end,
    parts: [prefix, ...(value.parts ?? [literal])],
  } as const;
}

function* assignAll(shell: Shell, assignments: readonly Assignment[]): Sys<number> {
  for (const item of assignments) yield* assignOne(shell, item);
  return shell.substitutionStatus ?? 0;
}

function* assignOne(shell: Shell, item: Assignment): Sys<void> {
  const value = yield* valueOf(shell, item);
  if (shell.has('xtrace')) yield* trace(shell, [tracedAssignment(shell, item, value)], true);
  yield* assign(shell, item.name, value);
}

/** What `set -x` says of it: ash has all of a command in one line. */
function* assignUntraced(shell: Shell, item: Assignment): Sys<string> {
  const value = yield* valueOf(shell, item);
  yield* assign(shell, item.name, value);
  return tracedAssignment(shell, item, value);
}

function tracedAssignment(shell: Shell, { name }: Assignment, value: Variable['value']): string {
  return `${name}=${typeof value === 'string' ? quoteForTrace(value, shell.flavour) : '(…)'}`;
}

function* valueOf(shell: Shell, item: Assignment): Sys<Variable['value']> {
  const old = shell.variables.get(item.name)?.value;
  if (item.value.type === 'ArrayValue') {
    if (shell.flavour === 'ash') {
      yield* shell.complain('syntax error: unexpected "("');
      throw new ShellExit(2);
    }
    if (old instanceof AssociativeArray)
      return yield* expandArray(shell, item.value, new AssociativeArray(item.append === true ? old : undefined));
    const elements = yield* expandArray(shell, item.value);
    if (item.append !== true) return elements;
    const all = new Map(typeof old === 'string' ? [[0, old]] : old);
    const next = Math.max(-1, ...all.keys()) + 1;
    for (const [index, element] of elements) all.set(next + index, element);
    return all;
  }
  const text = yield* expandAssigned(shell, item.value);
  if (item.index !== undefined && old instanceof AssociativeArray) {
    const key = yield* expandText(shell, item.index);
    return new AssociativeArray(old).put(key, (item.append === true ? (old.get(old.placeOf(key)) ?? '') : '') + text);
  }
  if (item.index !== undefined) {
    const index = Number(yield* evaluateText(shell, yield* expandText(shell, item.index), (parts) => expandParts(shell, parts)));
    const all = new Map(typeof old === 'string' ? [[0, old]] : old);
    return all.set(index, (item.append === true ? (all.get(index) ?? '') : '') + text);
  }
  if (item.append !== true) return old instanceof Map ? new Map(old).set(0, text) : text;
  return (typeof old === 'string' ? old : (old?.get(0) ?? '')) + text;
}

/** Assignments in front of a command hold while it runs; those in front of ash's special builtins stay. */
function* runWithVariables(
  shell: Shell,
  builtins: Builtins,
  args: readonly string[],
  assignments: readonly Assignment[],
  options: RunOptions,
): Sys<number> {
  const before = new Map<string, Variable | undefined>();
  const isTraced = shell.has('xtrace');
  const traced: string[] = [];
  for (const item of assignments) {
    if (!before.has(item.name)) before.set(item.name, shell.variables.get(item.name));
    if (shell.flavour === 'bash') yield* assignOne(shell, item);
    else traced.push(yield* assignUntraced(shell, item));
    setVariable(shell, item.name, shell.variables.get(item.name)?.value ?? '', true);
  }
  if (isTraced) yield* trace(shell, [...traced, ...args.map((arg) => quoteForTrace(arg, shell.flavour))], true);
  try {
    return yield* runArgs(shell, builtins, args, options);
  } finally {
    if (!(shell.flavour === 'ash' && builtins.special.has(args[0] ?? ''))) {
      for (const [name, variable] of before) {
        if (variable === undefined) shell.variables.delete(name);
        else shell.variables.set(name, variable);
      }
    }
  }
}

/** `exec`: with a command it takes the shell's place, without one only its redirections stay. */
function* runExec(shell: Shell, args: readonly string[]): Sys<number> {
  if (args.length === 0) return 0;
  shell.builtin = 'exec';
  const image = yield* findImage(shell, args);
  shell.builtin = undefined;
  if (typeof image === 'number') throw new ShellExit(image);
  const status = yield* replaceBy(shell, image, environmentOf(shell));
  shell.traps.clear();
  throw new ShellExit(status);
}
