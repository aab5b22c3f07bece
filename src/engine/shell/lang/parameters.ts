/** `$x` and `${x…}` (bash manual, "Shell Parameter Expansion"). */
import type { ParameterExpansionPart, Word, WordPart } from 'unbash';
import type { Sys } from '../kernel/system.ts';
import { evaluateText } from './arithmetic.ts';
import { assign, elementsOf } from './assign.ts';
import { AssociativeArray, listKeys } from './associative.ts';
import { DEFAULT_IFS, type Fragment, quoted } from './fields.ts';
import { matchEnds, type Pattern, type Piece, parsePattern, reversedPattern } from './pattern.ts';
import { ExpansionError, failScript, type Shell, ShellExit } from './shell.ts';
import { findValue, isName } from './variables.ts';

/** What this file needs of expand.ts, which stands above it. */
export interface Expander {
  fragmentsOf(shell: Shell, word: Word, inQuotes: boolean): Sys<Fragment[]>;
  expandText(shell: Shell, word: Word): Sys<string>;
  expandPieces(shell: Shell, word: Word): Sys<readonly Piece[]>;
  expandParts(shell: Shell, parts: readonly WordPart[]): Sys<string>;
}

type Operation = NonNullable<ParameterExpansionPart['operation']>;

export function* expandSimple(shell: Shell, name: string, inQuotes: boolean): Sys<readonly Fragment[]> {
  if (name === '@' || name === '*') return listFragments(shell, shell.positional, name === '@', inQuotes);
  const value = findValue(shell, name);
  if (value === undefined) yield* checkSet(shell, name);
  return valueFragments(value ?? '', inQuotes);
}

export function* expandParameter(
  shell: Shell,
  part: ParameterExpansionPart,
  inQuotes: boolean,
  expander: Expander,
): Sys<readonly Fragment[]> {
  yield* checkSupported(shell, part);
  if (part.prefix === '!') return yield* expandIndirect(shell, part, inQuotes, expander);
  const list =
    shell.flavour === 'ash' && (part.prefix === '#' || part.operation?.type === 'Slice') ? undefined : listOf(shell, part);
  if (part.prefix === '#') return valueFragments(String(yield* lengthOf(shell, part, list, expander)), inQuotes);
  const { operation } = part;
  if (list !== undefined) return yield* expandList(shell, part, list, inQuotes, expander);
  const value = yield* valueOf(shell, part, expander);
  if (operation?.type === 'Default') return yield* applyDefault(shell, part, operation, value, inQuotes, expander);
  if (value === undefined) yield* checkSet(shell, part.parameter);
  if (operation === undefined) return valueFragments(value ?? '', inQuotes);
  return valueFragments(yield* applyOperation(shell, operation, value ?? '', expander), inQuotes);
}

function valueFragments(text: string, inQuotes: boolean): readonly Fragment[] {
  return inQuotes ? [quoted(text)] : [{ kind: 'text', text, isQuoted: false, isSplit: true }];
}

/** `"$@"` keeps the parameters apart, `"$*"` joins them with the first character of `$IFS`; without quotes both are split. */
function listFragments(shell: Shell, values: readonly string[], isAt: boolean, inQuotes: boolean): readonly Fragment[] {
  if (inQuotes && !isAt) return [quoted(values.join((findValue(shell, 'IFS') ?? DEFAULT_IFS).slice(0, 1)))];
  return values.flatMap((text, index): Fragment[] => {
    const fragment: Fragment = { kind: 'text', text, isQuoted: inQuotes, isSplit: !inQuotes };
    return index === 0 ? [fragment] : [{ kind: 'break' }, fragment];
  });
}

