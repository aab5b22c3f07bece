/**
 * Go's `path.Match`, which `--filter reference=` uses:
 *
 *     pattern = { "*" | "?" | "[" [ "^" ] { char | char "-" char } "]" | "\" char | char }
 *
 * Neither `*` nor `?` nor a class matches a `/`. It matches the whole name; a malformed pattern matches nothing.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const source = toSource([...pattern]);
  return source !== undefined && new RegExp(`^${source}$`, 'su').test(name);
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
      const end = classEnd(pattern, i + 1);
      const body = end === undefined ? undefined : classSource(pattern.slice(i + 1, end));
      if (end === undefined || body === undefined) return undefined;
      source += body;
      i = end;
    } else if (char === '\\') {
      const next = pattern[i + 1];
      if (next === undefined) return undefined;
      source += escape(next);
      i += 1;
    } else source += escape(char);
  }
  return source;
}

function classEnd(pattern: readonly string[], from: number): number | undefined {
  for (let i = from; i < pattern.length; i++) {
    if (pattern[i] === '\\') i += 1;
    else if (pattern[i] === ']' && i > from) return i;
  }
  return undefined;
}

function classSource(body: readonly string[]): string | undefined {
  const negated = body[0] === '^';
  const chars = negated ? body.slice(1) : body;
  if (chars.length === 0) return undefined;
  let inside = '';
  for (let i = 0; i < chars.length; i++) {
    let char = chars[i] ?? '';
    if (char === '-') inside += i > 0 && i + 1 < chars.length ? '-' : '\\-';
    else {
      if (char === '\\') {
        i += 1;
        char = chars[i] ?? '';
      }
      inside += escapeInClass(char);
    }
  }
  return negated ? `[^/${inside}]` : `(?!/)[${inside}]`;
}

function escape(char: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : char;
}

function escapeInClass(char: string): string {
  return /[\\^[\]-]/.test(char) ? `\\${char}` : char;
}
