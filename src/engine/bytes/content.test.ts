import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Chunk,
  type Content,
  compactContent,
  concatContents,
  contentOf,
  EMPTY,
  type LazyBytes,
  lazyContent,
  peekContent,
  readContent,
  sliceContent,
  streamContent,
  zeros,
} from './content.ts';

function lazy(bytes: Uint8Array): LazyBytes {
  return { size: bytes.length, read: async (offset, length) => bytes.slice(offset, offset + length) };
}

const pieceMaker: fc.Arbitrary<Content> = fc.oneof(
  fc.uint8Array({ maxLength: 40 }).map(contentOf),
  fc.nat({ max: 40 }).map(zeros),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => lazyContent(lazy(bytes))),
);

async function collect(content: Content, partSize: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of streamContent(content, partSize)) {
    expect(part.length).toBeLessThanOrEqual(partSize);
    parts.push(part.slice());
  }
  return new Uint8Array(Buffer.concat(parts));
}

test('whatever it is made of, it reads, slices and streams like the bytes it stands for', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(pieceMaker, { maxLength: 6 }),
      fc.nat({ max: 250 }),
      fc.nat({ max: 250 }),
      async (pieces, start, end) => {
        const plain = new Uint8Array(Buffer.concat(await Promise.all(pieces.map((piece) => readContent(piece)))));
        const content = concatContents(pieces);
        expect(content.size).toBe(plain.length);
        expect(await readContent(content)).toEqual(plain);
        expect(await collect(content, 7)).toEqual(plain);
        const slice = sliceContent(content, start, end);
        expect(await readContent(slice)).toEqual(plain.slice(start, Math.max(start, end)));
        expect(slice.chunks.every((chunk) => (chunk.kind === 'bytes' ? chunk.bytes.length : chunk.length) > 0)).toBe(true);
      },
    ),
    { seed: 1 },
  );
});

test('compactContent changes how bytes are held, not what they are', () => {
  const maker = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 20 }),
      fc.nat({ max: 30 }).map((length) => new Uint8Array(length)),
    ),
    { maxLength: 10 },
  );
  fc.assert(
    fc.property(maker, fc.integer({ min: 1, max: 12 }), (parts, run) => {
      const plain = new Uint8Array(Buffer.concat(parts));
      const content = compactContent(plain, run);
      expect(peekContent(content)).toEqual(plain);
      const kept = content.chunks.filter((chunk) => chunk.kind === 'bytes').map((chunk) => chunk.bytes);
      expect(kept.every((bytes) => !Buffer.from(bytes).includes(Buffer.alloc(run)))).toBe(true);
      expect(content.chunks.every((chunk) => chunk.kind !== 'zeros' || chunk.length >= run)).toBe(true);
    }),
    { seed: 1 },
  );
});

test('slicing shares the bytes', () => {
  const bytes = new Uint8Array([1, 2, 3, 4]);
  const [chunk] = sliceContent(contentOf(bytes), 1, 3).chunks;
  expect(chunk).toEqual({ kind: 'bytes', bytes: bytes.subarray(1, 3) });
  expect(chunk?.kind === 'bytes' && chunk.bytes.buffer === bytes.buffer).toBe(true);
});

test('a gigabyte of zeros is one chunk and costs nothing until it is read', () => {
  const content = concatContents([zeros(1_000_000_000), contentOf('x')]);
  expect(content.chunks).toEqual([
    { kind: 'zeros', length: 1_000_000_000 },
    { kind: 'bytes', bytes: new Uint8Array([0x78]) },
  ] satisfies Chunk[]);
  expect(peekContent(sliceContent(content, 999_999_998))).toEqual(new Uint8Array([0, 0, 0x78]));
});

test('neighbours are joined: lines appended one by one, parts of one source', () => {
  let log = EMPTY;
  for (let i = 0; i < 1_000; i++) log = concatContents([log, contentOf(`line ${i}\n`)]);
  expect(log.chunks.length).toBeLessThan(10);
  const source = lazy(new Uint8Array(10));
  const halves = concatContents([lazyContent(source, 0, 5), lazyContent(source, 5, 5)]);
  expect(halves.chunks).toEqual([{ kind: 'lazy', source, offset: 0, length: 10 }]);
});

test('what would have to be fetched cannot be peeked at', () => {
  expect(peekContent(concatContents([contentOf('a'), lazyContent(lazy(new Uint8Array(1)))]))).toBeUndefined();
});

test('reading stops at the caller’s limit', async () => {
  await expect(readContent(zeros(11), 10)).rejects.toMatchObject({ name: 'LimitError', limit: 'fileBytes', max: 10 });
  expect(await readContent(zeros(10), 10)).toHaveLength(10);
});

test('a source that gives fewer bytes than it has is a bug', async () => {
  const short: LazyBytes = { size: 10, read: async () => new Uint8Array(3) };
  await expect(readContent(concatContents([contentOf('a'), lazyContent(short)]))).rejects.toMatchObject({ name: 'InvariantError' });
});
