import { expect, test } from 'vitest';
import { gunzipBySize, MOST_HERE } from './by-size.ts';

const PART = 1 << 16;

/** In memory that is used again. */
async function* inParts(count: number, onEnd: () => void): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(PART);
  try {
    for (let part = 0; part < count; part += 1) yield memory.fill(part);
  } finally {
    onEnd();
  }
}

function unpackers() {
  const asked: string[] = [];
  const named = (name: string) =>
    async function* (parts: AsyncIterable<Uint8Array>) {
      asked.push(name);
      for await (const part of parts) yield part;
    };
  const gunzip = gunzipBySize(named('here'), async () => {
    asked.push('fetched');
    return named('other');
  });
  return { asked, gunzip };
}

test.each([
  { name: 'little', count: MOST_HERE / PART, by: ['here'] },
  { name: 'much', count: MOST_HERE / PART + 2, by: ['fetched', 'other'] },
])('$name: each part once, in order, and the source is closed', async ({ count, by }) => {
  const { asked, gunzip } = unpackers();
  let ends = 0;
  const seen: number[] = [];
  for await (const part of gunzip(inParts(count, () => (ends += 1)))) seen.push(part[0] ?? -1, part[PART - 1] ?? -1);
  expect(seen).toEqual(Array.from({ length: count }, (_, part) => [part, part]).flat());
  expect(asked).toEqual(by);
  expect(ends).toBe(1);
});

test('given up in the middle: the source is closed', async () => {
  const { gunzip } = unpackers();
  let ends = 0;
  for await (const part of gunzip(inParts(40, () => (ends += 1)))) {
    expect(part.length).toBe(PART);
    break;
  }
  expect(ends).toBe(1);
});
