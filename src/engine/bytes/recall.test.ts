import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { createRecall } from '../../server/recall-digests.ts';
import type { PlatformPort } from '../ports.ts';
import { concatContents, contentOf, lazyContent, peekContent, zeros } from './content.ts';
import { hashContent } from './sha256.ts';

function nodeHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test('what is mostly zeros is hashed once, also where it comes again in other bytes', async () => {
  const hashed: number[] = [];
  const platform: PlatformPort = {
    recall: createRecall(),
    createHash(size = 0) {
      hashed.push(size);
      return nodePlatform.createHash(size);
    },
  };
  const pad = (head: string, length: number, tail: string) => concatContents([contentOf(head), zeros(length), contentOf(tail)]);
  const unlike = [
    pad('a', 500_000, 'b'),
    pad('', 500_000, 'ab'),
    pad('ab', 500_000, ''),
    pad('a', 500_001, 'b'),
    pad('a', 500_000, 'c'),
    concatContents([zeros(250_000), contentOf('ab'), zeros(250_000)]),
    concatContents([zeros(300_000), contentOf('ab'), zeros(200_000)]),
  ];
  for (const content of unlike) {
    const plain = peekContent(content) ?? new Uint8Array(0);
    for (const again of [content, { ...content }]) expect(await hashContent({ platform }, again)).toBe(`sha256:${nodeHash(plain)}`);
  }
  expect(hashed).toEqual(unlike.map(({ size }) => size));
});

test('what must be fetched is not recalled', async () => {
  const bytes = new Uint8Array(100_000);
  const source = { size: bytes.length, read: async (at: number, length: number) => bytes.slice(at, at + length) };
  const platform: PlatformPort = { ...nodePlatform, recall: createRecall() };
  const content = { size: 1_100_000, chunks: [...zeros(1_000_000).chunks, ...lazyContent(source).chunks] };
  bytes[7] = 1;
  const before = await hashContent({ platform }, { ...content });
  bytes[7] = 2;
  expect(await hashContent({ platform }, { ...content })).not.toBe(before);
});
