/** BuildKit's "did you mean": the nearest of a list within two edits (moby/buildkit util/suggest). */
const FARTHEST = 2;

/** @returns undefined where the word is in the list or nothing is near; between two as near, the first in the list */
export function suggestWord(word: string, list: readonly string[], isCaseSensitive: boolean): string | undefined {
  const fold = (text: string): string => (isCaseSensitive ? text : text.toLowerCase());
  let best: string | undefined;
  let bestDistance = FARTHEST + 1;
  for (const candidate of list) {
    const distance = editDistance(fold(word), fold(candidate));
    if (distance === 0) return undefined;
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

function editDistance(left: string, right: string): number {
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const line = [row];
    for (let column = 1; column <= right.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (left[row - 1] === right[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[right.length] ?? 0;
}
