/**
 * The large image that opening is measured with: 500 MB in 20,000 files and five layers, as a `docker save` archive, plain and with
 * gzip layers. Made once into `.cache/bench/`, out of a fixed seed, so that it is the same everywhere.
 *
 * Sizes of files are spread as in `/usr` (most a few kilobytes, some megabytes), contents pack about as programs and texts do. The layers
 * have 60, 25, 10 and 5 % of the files; the fifth changes some of the first and deletes others.
 */
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Content, contentOf, readContent, sliceContent, streamContent } from '../../src/engine/index.ts';
import { type TarEntry, tarEntry } from '../../src/engine/tar/entry.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import { writeImageArchive } from '../engine/image-archive.ts';

export interface BigArchive {
  /** paths */
  readonly plain: string;
  readonly packed: string;
}

const FOLDER = resolve(import.meta.dirname, '../../.cache/bench');
const FILES = 20_000;
const BYTES = 500_000_000;
const SHARES = [0.6, 0.85, 0.95, 1];
const MTIME = 1_700_000_000;

/** Makes what is missing; the first time that takes about half a minute. */
export async function findBigArchive(): Promise<BigArchive> {
  const archive = { plain: join(FOLDER, 'image-500mb.tar'), packed: join(FOLDER, 'image-500mb-gzip.tar') };
  if (existsSync(archive.plain) && existsSync(archive.packed)) return archive;
  await mkdir(FOLDER, { recursive: true });
  const tars = makeLayers();
  await write(
    archive.plain,
    await writeImageArchive(
      'big:1',
      tars.map((tar) => ({ tar })),
    ),
  );
  const layers = [];
  for (const tar of tars) {
    const packed = await promisify(gzip)(await readContent(tar), { level: 6 });
    layers.push({ tar, packed: contentOf(new Uint8Array(packed.buffer, packed.byteOffset, packed.length)) });
  }
  await write(archive.packed, await writeImageArchive('big:1', layers));
  return archive;
}

async function write(path: string, content: Content): Promise<void> {
  await pipeline(Readable.from(streamContent(content), { objectMode: true, highWaterMark: 1 }), createWriteStream(`${path}.new`));
  await rename(`${path}.new`, path);
}

/** A generator of 32 bits (mulberry32). */
function createChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Of which every file is a piece: words in the frequency of a language, and stretches that cannot be packed. */
function makePool(chance: () => number): Content {
  const words = Array.from({ length: 4000 }, () =>
    Math.floor(chance() * 36 ** 6)
      .toString(36)
      .slice(0, 2 + Math.floor(chance() * 8)),
  );
  const bytes = Buffer.alloc(48_000_000);
  for (let at = 0; at < bytes.length; ) {
    if (chance() < 0.00005) for (const end = at + 20_000; at < end; at += 1) bytes[at] = chance() * 256;
    else at += bytes.write(`${words[Math.floor(words.length * chance() ** 3)]} `, at, 'latin1') || bytes.length;
  }
  return contentOf(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
}

function makeLayers(): Content[] {
  const chance = createChance(1);
  const pool = makePool(chance);
  const sizes = Array.from({ length: FILES }, () => Math.exp(7.5 + 1.6 * gauss(chance)));
  const factor = BYTES / sizes.reduce((sum, size) => sum + Math.min(size, 8_000_000), 0);
  const folders = Array.from({ length: 2000 }, (_, i) => `usr/${['bin', 'lib', 'share'][i % 3]}/package-${i >> 2}/part-${i & 3}`);
  const entries = sizes.map((size, index) => {
    const length = Math.min(Math.round(Math.min(size, 8_000_000) * factor), 40_000_000);
    const content = sliceContent(pool, Math.floor(chance() * (pool.size - length)), pool.size);
    const name = `${folders[Math.floor(chance() * folders.length)]}/file-${index}.dat`;
    return tarEntry({ name, mtime: MTIME, content: sliceContent(content, 0, length) });
  });
  const ends = SHARES.map((share) => Math.round(share * entries.length));
  const layers = ends.map((end, index) => entries.slice(ends[index - 1] ?? 0, end));
  return [...layers, changes(layers[0] ?? [])].map((layer) => writeTar(layer));
}

function changes(files: readonly TarEntry[]): TarEntry[] {
  const changed = files.slice(0, 240).map(({ name }) => tarEntry({ name, mtime: MTIME, content: contentOf('changed\n') }));
  const deleted = files.slice(240, 360).map(({ name }) => tarEntry({ name: name.replace(/([^/]+)$/, '.wh.$1'), mtime: MTIME }));
  return [...changed, ...deleted];
}

function gauss(chance: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
}
