/** Quoting of words so that a shell reads them back. */

/** The shell's own words, which ash's `set -x` quotes wherever they stand. */
const ASH_QUOTED: ReadonlySet<string> = new Set(
  '! case do done elif else esac fi for if in then until while { } function [['.split(' '),
);

/** As `set -x` prints a word: bare where nothing in it is special. */
export function quoteForTrace(word: string, flavour?: string): string {
  // busybox shell/ash.c maybe_single_quote
  if (flavour === 'ash') return ASH_QUOTED.has(word) || /[^+,\-./0-9:@A-Z\]^_a-z]/.test(word) ? singleQuoted(word) : word;
  if (word !== '' && /^[A-Za-z0-9_@%+=:,./^-]+$/.test(word)) return word;
  return singleQuoted(word);
}

export function singleQuoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** As bash's `declare -p` and `export` print a value. */
export function doubleQuoted(word: string): string {
  return `"${word.replace(/[\\"$`]/g, '\\$&')}"`;
}
