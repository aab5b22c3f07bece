import { gzipSync, zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { type Content, contentOf, type LazyBytes, lazyContent, peekContent, readContent, sliceContent } from '../bytes/content.ts';
import { findDigest, hashContentAnew } from '../bytes/sha256.ts';
import { CancelledError } from '../errors.ts';
import { DEFAULT_LIMITS, type PlatformPort, type Ports } from '../ports.ts';
import { tarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { readLayer } from './read-layer.ts';

const NOISE = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 7);
const TAR = writeTar([
  tarEntry({ name: 'etc/', type: 'dir' }),
  tarEntry({ name: 'etc/motd', content: contentOf('olá\n') }),
  tarEntry({ name: 'noise', content: contentOf(NOISE) }),
]);
const PLAIN = peekContent(TAR) ?? new Uint8Array();

/** Counts how often its bytes are read, and what is hashed. */
class Lab {
  read = 0;
  hashed = 0;
  readonly watched: number[] = [];
  readonly layer: Content;
  readonly ports: Ports;

  constructor(bytes: Uint8Array, stopAfter = Number.POSITIVE_INFINITY) {
    const source: LazyBytes = {
      size: bytes.length,
      read: async (offset, length) => {
        this.read += length;
        return bytes.slice(offset, offset + length);
      },
    };
    this.layer = lazyContent(source);
    const platform: PlatformPort = {
      ...nodePlatform,
      createHash: (size) => {
        const hash = nodePlatform.createHash(size);
        return {
          ...hash,
          update: (part) => {
            this.hashed += part.length;
            return hash.update(part);
          },
        };
      },
    };
    const watch = {
      begin: () => undefined,
      read: (length: number) => {
        this.watched.push(length);
        if (this.watched.length > stopAfter) throw new CancelledError();
      },
    };
    const http = { fetch: () => Promise.reject(new Error('no network')) };
    this.ports = { epoch: 0, seed: '', limits: DEFAULT_LIMITS, http, platform, watch };
  }
}

/** of the few bytes that tell how it is packed */
const HEAD = 6;

test.each([
  { name: 'plain', bytes: PLAIN },
  { name: 'gzip', bytes: new Uint8Array(gzipSync(PLAIN)) },
  { name: 'zstd', bytes: new Uint8Array(zstdCompressSync(PLAIN)) },
])('$name: read once, hashed once, files read when asked for', async ({ bytes }) => {
  const lab = new Lab(bytes);
  const { tar, diffId, entries } = await readLayer(lab, lab.layer);
  expect([lab.read, lab.hashed]).toEqual([bytes.length + HEAD, PLAIN.length]);
  expect(lab.watched.reduce((sum, length) => sum + length, 0)).toBe(bytes.length);
  expect(diffId).toBe(await hashContentAnew({}, TAR));
  expect(findDigest(tar)).toBe(diffId);
  expect(await readContent(tar)).toEqual(PLAIN);
  expect(entries.map(({ name, content }) => `${name} ${content.size}`)).toEqual(['etc/ 0', 'etc/motd 5', 'noise 300000']);
  expect(await readContent(entries[2]?.content ?? contentOf(''))).toEqual(NOISE);
  const again = await readLayer(lab, tar);
  expect([again.diffId, lab.hashed]).toEqual([diffId, PLAIN.length]);
});

test('the digest of the packed bytes comes in the same pass', async () => {
  const bytes = new Uint8Array(gzipSync(PLAIN));
  const lab = new Lab(bytes);
  await readLayer(lab, lab.layer, { isHashingPacked: true });
  expect([lab.read, lab.hashed]).toEqual([bytes.length + HEAD, PLAIN.length + bytes.length]);
  expect(findDigest(lab.layer)).toBe(await hashContentAnew({}, contentOf(bytes)));
});

test('who does not want it any more ends it, and hears what was thrown', async () => {
  for (const bytes of [PLAIN, new Uint8Array(gzipSync(PLAIN))]) {
    const lab = new Lab(bytes, 0);
    await expect(readLayer(lab, lab.layer)).rejects.toThrow(CancelledError);
  }
});

test('a layer that ends early is damaged, packed or not', async () => {
  const cut = new Lab(PLAIN.slice(0, 200_000));
  await expect(readLayer(cut, cut.layer)).rejects.toMatchObject({ code: 'tar.truncated' });
  const packed = gzipSync(PLAIN);
  for (const platform of [undefined, nodePlatform]) {
    const lab = new Lab(new Uint8Array(packed.subarray(0, -5)));
    const { platform: _, ...ports } = lab.ports;
    const chosen = platform === undefined ? ports : { ...ports, platform };
    await expect(readLayer({ ports: chosen }, lab.layer)).rejects.toMatchObject({ code: 'gzip.damaged' });
  }
  const short = new Lab(new Uint8Array(gzipSync(PLAIN.subarray(0, 200_000))));
  await expect(readLayer(short, short.layer)).rejects.toMatchObject({ code: 'tar.truncated' });
});

test('a bomb stops at the limit', async () => {
  const lab = new Lab(new Uint8Array(gzipSync(new Uint8Array(3_000_000))));
  const limits = { ...DEFAULT_LIMITS, unpackedBytes: 1_000_000 };
  await expect(readLayer({ ports: { ...lab.ports, limits } }, sliceContent(lab.layer, 0))).rejects.toMatchObject({
    limit: 'unpackedBytes',
  });
});
