/** Words to fields: tilde, parameters, `$( )`, `$(( ))`, splitting, file names (bash manual, "Shell Expansions"). */
import type { ArrayValue, Word, WordPart } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import { findUserById, findUserByName } from '../users.ts';
import { evaluateArithmetic } from './arithmetic.ts';
import type { AssociativeArray } from './associative.ts';
import { expandBraces } from './braces.ts';
import { DEFAULT_IFS, type Fragment, joinFragments, quoted, splitFields, textOf } from './fields.ts';
import { expandParameter, expandSimple } from './parameters.ts';
import { parseScript } from './parse-script.ts';
import { expandPathnames } from './pathnames.ts';
import { hasPatternChars, type Piece } from './pattern.ts';
import { processSubstitution } from './process-substitution.ts';
import type { Shell } from './shell.ts';
import { findValue } from './variables.ts';

/** The arguments that words expand to. */
export function* expandWords(shell: Shell, words: readonly Word[]): Sys<string[]> {
  const out: string[] = [];
  for (const word of words) {
    if (isLiteral(word)) {
      shell.self.system.step(shell.self);
      out.push(word.text);
      continue;
    }
    for (const one of bracesOf(shell, word)) {
      shell.self.system.step(shell.self);
      const fragments = yield* fragmentsOf(shell, one, false);
      for (const field of splitFields(fragments, findValue(shell, 'IFS') ?? DEFAULT_IFS)) out.push(...pathnamesOf(shell, field));
    }
  }
  return out;
}

/** Most words are what they look like: nothing in them is expanded, quoted or matched against files. */
export function isLiteral({ text }: Word): boolean {
  return /^[A-Za-z0-9_./:@%+,-]+$/.test(text);
}

/** One text, neither split nor matched against files: the value of an assignment, the word of `case`. */
export function* expandText(shell: Shell, word: Word): Sys<string> {
  return textOf(joinFragments(yield* fragmentsOf(shell, word, false)));
}

/** As `expandText`, with what is quoted kept apart: a pattern. */
export function* expandPieces(shell: Shell, word: Word): Sys<readonly Piece[]> {
  return joinFragments(yield* fragmentsOf(shell, word, false));
}

/** What an assignment's value is: tildes stand behind its colons, too. */
export function* expandAssigned(shell: Shell, word: Word): Sys<string> {
  const withTildes = (text: string) =>
    text.replace(/:(~[A-Za-z0-9_.+-]*)(?=[:/]|$)/g, (_, tilde: string) => `:${tildeValue(shell, tilde)}`);
  if (word.parts === undefined) {
    const text = textOf(joinFragments(yield* fragmentsOf(shell, word, false)));
    return word.text === word.value ? withTildes(text) : text;
  }
  let out = '';
  for (const [index, part] of word.parts.entries()) {
    if (part.type === 'Literal' && part.text === part.value) {
      const tilde = index === 0 ? /^~[A-Za-z0-9_.+-]*(?=[:/]|$)/.exec(part.value)?.[0] : undefined;
      out += withTildes(tilde === undefined ? part.value : tildeValue(shell, tilde) + part.value.slice(tilde.length));
    } else out += textOf(joinFragments(yield* fragmentsOfPart(shell, part, false)));
  }
  return out;
}

/** @param associative takes the elements by key instead */
export function* expandArray(shell: Shell, array: ArrayValue, associative?: AssociativeArray): Sys<ReadonlyMap<number, string>> {
  if (associative !== undefined) return yield* expandPairs(shell, array, associative);
  const elements = new Map<number, string>();
  let next = 0;
  for (const word of array.elements) {
    const indexed = /^\[([0-9]+)\]=/.exec(word.text);
    if (indexed !== null) {
      next = Number(indexed[1]);
      const value = parseWord(word.text.slice(indexed[0].length));
      elements.set(next++, value === undefined ? '' : yield* expandText(shell, value));
      continue;
    }
    for (const element of yield* expandWords(shell, [word])) elements.set(next++, element);
  }
  return elements;
}

function* expandPairs(shell: Shell, array: ArrayValue, into: AssociativeArray): Sys<AssociativeArray> {
  for (const word of array.elements) {
    const pair = /^\[(.+?)\]=(.*)$/s.exec(word.text);
    if (pair === null) continue;
    const [key, value] = [parseWord(pair[1] ?? ''), parseWord(pair[2] ?? '')];
    const name = key === undefined ? '' : yield* expandText(shell, key);
    into.put(name, value === undefined ? '' : yield* expandText(shell, value));
  }
  return into;
}

/** The body of a here-document, or other text in which only `$` and backquotes mean something. */
export function* expandParts(shell: Shell, parts: readonly WordPart[]): Sys<string> {
  const fragments: Fragment[] = [];
  for (const part of parts) fragments.push(...(yield* fragmentsOfPart(shell, part, true)));
  return textOf(joinFragments(fragments));
}

function* fragmentsOf(shell: Shell, word: Word, inQuotes: boolean): Sys<Fragment[]> {
  const { parts } = word;
  const tilde = inQuotes ? null : /^~[A-Za-z0-9_.+-]*(?=\/|$)/.exec(word.text);
  if (parts === undefined) {
    const value = tilde === null ? word.value : tildeValue(shell, tilde[0]) + word.value.slice(tilde[0].length);
    return [{ kind: 'text', text: value, isQuoted: word.text !== word.value || tilde !== null, isSplit: false }];
  }
  const fragments: Fragment[] = [];
  for (const [index, part] of parts.entries()) {
    if (index === 0 && tilde !== null && part.type === 'Literal') {
      fragments.push(quoted(tildeValue(shell, tilde[0]) + part.value.slice(tilde[0].length)));
    } else fragments.push(...(yield* fragmentsOfPart(shell, part, inQuotes)));
  }
  return fragments;
}

