import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, expect, test } from 'vitest';
import {
  type Content,
  contentOf,
  DEFAULT_LIMITS,
  type LayerScan,
  type LayerScanOptions,
  lazyContent,
  readContent,
  type ScannedLayer,
} from '../../engine/index.ts';
import { tarEntry } from '../../engine/tar/entry.ts';
import { readTar } from '../../engine/tar/read-tar.ts';
import { TarScan } from '../../engine/tar/tar-scan.ts';
import { writeTar } from '../../engine/tar/write-tar.ts';
import type { HashMeans } from '../hash/browser-hashes.ts';
import { HasherLine } from '../hash/hasher-line.ts';
import { createPlainHash } from '../hash/plain-sha256.ts';
import type { FromHasher, HashLine, ToHasher } from '../hash/protocol.ts';
import { serveHashes } from '../hash/serve-hashes.ts';
import { createWasmHashes } from '../hash/wasm-sha256.ts';
import { blobBytes, findBlob } from '../lab/blob-bytes.ts';
import { takeKeep } from '../lab/spill.ts';
import { createHasherFinder } from './find-hasher.ts';
import { gatherParts } from './gather-parts.ts';
import type { FromScanner, ScanLine, ToScanner } from './protocol.ts';
import { type ScanMeans as ServeMeans, serveScans } from './serve-scans.ts';
import { createLayerScans, type ScanMeans } from './worker-scans.ts';

type Line = ScanLine<ToScanner, FromScanner>;

const channels: MessageChannel[] = [];
const lines: { readonly ended: boolean }[] = [];
afterEach(() => {
  for (const { port1 } of channels.splice(0)) port1.close();
  lines.length = 0;
});

const HERE: ServeMeans = { createHash: createWasmHashes() ?? createPlainHash, storage: undefined };
const beside = (spawn: HashMeans['spawn']): ServeMeans => ({ ...HERE, findHasher: createHasherFinder(spawn, 1) });

/** What was asked of a second thread, whose end is in this one. */
function spyOnHasher(asked: ToHasher['kind'][], storage?: StorageManager): ReturnType<HashMeans['spawn']> {
  const channel = new MessageChannel();
  channels.push(channel);
  serveHashes(channel.port2 as unknown as HashLine<FromHasher, ToHasher>, HERE.createHash, storage);
  const line = channel.port1 as unknown as HashLine<ToHasher, FromHasher>;
  const post = line.postMessage.bind(line);
  line.postMessage = (message, transfer) => {
    asked.push(message.kind);
    post(message, transfer);
  };
  return line;
}

/** A worker's line, with the worker's end in this thread. */
function spawnHere(means = HERE): Line {
  const channel = new MessageChannel();
  channels.push(channel);
  serveScans(channel.port2 as unknown as ScanLine<FromScanner, ToScanner>, means);
  const line = Object.assign(channel.port1, {
    ended: false,
    terminate() {
      line.ended = true;
      channel.port1.close();
    },
  });
  lines.push(line);
  return line as unknown as Line;
}

const MEANS: ScanMeans = {
  spawn: () => spawnHere(),
  findBlob,
  hold: async () => () => undefined,
  takeKeep: (keep) => takeKeep(undefined, keep),
  fewestBytes: { plain: 1, packed: 1 },
};

const NOISE = Uint8Array.from({ length: 5_000_000 }, (_, i) => Math.imul(i, 2_654_435_761) >>> 13);
const TAR = writeTar([
  tarEntry({ name: 'etc/', type: 'dir' }),
  tarEntry({ name: `${'folder/'.repeat(30)}á`, content: contentOf('long\n') }),
  tarEntry({ name: 'noise', content: contentOf(NOISE) }),
  ...Array.from({ length: 300 }, (_, i) => tarEntry({ name: `many/${i}`, content: contentOf(String(i)) })),
]);
const PLAIN = await readContent(TAR);
const PACKED = new Uint8Array(gzipSync(PLAIN, { level: 1 }));
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const inBlob = (bytes: Uint8Array): Content =>
  lazyContent(blobBytes(new Blob([new Uint8Array(100), bytes as Uint8Array<ArrayBuffer>])), 100);

async function follow(scan: LayerScan | undefined, tar = new TarScan(DEFAULT_LIMITS)) {
  if (scan === undefined) throw new TypeError('not scanned here');
  let read = 0;
  for (let step = await scan.next(); ; step = await scan.next()) {
    if (step.done === true) return { read, tar, result: step.value };
    read += step.value.read;
    tar.take(step.value.ranges);
  }
}
const start = (bytes: Uint8Array, options: Partial<LayerScanOptions> = {}, scans = createLayerScans(MEANS)) =>
  scans.scanLayer(inBlob(bytes), { limits: DEFAULT_LIMITS, ...options });
const unpackedOf = (result: ScannedLayer): Content => (result.kind === 'scanned' ? result.unpacked : undefined) ?? contentOf('');

