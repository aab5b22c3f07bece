/** Shell patterns (`*`, `?`, `[…]`): of `case`, `${x#…}`, and of file names. */

/** A piece of a word: what was quoted stands for itself. */
export interface Piece {
  readonly text: string;
  readonly isQuoted: boolean;
}

type Token =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | {
      readonly kind: 'set';
      readonly isNegated: boolean;
      readonly ranges: readonly (readonly [string, string])[];
      readonly classes: readonly string[];
    };

export type Pattern = readonly Token[];

export const CLASSES: ReadonlyMap<string, RegExp> = new Map([
  ['alpha', /^\p{L}$/u],
  ['digit', /^[0-9]$/],
  ['alnum', /^[\p{L}0-9]$/u],
  ['upper', /^\p{Lu}$/u],
  ['lower', /^\p{Ll}$/u],
  ['space', /^[ \t\n\v\f\r]$/],
  ['blank', /^[ \t]$/],
  ['punct', /^[!-/:-@[-`{-~]$/],
  ['print', /^[^\x00-\x1f\x7f]$/],
  ['graph', /^[^\x00-\x20\x7f]$/],
  ['cntrl', /^[\x00-\x1f\x7f]$/],
  ['xdigit', /^[0-9A-Fa-f]$/],
]);

export function hasPatternChars(pieces: readonly Piece[]): boolean {
  return pieces.some(({ text, isQuoted }) => !isQuoted && /[*?[]/.test(text));
}

/** An unquoted backslash (out of a variable) quotes what follows. */
export function parsePattern(pieces: readonly Piece[]): Pattern {
  const chars = pieces.flatMap(({ text, isQuoted }) => Array.from(text, (char) => ({ char, isQuoted })));
  const tokens: Token[] = [];
  for (let at = 0; at < chars.length; at++) {
    const item = chars[at];
    if (item === undefined) break;
    if (item.isQuoted) tokens.push({ kind: 'char', char: item.char });
    else if (item.char === '\\') {
      at += 1;
      tokens.push({ kind: 'char', char: chars[at]?.char ?? '\\' });
    } else if (item.char === '*') tokens.push({ kind: 'star' });
    else if (item.char === '?') tokens.push({ kind: 'any' });
    else if (item.char === '[') {
      const set = parseSet(chars, at);
      if (set === undefined) tokens.push({ kind: 'char', char: '[' });
      else {
        tokens.push(set.token);
        at = set.end;
      }
    } else tokens.push({ kind: 'char', char: item.char });
  }
  return tokens;
}

interface Char {
  readonly char: string;
  readonly isQuoted: boolean;
}

function parseSet(chars: readonly Char[], start: number): { readonly token: Token; readonly end: number } | undefined {
  const ranges: (readonly [string, string])[] = [];
  const classes: string[] = [];
  let at = start + 1;
  const isNegated = chars[at]?.isQuoted === false && (chars[at]?.char === '!' || chars[at]?.char === '^');
  if (isNegated) at += 1;
  for (let isFirst = true; at < chars.length; isFirst = false) {
    const item = chars[at];
    if (item === undefined) return undefined;
    if (item.char === ']' && !item.isQuoted && !isFirst) return { token: { kind: 'set', isNegated, ranges, classes }, end: at };
    if (item.char === '[' && !item.isQuoted && chars[at + 1]?.char === ':') {
      const end = findClassEnd(chars, at + 2);
      if (end !== undefined) {
        classes.push(
          chars
            .slice(at + 2, end)
            .map(({ char }) => char)
            .join(''),
        );
        at = end + 2;
        continue;
      }
    }
    if (item.char === '\\' && !item.isQuoted && at + 1 < chars.length) at += 1;
    const low = chars[at]?.char ?? '';
    const high = chars[at + 2];
    if (
      chars[at + 1]?.char === '-' &&
      chars[at + 1]?.isQuoted === false &&
      high !== undefined &&
      (high.char !== ']' || high.isQuoted)
    ) {
      ranges.push([low, high.char]);
      at += 3;
    } else {
      ranges.push([low, low]);
      at += 1;
    }
  }
  return undefined;
}

function findClassEnd(chars: readonly Char[], from: number): number | undefined {
  for (let at = from; at + 1 < chars.length; at++) if (chars[at]?.char === ':' && chars[at + 1]?.char === ']') return at;
  return undefined;
}

function matchesOne(token: Token | undefined, char: string): boolean {
  if (token === undefined) return false;
  if (token.kind === 'char') return token.char === char;
  if (token.kind !== 'set') return token.kind === 'any';
  const isIn =
    token.ranges.some(([low, high]) => char >= low && char <= high) ||
    token.classes.some((name) => CLASSES.get(name)?.test(char) === true);
  return isIn !== token.isNegated;
}

/** Whether the whole text matches. Only the last star is ever tried again, so the time is at most length times length. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  return matchesChars(pattern, Array.from(text));
}

function matchesChars(pattern: Pattern, chars: readonly string[]): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let starAt = 0;
  while (at < chars.length) {
    const current = pattern[token];
    if (current?.kind === 'star') {
      star = token;
      starAt = at;
      token += 1;
    } else if (matchesOne(current, chars[at] ?? '')) {
      token += 1;
      at += 1;
    } else if (star >= 0) {
      token = star + 1;
      starAt += 1;
      at = starAt;
    } else return false;
  }
  while (pattern[token]?.kind === 'star') token += 1;
  return token === pattern.length;
}

/** The ends of all matches that begin at `from`, ascending. */
export function matchEnds(pattern: Pattern, chars: readonly string[], from: number): readonly number[] {
  const ends: number[] = [];
  let states = withStarsSkipped(pattern, new Set([0]));
  for (let at = from; states.size > 0; at++) {
    if (states.has(pattern.length)) ends.push(at);
    const char = chars[at];
    if (char === undefined) break;
    const next = new Set<number>();
    for (const state of states) {
      const token = pattern[state];
      if (token?.kind === 'star') next.add(state);
      else if (matchesOne(token, char)) next.add(state + 1);
    }
    states = withStarsSkipped(pattern, next);
  }
  return ends;
}

/** For matching from the end backwards. */
export function reversedPattern(pattern: Pattern): Pattern {
  return [...pattern].reverse();
}

function withStarsSkipped(pattern: Pattern, states: Set<number>): Set<number> {
  for (const state of states) if (pattern[state]?.kind === 'star') states.add(state + 1);
  return states;
}
