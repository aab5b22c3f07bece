/** Which image was checked in which direction: the tests write it down, `npm test` shows it and counts. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

export type Direction = 'from the engine' | 'into the engine';

/** Names stay few; an image that was carried by several ways is listed once for each. */
export function noteImage(direction: Direction, way: string, image: string, id: string): void {
  appendFileSync(join(inject('files'), LIST), `${direction}\t${way}\t${image}\t${id}\n`);
}

const LIST = 'images.tsv';

/** Sorted lines of what the tests noted in a folder; none where they noted nothing. */
export function readImageList(folder: string): string[] {
  try {
    return [...new Set(readFileSync(join(folder, LIST), 'utf8').trimEnd().split('\n'))].sort();
  } catch {
    return [];
  }
}