test('plain: its digest, all that was read, and the entries that reading it here gives', async () => {
  const { read, tar, result } = await follow(start(PLAIN), new TarScan(DEFAULT_LIMITS, PLAIN.length));
  expect([read, result]).toEqual([PLAIN.length, { kind: 'scanned', hex: sha256(PLAIN) }]);
  expect(tar.finish(TAR)).toEqual(await readTar(TAR, DEFAULT_LIMITS));
});

test.each([
  { name: 'in memory', memory: undefined, kind: 'bytes', means: () => HERE },
  { name: 'in Blobs', memory: 0, kind: 'lazy', means: () => HERE },
  { name: 'in memory, by the thread beside', memory: undefined, kind: 'bytes', means: () => beside(() => spyOnHasher([])) },
  { name: 'in Blobs, by the thread beside', memory: 0, kind: 'lazy', means: () => beside(() => spyOnHasher([])) },
])('packed: unpacked, too, and kept $name', async ({ memory, kind, means }) => {
  const spawn = (): Line => {
    const line = spawnHere(means());
    const post = line.postMessage.bind(line);
    line.postMessage = (message) => post({ ...message, ...(memory === undefined ? {} : { memoryBytes: memory }) }, []);
    return line;
  };
  const scans = createLayerScans({ ...MEANS, spawn });
  const { read, tar, result } = await follow(start(PACKED, { packing: 'gzip', isHashingPacked: true }, scans));
  expect(read).toBe(PACKED.length);
  expect(result).toMatchObject({ kind: 'scanned', hex: sha256(PLAIN), packedHex: sha256(PACKED) });
  const unpacked = unpackedOf(result);
  expect(unpacked.chunks[0]?.kind).toBe(kind);
  expect(Buffer.from(await readContent(unpacked)).equals(gunzipSync(PACKED))).toBe(true);
  expect(tar.finish(unpacked).map(({ name, content }) => [name, content.size])).toEqual(
    (await readTar(TAR, DEFAULT_LIMITS)).map(({ name, content }) => [name, content.size]),
  );
});

test.each([
  { name: 'cut off', packed: PACKED.subarray(0, 100_000), limits: DEFAULT_LIMITS, kind: 'damaged' },
  {
    name: 'changed',
    packed: PACKED.map((byte, at) => (at === PACKED.length - 6 ? byte ^ 1 : byte)),
    limits: DEFAULT_LIMITS,
    kind: 'damaged',
  },
  { name: 'no gzip', packed: NOISE, limits: DEFAULT_LIMITS, kind: 'damaged' },
  { name: 'a bomb', packed: PACKED, limits: { ...DEFAULT_LIMITS, unpackedBytes: 3_000_000 }, kind: 'too-large' },
])('$name: said so, and the same thread, and the one beside it, scan the next one', async ({ packed, limits, kind }) => {
  const asked: ToHasher['kind'][] = [];
  for (const means of [HERE, beside(() => spyOnHasher(asked))]) {
    lines.length = 0;
    const scans = createLayerScans({ ...MEANS, spawn: () => spawnHere(means) });
    expect((await follow(start(packed, { packing: 'gzip', limits, isHashingPacked: true }, scans))).result).toEqual({ kind });
    expect((await follow(start(PACKED, { packing: 'gzip' }, scans))).result).toMatchObject({ hex: sha256(PLAIN) });
    expect(lines).toHaveLength(1);
  }
  expect(asked.filter((message) => message !== 'part')).toEqual(['keep', 'cancel', 'cancel', 'keep', 'end']);
});

test('packed: no more is on its way to the thread beside than a few parts, and where it breaks the scan fails', async () => {
  const stuck: ToHasher['kind'][] = [];
  const line: HashLine<ToHasher, FromHasher> = { postMessage: ({ kind }) => stuck.push(kind), onmessage: null, onerror: null };
  const stopped = follow(
    start(PACKED, { packing: 'gzip' }, createLayerScans({ ...MEANS, spawn: () => spawnHere(beside(() => line)) })),
  );
  await expect.poll(() => stuck.length).toBe(4);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(stuck).toEqual(['keep', 'part', 'part', 'part']);
  line.onerror?.(new Event('error') as ErrorEvent);
  await expect(stopped).rejects.toThrow('the hashing worker is gone');
});

