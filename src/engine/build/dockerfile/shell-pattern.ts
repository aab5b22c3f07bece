/**
 * The patterns of `${v#p}`, `${v%p}` and `${v/p/r}`: `*`, `?` and backslash, no bracket expressions (moby/buildkit
 * frontend/dockerfile/shell). Undefined where the pattern has an escape that means nothing.
 */

/** @returns undefined for an invalid pattern */
export function trimPrefix(pattern: string, value: string, isGreedy: boolean): string | undefined {
  const regex = patternRegex(pattern, isGreedy);
  if (regex === undefined) return undefined;
  const match = new RegExp(`^(?:${regex})`, 'us').exec(value);
  return match === null ? value : value.slice(match[0].length);
}

/** Shortest (or longest) end that matches: BuildKit turns value and pattern round and trims the beginning. */
export function trimSuffix(pattern: string, value: string, isGreedy: boolean): string | undefined {
  const trimmed = trimPrefix(reversePattern(pattern), reverse(value), isGreedy);
  return trimmed === undefined ? undefined : reverse(trimmed);
}

export function replacePattern(pattern: string, value: string, replacement: string, isEvery: boolean): string | undefined {
  const regex = patternRegex(pattern, true);
  if (regex === undefined) return undefined;
  return value.replace(new RegExp(regex, isEvery ? 'gus' : 'us'), () => replacement);
}

function patternRegex(pattern: string, isGreedy: boolean): string | undefined {
  const chars = [...pattern];
  let out = '';
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] ?? '';
    if (char === '*') out += isGreedy ? '[^\\n]*' : '[^\\n]*?';
    else if (char === '?') out += '[^\\n]';
    else if (char === '\\') {
      const escaped = chars[at + 1] ?? '';
      if (escaped === '}' || escaped === '/') continue;
      if (!'*?\\'.includes(escaped) || escaped === '') return undefined;
      out += `\\${escaped}`;
      at++;
    } else out += /[[\]{}.+()|^$/-]/.test(char) ? `\\${char}` : char;
  }
  return out.replaceAll('\\-', '-');
}

function reverse(text: string): string {
  return [...text].reverse().join('');
}

/** `a\*c` turned round is `c\*a`: a backslash stays in front of what it escapes. */
function reversePattern(pattern: string): string {
  const units = pattern.match(/\\.|./gsu) ?? [];
  return units.reverse().join('');
}
