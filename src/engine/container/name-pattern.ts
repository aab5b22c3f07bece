/** How docker's filters compare names: Go's regular expressions, anywhere in the text (moby `api/types/filters` Match). */
export function matchesNamePattern(pattern: string, text: string): boolean {
  if (pattern === text) return true;
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    // one that does not compile matches nothing
    return false;
  }
}