test('packed: a file that takes no more, and gives nothing back either, fails the scan; the same threads do the next one', async () => {
  let files = 0;
  const brokenFile = {
    write: (part: Uint8Array, { at }: { readonly at: number }) => (at === 0 ? part.length : 0),
    read: () => {
      throw new RangeError('unreadable');
    },
    close: () => undefined,
  };
  const folder = {
    getDirectoryHandle: async () => folder,
    getFileHandle: async () => {
      files += 1;
      return files === 1 ? { createSyncAccessHandle: async () => brokenFile } : undefined;
    },
  };
  const storage = { getDirectory: async () => folder } as unknown as StorageManager;
  const line = new HasherLine(spyOnHasher([], storage));
  const lost = line.createKeepingHash(0);
  await expect(
    (async () => {
      for (let at = 0; at < PLAIN.length; at += 100_000) await lost.update(PLAIN.subarray(at, at + 100_000));
      await lost.end();
    })(),
  ).rejects.toThrow('unreadable');
  const next = line.createKeepingHash(0);
  await next.update(PLAIN);
  expect(await next.end()).toMatchObject({ hex: sha256(PLAIN), kept: { kind: 'blob' } });
});

test('packed: where a second thread cannot be had, this one hashes', async () => {
  const spawn = (): never => {
    throw new TypeError('no workers');
  };
  const scans = createLayerScans({ ...MEANS, spawn: () => spawnHere(beside(spawn)) });
  expect((await follow(start(PACKED, { packing: 'gzip' }, scans))).result).toMatchObject({ hex: sha256(PLAIN) });
});

test('gathered: what came is given back, so that nothing waits for the collector', async () => {
  const parts = [new Uint8Array([1, 2, 3]), new Uint8Array([4]), new Uint8Array([5, 6, 7, 8])];
  const gathered: number[][] = [];
  const source = (async function* () {
    yield* parts;
  })();
  for await (const part of gatherParts(source, 3)) gathered.push([...part]);
  expect(gathered).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8],
  ]);
  expect(parts.map(({ byteLength }) => byteLength)).toEqual([0, 0, 0]);
});

test('what is no tar is found where its headers are read, and who finds it ends the thread', async () => {
  const scan = start(NOISE);
  await expect(follow(scan)).rejects.toMatchObject({ code: 'tar.checksum' });
  await scan?.return({ kind: 'damaged' });
  expect(lines.map(({ ended }) => ended)).toEqual([true]);
});

test('a file that cannot be read any more fails', async () => {
  const gone = Object.assign(new Blob([PLAIN.slice()]), {
    stream: () => new ReadableStream({ pull: () => Promise.reject(new DOMException('changed', 'NotReadableError')) }),
  });
  const line: Line = { postMessage: () => undefined, onmessage: null };
  const scans = createLayerScans({ ...MEANS, findBlob: () => gone, spawn: () => line });
  const served: ScanLine<FromScanner, ToScanner> = {
    onmessage: null,
    postMessage: (data) => line.onmessage?.({ data } as MessageEvent<FromScanner>),
  };
  serveScans(served, HERE);
  line.postMessage = (data) => served.onmessage?.({ data } as MessageEvent<ToScanner>);
  await expect(follow(start(PLAIN, {}, scans))).rejects.toThrow('changed');
  await expect(follow(start(PACKED, { packing: 'gzip' }, scans))).rejects.toThrow('changed');
});

test('a thread that breaks fails what it was doing, and is asked no more', async () => {
  const line: Line = { postMessage: () => undefined, onmessage: null, onerror: null };
  const scans = createLayerScans({ ...MEANS, spawn: () => line });
  const scanned = follow(start(PLAIN, {}, scans));
  await new Promise((resolve) => setTimeout(resolve));
  line.onerror?.(new Event('error') as ErrorEvent);
  await expect(scanned).rejects.toThrow('the scanning worker is gone');
  expect(start(PLAIN, {}, scans)).toBeUndefined();
});

test('threads that were started ahead do the work, and where one cannot start this thread does it', async () => {
  const scans = createLayerScans(MEANS);
  scans.expect(2);
  scans.expect(2);
  expect(lines).toHaveLength(2);
  const both = await Promise.all([follow(start(PLAIN, {}, scans)), follow(start(PLAIN, {}, scans))]);
  expect(both.map(({ result }) => result)).toEqual(Array(2).fill({ kind: 'scanned', hex: sha256(PLAIN) }));
  expect(lines).toHaveLength(2);

  const line: Line = { postMessage: () => undefined, onmessage: null };
  const broken = createLayerScans({ ...MEANS, spawn: () => line });
  broken.expect(1);
  line.onerror?.({} as ErrorEvent);
  expect(start(PLAIN, {}, broken)).toBeUndefined();
});

test('left to this thread: bytes in memory, few bytes, and where there are no workers', () => {
  const options = { limits: DEFAULT_LIMITS };
  expect(createLayerScans(MEANS).scanLayer(contentOf(PLAIN), options)).toBeUndefined();
  const fewestBytes = { plain: PLAIN.length + 1, packed: 1 };
  expect(start(PLAIN, {}, createLayerScans({ ...MEANS, fewestBytes }))).toBeUndefined();
  const spawn = (): never => {
    throw new TypeError('no workers');
  };
  expect(start(PLAIN, {}, createLayerScans({ ...MEANS, spawn }))).toBeUndefined();
});