function* fragmentsOfPart(shell: Shell, part: WordPart, inQuotes: boolean): Sys<readonly Fragment[]> {
  switch (part.type) {
    case 'Literal':
      return [{ kind: 'text', text: part.value, isQuoted: true, isSplit: false }];
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return [quoted(part.value)];
    case 'DoubleQuoted':
    case 'LocaleString':
      return yield* doubleQuoted(shell, part.parts);
    case 'Glob':
      return yield* globFragments(shell, part, inQuotes);
    case 'ExtendedGlob':
    case 'BraceExpansion':
      return [{ kind: 'text', text: part.text, isQuoted: inQuotes, isSplit: false }];
    case 'SimpleExpansion':
      return yield* expandSimple(shell, part.text.slice(1), inQuotes);
    case 'ParameterExpansion':
      return yield* expandParameter(shell, part, inQuotes, { fragmentsOf, expandText, expandPieces, expandParts });
    case 'CommandExpansion': {
      const text = yield* shell.evaluator.substitute(shell, part.script?.commands ?? []);
      return [{ kind: 'text', text, isQuoted: inQuotes, isSplit: !inQuotes }];
    }
    case 'ArithmeticExpansion': {
      const value = yield* evaluateArithmetic(
        shell,
        part.expression,
        (parts) => expandParts(shell, parts),
        part.text.replace(/^\$\(\(|\)\)$/g, ''),
      );
      return [{ kind: 'text', text: String(value), isQuoted: inQuotes, isSplit: !inQuotes }];
    }
    case 'ProcessSubstitution':
      return [quoted(processSubstitution(shell, part))];
  }
}

/** `""` is an empty argument; `"$@"` without parameters is none. */
function* doubleQuoted(shell: Shell, parts: readonly WordPart[]): Sys<readonly Fragment[]> {
  const fragments: Fragment[] = [];
  let isOnlyParameters = parts.length > 0;
  for (const part of parts) {
    fragments.push(...(yield* fragmentsOfPart(shell, part, true)));
    if (!isAllParameters(part)) isOnlyParameters = false;
  }
  return fragments.length === 0 && !isOnlyParameters ? [quoted('')] : fragments;
}

function isAllParameters(part: WordPart): boolean {
  if (part.type === 'SimpleExpansion') return part.text === '$@';
  return part.type === 'ParameterExpansion' && (part.parameter === '@' || part.index?.text === '@');
}

function* globFragments(shell: Shell, part: Extract<WordPart, { type: 'Glob' }>, inQuotes: boolean): Sys<readonly Fragment[]> {
  if (part.kind !== 'bracket' || inQuotes) return [{ kind: 'text', text: part.text, isQuoted: inQuotes, isSplit: false }];
  const fragments: Fragment[] = [{ kind: 'text', text: '[', isQuoted: false, isSplit: false }];
  for (const inner of part.parts) {
    for (const fragment of yield* fragmentsOfPart(shell, inner, false)) {
      // What stands in the brackets is part of the pattern, unless it was written in quotes.
      const isQuoted = inner.type !== 'Literal' && fragment.kind === 'text' && fragment.isQuoted;
      fragments.push(fragment.kind === 'text' ? { ...fragment, isQuoted, isSplit: false } : fragment);
    }
  }
  fragments.push({ kind: 'text', text: ']', isQuoted: false, isSplit: false });
  return fragments;
}

function bracesOf(shell: Shell, word: Word): readonly Word[] {
  if (shell.flavour !== 'bash' || word.parts === undefined || !word.parts.some(({ type }) => type === 'BraceExpansion'))
    return [word];
  return expandBraces(word.text).flatMap((text) => {
    const parsed = parseWord(text);
    return parsed === undefined ? [] : [parsed];
  });
}

/** The word that a source text is; undefined where it is none. */
export function parseWord(text: string): Word | undefined {
  const command = parseScript(`: ${text}`).commands[0]?.command;
  const argument = command?.type === 'Command' ? command.suffix[0] : undefined;
  return argument?.type === 'Word' ? argument : undefined;
}

function pathnamesOf(shell: Shell, field: readonly Piece[]): readonly string[] {
  if (!shell.has('noglob') && hasPatternChars(field)) {
    const paths = expandPathnames(shell.self, field, shell.extra.has('dotglob'));
    if (paths.length > 0 || shell.extra.has('nullglob')) return paths;
  }
  return [textOf(field)];
}

function tildeValue(shell: Shell, tilde: string): string {
  if (tilde === '~')
    return (
      findValue(shell, 'HOME') ?? (shell.flavour === 'bash' ? (findUserById(shell.self, shell.self.who.uid)?.home ?? '') : '~')
    );
  if (tilde === '~+') return findValue(shell, 'PWD') ?? tilde;
  if (tilde === '~-') return findValue(shell, 'OLDPWD') ?? tilde;
  return findUserByName(shell.self, tilde.slice(1))?.home ?? tilde;
}
