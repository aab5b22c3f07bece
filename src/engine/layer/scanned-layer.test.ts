/** Layers that another thread goes through (`PlatformPort.scanLayer`): what the engine makes of what it is told. */
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { type Content, contentOf, peekContent, readContent } from '../bytes/content.ts';
import { findDigest, sha256Hex } from '../bytes/sha256.ts';
import { CancelledError } from '../errors.ts';
import { DEFAULT_LIMITS, type LayerScan, type LayerScanOptions, type Ports, type ScannedLayer, type WatchPort } from '../ports.ts';
import { NO_NETWORK } from '../registry/no-network.ts';
import { tarEntry } from '../tar/entry.ts';
import { tarHeaders } from '../tar/tar-headers.ts';
import { writeTar } from '../tar/write-tar.ts';
import { readLayer } from './read-layer.ts';

const PLAIN =
  peekContent(
    writeTar([
      tarEntry({ name: 'etc/', type: 'dir' }),
      tarEntry({ name: 'etc/motd', content: contentOf('olá\n') }),
      tarEntry({ name: 'noise', content: contentOf(Uint8Array.from({ length: 50_000 }, (_, i) => (i * i) >> 7)) }),
    ]),
  ) ?? new Uint8Array();
const PACKED = new Uint8Array(gzipSync(PLAIN));

/** What a thread would do, one step for each 10,000 bytes. */
async function* scanBytes(packed: Uint8Array, options: LayerScanOptions, ended: () => void): LayerScan {
  try {
    const bytes = options.packing === undefined ? packed : gunzipSync(packed);
    let ranges: Uint8Array[] = [];
    const size = options.packing === undefined ? bytes.length : Number.POSITIVE_INFINITY;
    const scan = tarHeaders(size, options.limits, (range) => ranges.push(range.slice()));
    for (let at = 0; at < bytes.length; at += 10_000) {
      const part = bytes.subarray(at, at + 10_000);
      scan.push(part);
      yield { read: part.length, ranges: Buffer.concat(ranges) };
      ranges = [];
    }
    const unpacked = options.packing === undefined ? {} : { unpacked: contentOf(new Uint8Array(bytes)) };
    const both = options.isHashingPacked === true ? { packedHex: sha256Hex(packed) } : {};
    return { kind: 'scanned', hex: sha256Hex(bytes), ...both, ...unpacked };
  } finally {
    ended();
  }
}

function lab(bytes: Uint8Array, outcome?: ScannedLayer, watch: Partial<WatchPort> = {}) {
  const seen = { scans: 0, ended: 0, hashes: 0, read: 0 };
  const scanLayer = (_: Content, options: LayerScanOptions): LayerScan => {
    seen.scans += 1;
    const ended = () => {
      seen.ended += 1;
    };
    return outcome === undefined ? scanBytes(bytes, options, ended) : only(outcome);
  };
  const platform = {
    ...nodePlatform,
    scanLayer,
    createHash: () => {
      seen.hashes += 1;
      return nodePlatform.createHash();
    },
  };
  const read = (length: number) => {
    seen.read += length;
  };
  const ports: Ports = {
    epoch: 0,
    seed: '',
    limits: DEFAULT_LIMITS,
    http: NO_NETWORK,
    platform,
    watch: { begin: () => undefined, read, ...watch },
  };
  return { seen, ctx: { ports }, layer: contentOf(bytes.slice()) };
}

// biome-ignore lint/correctness/useYield: it ends before its first step
async function* only(outcome: ScannedLayer): LayerScan {
  return outcome;
}

test.each([
  { name: 'plain', bytes: PLAIN },
  { name: 'gzip', bytes: PACKED },
])('$name: nothing is hashed here, and all is known', async ({ bytes }) => {
  const { seen, ctx, layer } = lab(bytes);
  const { tar, diffId, entries } = await readLayer(ctx, layer, { isHashingPacked: true });
  expect(seen).toMatchObject({ scans: 1, ended: 1, hashes: 0, read: PLAIN.length });
  expect(diffId).toBe(`sha256:${sha256Hex(PLAIN)}`);
  expect([findDigest(tar), findDigest(layer)]).toEqual([diffId, `sha256:${sha256Hex(bytes)}`]);
  expect(await readContent(tar)).toEqual(PLAIN);
  expect(entries.map(({ name, content }) => [name, content.size])).toEqual([
    ['etc/', 0],
    ['etc/motd', 5],
    ['noise', 50_000],
  ]);
  expect(await readContent(entries[1]?.content ?? contentOf(''))).toEqual(await readContent(contentOf('olá\n')));
});

test('given up: what was thrown comes out, and the thread is told', async () => {
  const { seen, ctx, layer } = lab(PLAIN, undefined, {
    read: () => {
      throw new CancelledError();
    },
  });
  await expect(readLayer(ctx, layer)).rejects.toThrow(CancelledError);
  expect(seen).toMatchObject({ scans: 1, ended: 1 });
});

test('a tar that ends early is refused as it is here', async () => {
  const cut = PLAIN.slice(0, 20_000);
  for (const bytes of [cut, new Uint8Array(gzipSync(cut))]) {
    const { ctx, layer } = lab(bytes);
    await expect(readLayer(ctx, layer)).rejects.toMatchObject({ code: 'tar.truncated' });
  }
});

test('what the thread finds damaged JavaScript looks at: it may only be several members in a row', async () => {
  const members = new Uint8Array(Buffer.concat([gzipSync(PLAIN.subarray(0, 700)), gzipSync(PLAIN.subarray(700))]));
  const { seen, ctx, layer } = lab(members, { kind: 'damaged' });
  expect((await readLayer(ctx, layer)).diffId).toBe(`sha256:${sha256Hex(PLAIN)}`);
  expect(seen).toMatchObject({ scans: 1, hashes: 1 });
  const broken = lab(PACKED.subarray(0, -5), { kind: 'damaged' });
  await expect(readLayer(broken.ctx, broken.layer)).rejects.toMatchObject({ code: 'gzip.damaged' });
});

test('a bomb is a limit', async () => {
  const { ctx, layer } = lab(PACKED, { kind: 'too-large' });
  await expect(readLayer(ctx, layer)).rejects.toMatchObject({ limit: 'unpackedBytes' });
});
