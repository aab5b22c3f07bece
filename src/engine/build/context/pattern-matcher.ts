/**
 * The patterns of .dockerignore and `COPY --exclude` (moby/patternmatcher).
 *
 *   pattern = [ "!" ] path ;    path from the context's root, `*` and `?` within one name, `**` over any number of folders
 *
 * What matches a folder matches everything in it. The last pattern that matches decides; one with `!` takes a path in again.
 * Trap: `foo` is the one at the root alone, unlike in .gitignore; two stars, a slash and `foo` are any `foo`.
 */
import { cleanPath } from '../../container/clean-path.ts';
import { trimSpace } from '../dockerfile/space.ts';

export interface Pattern {
  readonly isException: boolean;
  /** without `!`, cleaned */
  readonly path: string;
  matches(path: string): boolean;
}
/** Which patterns matched a folder: what its entries start from. */
export type ParentMatches = readonly boolean[];

/** `message` is docker's sentence. */
export class PatternError extends Error {}

/** @throws PatternError */
export function compilePatterns(lines: readonly string[]): readonly Pattern[] {
  return lines.flatMap((line) => {
    const trimmed = trimSpace(line);
    if (trimmed === '') return [];
    const cleaned = cleanPath(trimmed);
    if (cleaned === '!') throw new PatternError('illegal exclusion pattern: "!"');
    const isException = cleaned.startsWith('!');
    const path = isException ? cleaned.slice(1) : cleaned;
    if (!isWellFormed(path)) throw new PatternError('syntax error in pattern');
    return [{ isException, path, matches: compile(path) }];
  });
}

/** Whether a path is excluded, and what its entries, if it is a folder, need to know. */
export function matchPath(
  patterns: readonly Pattern[],
  path: string,
  parent: ParentMatches,
): { readonly isExcluded: boolean; readonly matches: ParentMatches } {
  let isExcluded = false;
  const matches = patterns.map((pattern, index) => {
    // A pattern that cannot change the outcome is not even tried: below a folder it then counts as not matched.
    const isMatch = parent[index] === true || (pattern.isException === isExcluded && pattern.matches(path));
    if (isMatch) isExcluded = !pattern.isException;
    return isMatch;
  });
  return { isExcluded, matches };
}

/** The same for a path of which nothing is known, folder by folder from the top. */
export function isExcludedPath(patterns: readonly Pattern[], path: string): boolean {
  const names = path.split('/');
  let result: { isExcluded: boolean; matches: ParentMatches } = { isExcluded: false, matches: [] };
  for (let depth = 1; depth <= names.length; depth++) result = matchPath(patterns, names.slice(0, depth).join('/'), result.matches);
  return result.isExcluded;
}

/** Docker makes a regular expression of it, so a backslash before a letter is an escape of those. @throws PatternError for one that Go lacks */
function compile(pattern: string): (path: string) => boolean {
  let source = '';
  let kind: 'exact' | 'prefix' | 'suffix' | 'regexp' = 'exact';
  const chars = [...pattern];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    if (char === '*' && chars[at + 1] === '*') {
      const isFirst = at === 0;
      at += chars[at + 2] === '/' ? 2 : 1;
      if (at < chars.length - 1) {
        source += '(.*/)?';
        kind = 'regexp';
      } else if (kind === 'exact') kind = 'prefix';
      else {
        source += '.*';
        kind = 'regexp';
      }
      if (isFirst) kind = 'suffix';
    } else if (char === '*' || char === '?') {
      source += char === '*' ? '[^/]*' : '[^/]';
      kind = 'regexp';
    } else if (char === '\\' && at + 1 < chars.length) {
      const escaped = chars[++at] ?? '';
      if (/[A-Za-z0-9]/.test(escaped) && !/[dDwWsSbBfnrtv]/.test(escaped)) throw new PatternError('syntax error in pattern');
      source += `\\${escaped}`;
      kind = 'regexp';
    } else if (char === '[' || char === ']') {
      source += char;
      kind = 'regexp';
    } else source += /[.+()|{}$\\]/.test(char) ? `\\${char}` : char;
  }
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  if (kind === 'suffix')
    return (path) => path.endsWith(pattern.slice(2)) || (pattern.startsWith('**/') && path === pattern.slice(3));
  const regexp = new RegExp(`^${source}$`, 's');
  return (path) => regexp.test(path);
}

/** Go's `filepath.Match` refuses a class without its end and a backslash at the end. */
function isWellFormed(pattern: string): boolean {
  return /^(?:[^[\\]|\\.|\[\^?(?:\\.|[^\]\\-])(?:\\.|[^\]\\])*\])*$/s.test(pattern);
}
