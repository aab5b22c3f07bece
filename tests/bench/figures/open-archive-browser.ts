/**
 * Opening the same archive in Chromium, from a file that was chosen on a page: on the clock, as several threads and processes take part.
 * Rounds take turns with their references, and the best round counts: what disturbs only makes slower. Needs the built site.
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { getBrowser } from '../../../scripts/browser.mjs';
import { DEFAULT_LIMITS, lazyContent } from '../../../src/engine/index.ts';
import { readTar } from '../../../src/engine/tar/read-tar.ts';
import { fileBytes } from '../../../src/server/file-bytes.ts';
import { startServer } from '../../../src/server/main.ts';
import { MANIFEST_NAME, type SiteManifest } from '../../../src/server/site-manifest.ts';
import { type BigArchive, findBigArchive } from '../big-archive.ts';
import { idleMemory, peakMemory } from '../browser-memory.ts';
import type { Figure } from '../figure.ts';
import { decompressionTime, hashTimes, openOn, type Slice, webCryptoTime } from '../in-page.ts';

const ROUNDS = 3;
const PORT = 24_317;
const DIST = resolve(import.meta.dirname, '../../../dist');
const MB = 1_000_000;
/** Hashed in parts, and at once. */
const HASHED = 256 << 20;
const SMALLEST_LAYER = 10_000;
const TIMEOUT_MS = 300_000;

/** What a round needs. */
interface Bench {
  readonly context: BrowserContext;
  readonly launch: Launch;
  readonly archive: BigArchive;
  /** the layers of the packed one */
  readonly slices: readonly Slice[];
  /** path of the worker's script */
  readonly hasher: string;
}

type Launch = (profile: string) => Promise<BrowserContext>;

/** Milliseconds, but of memory: bytes above the idle page. */
interface Round {
  readonly open: number;
  readonly memory: number;
  readonly memoryPacked: number;
  readonly webCrypto: number;
  readonly openPacked: number;
  readonly decompressionStream: number;
  /** of `HASHED` bytes, both */
  readonly hash: number;
  readonly webCryptoOnce: number;
}

export async function measure(): Promise<Figure[]> {
  const archive = await findBigArchive();
  const hasher = findHasher();
  const slices = await layerSlices(archive.packed);
  const server = await startServer({ port: PORT, host: '127.0.0.1', dist: DIST });
  const executablePath = getBrowser((text) => process.stderr.write(`${text}\n`));
  const launch: Launch = (profile) =>
    chromium.launchPersistentContext(profile, {
      executablePath,
      args: ['--no-sandbox'],
      baseURL: server.url,
      // learners' pages fetch nothing for later while an archive is opened; this one has no island that would say so
      serviceWorkers: 'block',
    });
  try {
    return await inBrowser(launch, async (context) => {
      const rounds: Round[] = [];
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await measureRound({ context, launch, archive, slices, hasher }));
      return figuresOf(rounds, statSync(archive.plain).size);
    });
  } finally {
    await server.close();
  }
}

/** With a browser that was just started, and a profile of its own. */
async function inBrowser<T>(launch: Launch, run: (context: BrowserContext, profile: string) => Promise<T>): Promise<T> {
  const profile = mkdtempSync(join(tmpdir(), 'camadas-bench-'));
  const context = await launch(profile);
  try {
    return await run(context, profile);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

function figuresOf(rounds: readonly Round[], size: number): Figure[] {
  const best = (key: keyof Round): number => Math.min(...rounds.map((round) => round[key]));
  const rate = (bytes: number, key: keyof Round): number => bytes / MB / (best(key) / 1000);
  const webCrypto = { name: 'WebCrypto over it, in memory', value: best('webCrypto') };
  const stream = { name: 'DecompressionStream over its layers', value: rate(size, 'decompressionStream') };
  const once = { name: 'WebCrypto', value: rate(HASHED, 'webCryptoOnce') };
  const name = 'open-archive-browser';
  const memory = (key: 'memory' | 'memoryPacked') => ({
    value: Math.max(...rounds.map((round) => round[key])) / MB,
    unit: 'MB',
    reference: { name: 'the archive', value: size / MB },
    target: { atMost: 150 },
  });
  return [
    { name, value: best('open'), unit: 'ms', reference: webCrypto, target: { atMost: 2.5 * webCrypto.value } },
    { name: `${name}.memory`, ...memory('memory') },
    { name: `${name}.gzip-memory`, ...memory('memoryPacked') },
    {
      name: `${name}.gzip`,
      value: rate(size, 'openPacked'),
      unit: 'MB/s',
      reference: stream,
      target: { atLeast: 0.8 * stream.value },
    },
    { name: `${name}.hash`, value: rate(HASHED, 'hash'), unit: 'MB/s', reference: once, target: { atLeast: 0.5 * once.value } },
  ];
}

async function measureRound({ context, launch, archive, slices, hasher }: Bench): Promise<Round> {
  const onPage = async <T>(run: (page: Page) => Promise<T>): Promise<T> => {
    const page = await openLab(context);
    const result = await run(page);
    await page.close();
    return result;
  };
  const { worker: hash, webCrypto: webCryptoOnce } = await onPage((page) => hashTimes(page, hasher, HASHED));
  const webCrypto = await onPage((page) => webCryptoTime(page, archive.plain));
  const decompressionStream = await onPage((page) => decompressionTime(page, archive.packed, slices));
  const openPacked = await twice(() => onPage((page) => openOn(page, archive.packed)));
  const open = await onPage((page) => openOn(page, archive.plain));
  const memory = await memoryToOpen(launch, archive.plain);
  const memoryPacked = await memoryToOpen(launch, archive.packed);
  return { open, memory, memoryPacked, webCrypto, openPacked, decompressionStream, hash, webCryptoOnce };
}

/**
 * The shorter of two in a row. What is unpacked is written, which needs 500 MB of memory, and the host of a virtual machine may take back what
 * lies free for seconds: new pages then take half a second. The second time finds the memory of the first.
 */
async function twice(run: () => Promise<number>): Promise<number> {
  return Math.min(await run(), await run());
}

async function openLab(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(TIMEOUT_MS);
  await page.goto('/lab/archive/');
  await page.locator('[data-state=ready]').waitFor();
  return page;
}

/**
 * The most that is held above the idle page, in a browser that has opened nothing before: a later page has the process of those before, which
 * keeps what they held. Apart from the clock, as to ask takes a third of a processor, and holds up whom it asks.
 */
async function memoryToOpen(launch: Launch, path: string): Promise<number> {
  return inBrowser(launch, async (context, profile) => {
    const page = await openLab(context);
    const idle = await idleMemory(profile);
    return (await peakMemory(profile, async () => void (await openOn(page, path)))) - idle;
  });
}

/** Where the layers lie in the archive: all of its large files. */
async function layerSlices(path: string): Promise<Slice[]> {
  const file = await open(path);
  try {
    const entries = await readTar(lazyContent(await fileBytes(file)), DEFAULT_LIMITS);
    return entries.flatMap(({ content: { chunks, size } }) => {
      const [chunk] = chunks;
      return chunk?.kind === 'lazy' && size > SMALLEST_LAYER ? [{ start: chunk.offset, end: chunk.offset + size }] : [];
    });
  } finally {
    await file.close();
  }
}

function findHasher(): string {
  const { files } = JSON.parse(readFileSync(join(DIST, MANIFEST_NAME), 'utf8')) as SiteManifest;
  const found = Object.keys(files).find((path) => /\/hash\.worker-[^/]*\.js$/.test(path));
  if (found === undefined) throw new Error('the site has no hash.worker: npm run build');
  return found;
}
