/** Which image was checked in which direction: the tests note it, their setup writes it down, `npm test` shows it and counts. */
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const DIRECTIONS = ['from the engine', 'into the engine', 'from the site'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Under the project's folder: a line for each, `direction\tway\timage\tID`, sorted. */
export const IMAGES_CHECKED = '.cache/test/docker-images.tsv';
const NOTES = 'images.tsv';

/** @param folder of this run */
export function noteImage(folder: string, direction: Direction, way: string, image: string, id: string): void {
  appendFileSync(join(folder, NOTES), `${direction}\t${way}\t${image}\t${id}\n`);
}

export function writeImageList(folder: string, root: string): void {
  const path = join(root, IMAGES_CHECKED);
  mkdirSync(dirname(path), { recursive: true });
  rmSync(path, { force: true });
  try {
    const lines = readFileSync(join(folder, NOTES), 'utf8').trimEnd().split('\n');
    writeFileSync(path, `${[...new Set(lines)].sort().join('\n')}\n`);
  } catch {
    // nothing was noted: what ran were other tests
  }
}
