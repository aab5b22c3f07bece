import { expect, test } from 'vitest';
import { type Content, contentOf, type Keep, readContent } from '../../engine/index.ts';
import { createBrowserKeeps } from './browser-keep.ts';
import { openFileSpill, type Spill } from './spill.ts';

const part = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const PARTS = [part(30_000, 2), part(50_000, 0), part(30_000, 3), part(5_000_000, 4), part(10, 5)];
const noFiles = async (): Promise<undefined> => undefined;

async function kept(keep: Keep, parts: readonly Uint8Array[]): Promise<Content> {
  for (const one of parts) await keep.add(one.slice());
  return keep.content();
}
const kinds = ({ chunks }: Content): string[] => chunks.map(({ kind }) => kind);

test('what is small stays in memory, zeros as runs; what is beyond the limit is spilt, and what came before with it', async () => {
  const createKeep = createBrowserKeeps(noFiles, 100_000);
  expect(kinds(await kept(createKeep(), [part(60_000, 1), part(1_000_000, 0)]))).toEqual(['bytes', 'zeros']);
  const large = await kept(createKeep(), PARTS);
  expect(kinds(large)).toEqual(['lazy']);
  expect(Buffer.from(await readContent(large)).equals(Buffer.concat(PARTS))).toBe(true);
  expect(kinds(await kept(createKeep(), [part(30_000, 6)]))).toEqual(['bytes']);
});

test('a disk that is full loses nothing', async () => {
  const written: Uint8Array[] = [];
  const small: Spill = {
    write(bytes) {
      if (written.length === 3) throw new RangeError('full');
      written.push(bytes);
    },
    content: () => contentOf(new Uint8Array(Buffer.concat(written))),
    handOver: () => ({ kind: 'memory', content: contentOf(new Uint8Array(Buffer.concat(written))) }),
  };
  const content = await kept(createBrowserKeeps(async () => small, 10_000)(), PARTS);
  expect(written).toHaveLength(3);
  expect(Buffer.from(await readContent(content)).equals(Buffer.concat(PARTS))).toBe(true);
});

test('a browser without files of its own has none', async () => {
  expect(await openFileSpill(undefined)).toBeUndefined();
});
