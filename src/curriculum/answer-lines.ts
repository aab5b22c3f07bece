/** How the lines of a written answer are read. */

export function wordsOf(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.trim().split(/\s+/));
}

/** `layer=7` */
export function splitField(line: string): [string, string] {
  const at = line.indexOf('=');
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1)];
}
