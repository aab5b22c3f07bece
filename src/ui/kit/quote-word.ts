/** One word of a shell, whatever is in it. */
export function quoteWord(word: string): string {
  return /^[\w./+-]+$/.test(word) && !word.startsWith('-') ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