function* checkSupported(shell: Shell, part: ParameterExpansionPart): Sys<void> {
  const { operation } = part;
  const isKnown = /^([A-Za-z_][A-Za-z0-9_]*|\d+|[@*#?$!-])$/.test(part.parameter) && operation?.type !== 'Unknown';
  const isBashOnly =
    part.prefix === '!' || part.index !== undefined || operation?.type === 'CaseModification' || operation?.type === 'Transform';
  if (isKnown && !(shell.flavour === 'ash' && isBashOnly)) return;
  yield* shell.complain(shell.flavour === 'bash' ? `${part.text}: bad substitution` : 'syntax error: bad substitution');
  throw shell.flavour === 'bash' ? new ExpansionError(1) : new ShellExit(2);
}

/** `set -u` */
function* checkSet(shell: Shell, name: string): Sys<void> {
  if (!shell.has('nounset') || name === '@' || name === '*') return;
  const shown = /^\d+$/.test(name) && shell.flavour === 'bash' ? `$${name}` : name;
  if (shell.flavour === 'bash') yield* failScript(shell, `${shown}: unbound variable`, shell.isInteractive ? 1 : 127);
  else yield* failScript(shell, `${shown}: parameter not set`, 2);
}

/** The values of `$@`, `$*`, `${a[@]}`; undefined for anything that is one value. */
function listOf(shell: Shell, part: ParameterExpansionPart): readonly string[] | undefined {
  if (part.parameter === '@' || part.parameter === '*') return shell.positional;
  const index = part.index?.text;
  return index === '@' || index === '*' ? elementsOf(shell, part.parameter) : undefined;
}

function isAtList(part: ParameterExpansionPart): boolean {
  return part.parameter === '@' || part.index?.text === '@';
}

function* valueOf(shell: Shell, part: ParameterExpansionPart, expander: Expander): Sys<string | undefined> {
  // ash takes lengths and parts of all parameters as of one text
  if (part.parameter === '@' || part.parameter === '*') return shell.positional.join(' ');
  if (part.index === undefined) return findValue(shell, part.parameter);
  const value = shell.variables.get(part.parameter)?.value;
  if (value instanceof AssociativeArray) return value.get(value.placeOf(yield* expander.expandText(shell, part.index)));
  const index = Number(
    yield* evaluateText(shell, yield* expander.expandText(shell, part.index), (parts) => expander.expandParts(shell, parts)),
  );
  if (typeof value === 'string') return index === 0 ? value : undefined;
  if (value === undefined) return undefined;
  return value.get(index < 0 ? Math.max(-1, ...value.keys()) + 1 + index : index);
}

function* lengthOf(
  shell: Shell,
  part: ParameterExpansionPart,
  list: readonly string[] | undefined,
  expander: Expander,
): Sys<number> {
  if (list !== undefined) return list.length;
  const value = yield* valueOf(shell, part, expander);
  if (value === undefined) yield* checkSet(shell, part.parameter);
  return Array.from(value ?? '').length;
}

/** `${!name}`, `${!prefix*}`, `${!array[@]}` */
function* expandIndirect(
  shell: Shell,
  part: ParameterExpansionPart,
  inQuotes: boolean,
  expander: Expander,
): Sys<readonly Fragment[]> {
  if (part.operation?.type === 'Names') {
    const names = [...shell.variables.keys()].filter((name) => name.startsWith(part.parameter)).sort();
    return listFragments(shell, names, part.operation.operator === '@', inQuotes);
  }
  if (part.index?.text === '@' || part.index?.text === '*') {
    const keys = listKeys(shell.variables.get(part.parameter)?.value);
    return listFragments(shell, keys, part.index.text === '@', inQuotes);
  }
  const name = findValue(shell, part.parameter) ?? '';
  if (!isName(name) && !/^\d+$/.test(name)) {
    yield* shell.complain(name === '' ? `${part.parameter}: invalid indirect expansion` : `${name}: invalid variable name`);
    throw new ExpansionError(1);
  }
  return yield* expandParameter(shell, { ...part, prefix: undefined, parameter: name, index: undefined }, inQuotes, expander);
}

function* expandList(
  shell: Shell,
  part: ParameterExpansionPart,
  list: readonly string[],
  inQuotes: boolean,
  expander: Expander,
): Sys<readonly Fragment[]> {
  const { operation } = part;
  const isAt = isAtList(part);
  if (operation === undefined) return listFragments(shell, list, isAt, inQuotes);
  if (operation.type === 'Default')
    return yield* applyDefault(shell, part, operation, list.length === 0 ? undefined : list.join(' '), inQuotes, expander, list);
  if (operation.type === 'Slice') {
    const all = part.parameter === '@' || part.parameter === '*' ? [shell.name, ...list] : list;
    const offset = yield* numberOf(shell, operation.offset, expander);
    const start = offset < 0 ? Math.max(0, all.length + offset) : offset;
    const from = offset === 0 && all !== list ? 0 : start;
    const length = operation.length === undefined ? all.length : yield* numberOf(shell, operation.length, expander);
    return listFragments(shell, all.slice(from, from + Math.max(0, length)), isAt, inQuotes);
  }
  const changed: string[] = [];
  for (const value of list) changed.push(yield* applyOperation(shell, operation, value, expander));
  return listFragments(shell, changed, isAt, inQuotes);
}

function* applyDefault(
  shell: Shell,
  part: ParameterExpansionPart,
  operation: Extract<Operation, { type: 'Default' }>,
  value: string | undefined,
  inQuotes: boolean,
  expander: Expander,
  list?: readonly string[],
): Sys<readonly Fragment[]> {
  const isMissing = value === undefined || (operation.operator.startsWith(':') && value === '');
  const kind = operation.operator.replace(':', '');
  const own = () =>
    list === undefined ? valueFragments(value ?? '', inQuotes) : listFragments(shell, list, isAtList(part), inQuotes);
  if (kind === '+')
    return isMissing ? (inQuotes ? [quoted('')] : []) : yield* operandFragments(shell, operation.operand, inQuotes, expander);
  if (!isMissing) return own();
  if (kind === '-') return yield* operandFragments(shell, operation.operand, inQuotes, expander);
  if (kind === '=') {
    const text = yield* expander.expandText(shell, operation.operand);
    if (!isName(part.parameter)) yield* failScript(shell, `$${part.parameter}: cannot assign in this way`, 1);
    yield* assign(shell, part.parameter, text);
    return valueFragments(text, inQuotes);
  }
  const message = yield* expander.expandText(shell, operation.operand);
  return yield* failUnset(shell, part.parameter, message, operation.operator === ':?');
}

function* failUnset(shell: Shell, name: string, message: string, isNull: boolean): Sys<never> {
  const bashWords = isNull ? 'parameter null or not set' : 'parameter not set';
  const ashWords = isNull ? 'parameter not set or null' : 'parameter not set';
  const words = message === '' ? (shell.flavour === 'bash' ? bashWords : ashWords) : message;
  return yield* failScript(shell, `${name}: ${words}`, shell.flavour === 'ash' ? 2 : shell.isInteractive ? 1 : 127);
}

/** The word behind `:-`: outside quotes what it says literally is split, too. */
function* operandFragments(shell: Shell, operand: Word, inQuotes: boolean, expander: Expander): Sys<readonly Fragment[]> {
  const fragments = yield* expander.fragmentsOf(shell, operand, inQuotes);
  if (inQuotes) return fragments.map((fragment) => (fragment.kind === 'text' ? quoted(fragment.text) : fragment));
  if (operand.parts === undefined) {
    const isPlain = operand.text === operand.value;
    return fragments.map((fragment) =>
      fragment.kind === 'text' && isPlain ? { ...fragment, isQuoted: false, isSplit: true } : fragment,
    );
  }
  let at = 0;
  return fragments.map((fragment) => {
    const source = operand.parts?.[at];
    at += 1;
    const isPlain = source?.type === 'Literal' && source.text === source.value && fragments.length === operand.parts?.length;
    return fragment.kind === 'text' && isPlain ? { ...fragment, isQuoted: false, isSplit: true } : fragment;
  });
}

function* applyOperation(shell: Shell, operation: Operation, value: string, expander: Expander): Sys<string> {
  switch (operation.type) {
    case 'Remove':
      return removeMatch(shell, value, parsePattern(yield* expander.expandPieces(shell, operation.operand)), operation.operator);
    case 'Replace': {
      // ash knows no anchors: `#` and `%` are part of the pattern.
      const anchor = operation.operator.slice(1);
      const isAnchored = shell.flavour === 'bash' && (anchor === '#' || anchor === '%');
      const pieces = yield* expander.expandPieces(shell, operation.pattern);
      const pattern = parsePattern(
        isAnchored || anchor === '/' || anchor === '' ? pieces : [{ text: anchor, isQuoted: true }, ...pieces],
      );
      const operator = isAnchored || anchor === '/' ? operation.operator : '/';
      return replaceMatches(shell, value, pattern, yield* expander.expandText(shell, operation.replacement), operator);
    }
    case 'Slice':
      return yield* slice(shell, operation, value, expander);
    case 'CaseModification':
      return changeCase(value, operation.operator);
    case 'Transform':
      return transform(value, operation.operand.text);
    default:
      return value;
  }
}

/** Only a star makes a search from one place look at the whole rest. */
function charge(shell: Shell, chars: readonly string[], pattern: Pattern): void {
  const length = pattern.some(({ kind }) => kind === 'star') ? chars.length : 1;
  shell.self.system.step(shell.self, Math.floor((length * pattern.length) / 1000));
}

function removeMatch(shell: Shell, value: string, pattern: Pattern, operator: '#' | '##' | '%' | '%%'): string {
  const isSuffix = operator.startsWith('%');
  const chars = isSuffix ? Array.from(value).reverse() : Array.from(value);
  charge(shell, chars, pattern);
  const ends = matchEnds(isSuffix ? reversedPattern(pattern) : pattern, chars, 0);
  const end = operator.length === 1 ? ends[0] : ends.at(-1);
  if (end === undefined) return value;
  const rest = chars.slice(end);
  return (isSuffix ? rest.reverse() : rest).join('');
}

function replaceMatches(
  shell: Shell,
  value: string,
  pattern: Pattern,
  replacement: string,
  operator: '/' | '//' | '/#' | '/%',
): string {
  const chars = Array.from(value);
  if (operator === '/%') {
    const end = matchEnds(reversedPattern(pattern), [...chars].reverse(), 0).at(-1);
    return end === undefined ? value : chars.slice(0, chars.length - end).join('') + replacement;
  }
  let out = '';
  let at = 0;
  let isDone = false;
  while (at < chars.length && !isDone) {
    charge(shell, chars, pattern);
    const end = matchEnds(pattern, chars, at).at(-1);
    if (end === undefined || end === at) {
      if (operator === '/#') break;
      out += chars[at];
      at += 1;
      continue;
    }
    out += replacement;
    at = end;
    isDone = operator !== '//';
  }
  return out + chars.slice(at).join('');
}

function* numberOf(shell: Shell, word: Word, expander: Expander): Sys<number> {
  return Number(yield* evaluateText(shell, yield* expander.expandText(shell, word), (parts) => expander.expandParts(shell, parts)));
}

function* slice(shell: Shell, operation: Extract<Operation, { type: 'Slice' }>, value: string, expander: Expander): Sys<string> {
  const chars = Array.from(value);
  const offset = yield* numberOf(shell, operation.offset, expander);
  const start = offset < 0 ? chars.length + offset : offset;
  if (start < 0) return '';
  if (operation.length === undefined) return chars.slice(start).join('');
  const length = yield* numberOf(shell, operation.length, expander);
  const end = length < 0 ? chars.length + length : start + length;
  return end <= start ? '' : chars.slice(start, end).join('');
}

function changeCase(value: string, operator: '^' | '^^' | ',' | ',,'): string {
  const change = (text: string) => (operator.startsWith('^') ? text.toUpperCase() : text.toLowerCase());
  if (operator.length === 2) return change(value);
  const [first = ''] = Array.from(value);
  return change(first) + value.slice(first.length);
}

function transform(value: string, operator: string): string {
  if (operator === 'U') return value.toUpperCase();
  if (operator === 'L') return value.toLowerCase();
  if (operator === 'u') return changeCase(value, '^');
  return operator === 'Q' ? `'${value.replaceAll("'", "'\\''")}'` : value;
}
