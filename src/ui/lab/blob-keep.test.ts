import { expect, test } from 'vitest';
import { readContent } from '../../engine/index.ts';
import { createBlobKeeps } from './blob-keep.ts';

const part = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

test('what is small stays in memory, zeros as runs; what is beyond the limit goes into Blobs, and what came before with it', async () => {
  const createKeep = createBlobKeeps(100_000);
  const small = createKeep();
  await small.add(part(60_000, 1));
  await small.add(part(1_000_000, 0));
  expect((await small.content()).chunks.map(({ kind }) => kind)).toEqual(['bytes', 'zeros']);

  const large = createKeep();
  const parts = [part(30_000, 2), part(50_000, 0), part(30_000, 3), part(5_000_000, 4), part(10, 5)];
  for (const one of parts) await large.add(one);
  const content = await large.content();
  expect(content.chunks.map(({ kind }) => kind)).toEqual(['lazy']);
  expect(Buffer.from(await readContent(content)).equals(Buffer.concat(parts))).toBe(true);

  const next = createKeep();
  await next.add(part(30_000, 6));
  expect((await next.content()).chunks.map(({ kind }) => kind)).toEqual(['bytes']);
});
