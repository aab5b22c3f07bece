/**
 * "Did you mean": the nearest of a list by Damerau's distance, where two letters that changed places are one mistake, and so are capitals,
 * however many. Docker itself suggests nothing for commands and flags of its client; this is the course's own help.
 */
const FARTHEST = 2;

/**
 * @returns undefined where nothing is near, and half of a short word being wrong is not near (`apt` is no `cat`); between two as near, the
 * one that is as long, then the first in the list
 */
export function nearest(word: string, list: Iterable<string>): string | undefined {
  let best: { readonly text: string; readonly score: number } | undefined;
  for (const text of list) {
    if (text === word || Math.abs(text.length - word.length) > FARTHEST) continue;
    const distance = Math.max(1, damerau(word.toLowerCase(), text.toLowerCase()));
    if (distance > FARTHEST || distance * 2 >= Math.max(word.length, text.length)) continue;
    const score = distance + Math.abs(text.length - word.length) / 10;
    if (best === undefined || score < best.score) best = { text, score };
  }
  return best?.text;
}

function damerau(left: string, right: string): number {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const line = [row];
    for (let column = 1; column <= right.length; column++) {
      const isSame = left[row - 1] === right[column - 1];
      const isSwapped = row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      line.push(
        Math.min(
          (above[column - 1] ?? 0) + (isSame ? 0 : 1),
          (above[column] ?? 0) + 1,
          (line[column - 1] ?? 0) + 1,
          isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    before = above;
    above = line;
  }
  return above[right.length] ?? 0;
}
