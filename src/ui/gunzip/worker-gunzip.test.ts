import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import type { FromUnpacker, GunzipLine, ToUnpacker } from './protocol.ts';
import { serveGunzip } from './serve-gunzip.ts';
import { createWorkerGunzip } from './worker-gunzip.ts';

type Line = GunzipLine<ToUnpacker, FromUnpacker>;

const channels: MessageChannel[] = [];
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close();
});

/** A worker's line, with the worker's end in this thread. */
function spawnHere(): Line {
  const channel = new MessageChannel();
  channels.push(channel);
  serveGunzip(channel.port2 as unknown as GunzipLine<FromUnpacker, ToUnpacker>);
  return channel.port1 as unknown as Line;
}
function otherwise(): never {
  throw new TypeError('not in this thread');
}

const BYTES = Uint8Array.from({ length: 5_000_000 }, (_, i) => (i * i) >> 11);
const PACKED = new Uint8Array(gzipSync(BYTES, { level: 1 }));

/** In memory that is used again. */
async function* inParts(bytes: Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const memory = new Uint8Array(size);
  for (let at = 0; at < bytes.length; at += size) {
    const part = bytes.subarray(at, at + size);
    memory.set(part);
    yield memory.subarray(0, part.length);
    memory.fill(0);
  }
}

async function collect(parts: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return Buffer.concat(all);
}

test('what comes out is what was packed, and the next stream has the same worker', async () => {
  let spawned = 0;
  const unpack = createWorkerGunzip({
    spawn: () => {
      spawned += 1;
      return spawnHere();
    },
    otherwise,
  });
  for (const packed of [PACKED, new Uint8Array(gzipSync('')), new Uint8Array(gzipSync('short')), PACKED])
    expect((await collect(unpack(inParts(packed)))).equals(gunzipSync(packed))).toBe(true);
  expect(spawned).toBe(1);
  const both = await Promise.all([collect(unpack(inParts(PACKED))), collect(unpack(inParts(PACKED, 1000)))]);
  expect(both.every((bytes) => bytes.equals(BYTES))).toBe(true);
  expect(spawned).toBe(2);
});

test.each([
  { name: 'cut off', packed: PACKED.subarray(0, 100_000) },
  { name: 'changed', packed: PACKED.map((byte, at) => (at === PACKED.length - 6 ? byte ^ 1 : byte)) },
  { name: 'no gzip', packed: BYTES },
])('$name: refused, and the next one is not', async ({ packed }) => {
  const unpack = createWorkerGunzip({ spawn: spawnHere, otherwise });
  await expect(collect(unpack(inParts(packed)))).rejects.toThrow(TypeError);
  expect((await collect(unpack(inParts(PACKED)))).equals(BYTES)).toBe(true);
});

test('what the source throws is what comes out, and it is asked no more', async () => {
  let asked = 0;
  async function* failing(): AsyncGenerator<Uint8Array> {
    for await (const part of inParts(PACKED)) {
      asked += 1;
      if (asked === 4) throw new RangeError('given up');
      yield part;
    }
  }
  const unpack = createWorkerGunzip({ spawn: spawnHere, otherwise });
  await expect(collect(unpack(failing()))).rejects.toThrow('given up');
  expect(asked).toBe(4);
});

test('who takes no more ends the source; only a few parts lie about', async () => {
  let asked = 0;
  let isEnded = false;
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of inParts(PACKED, 4096)) {
        asked += 1;
        yield part;
      }
    } finally {
      isEnded = true;
    }
  }
  const all = Math.ceil(PACKED.length / 4096);
  for await (const _ of createWorkerGunzip({ spawn: spawnHere, otherwise })(counted())) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    break;
  }
  expect(isEnded).toBe(true);
  expect(asked).toBeLessThan(all);
});

async function* inThread(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const copies: Uint8Array[] = [];
  for await (const part of parts) copies.push(part.slice());
  yield gunzipSync(Buffer.concat(copies));
}

test('where there is no worker, or it breaks, this thread does it', async () => {
  const none = createWorkerGunzip({
    spawn: () => {
      throw new TypeError('no workers');
    },
    otherwise: inThread,
  });
  expect((await collect(none(inParts(PACKED)))).equals(BYTES)).toBe(true);
  const line: Line = { postMessage: () => undefined, onmessage: null, onerror: null };
  const breaking = createWorkerGunzip({ spawn: () => line, otherwise: inThread });
  const broken = collect(breaking(inParts(PACKED)));
  await new Promise((resolve) => setTimeout(resolve));
  line.onerror?.(new Event('error') as ErrorEvent);
  await expect(broken).rejects.toThrow('the unpacking worker is gone');
  expect((await collect(breaking(inParts(PACKED)))).equals(BYTES)).toBe(true);
});
