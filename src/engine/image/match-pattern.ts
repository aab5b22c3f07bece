/**
 * Go's `path.Match`, which `--filter reference=` uses:
 *
 *     pattern = { "*" | "?" | "[" [ "^" ] { char | char "-" char } "]" | "\" char | char }
 *
 * Neither `*` nor `?` matches a `/`; a class can. It matches the whole name; a malformed pattern matches nothing.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = toSource([...pattern]);
  return source !== undefined && new RegExp(`^${source}$`, 'su').test(name);
}

/** Go refuses it whatever the name, as it reads a pattern to its end. */
export function isMalformedPattern(pattern: string): boolean {
  return toSource([...pattern]) === undefined;
}

function toSource(pattern: readonly string[]): string | undefined {
  let source = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i];
    if (char === undefined) break;
    if (char === '*') {
      if (!source.endsWith('[^/]*')) source += '[^/]*';
    } else if (char === '?') source += '[^/]';
    else if (char === '[') {
      const read = readClass(pattern, i + 1);
      if (read === undefined) return undefined;
      source += read.source;
      i = read.end;
    } else if (char === '\\') {
      const next = pattern[i + 1];
      if (next === undefined) return undefined;
      source += escapeLiteral(next);
      i += 1;
    } else source += escapeLiteral(char);
  }
  return source;
}

/** From behind the `[` to the `]`; a class needs a member, and `-` and `]` as members a backslash. */
function readClass(pattern: readonly string[], from: number): { readonly source: string; readonly end: number } | undefined {
  const isNegated = pattern[from] === '^';
  let at = isNegated ? from + 1 : from;
  let source = '';
  while (pattern[at] !== ']' || source === '') {
    const low = readMember(pattern, at);
    if (low === undefined) return undefined;
    const high = pattern[low.next] === '-' ? readMember(pattern, low.next + 1) : low;
    if (high === undefined) return undefined;
    if (low.char > high.char) return undefined;
    source += `${escapeInClass(low.char)}-${escapeInClass(high.char)}`;
    at = high.next;
  }
  return { source: `[${isNegated ? '^' : ''}${source}]`, end: at };
}

function readMember(pattern: readonly string[], at: number): { readonly char: string; readonly next: number } | undefined {
  const char = pattern[at];
  if (char === undefined || char === '-' || char === ']') return undefined;
  if (char !== '\\') return { char, next: at + 1 };
  const escaped = pattern[at + 1];
  return escaped === undefined ? undefined : { char: escaped, next: at + 2 };
}

function escapeLiteral(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function escapeInClass(char: string): string {
  return /[\\^[\]-]/.test(char) ? `\\${char}` : char;
}
