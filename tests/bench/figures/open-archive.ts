/** Opening a `docker save` archive of 500 MB and 20,000 files in Node: every layer hashed and indexed. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { loadImages } from '../../../src/engine/image/load-images.ts';
import {
  createContentStore,
  createLearnerMachine,
  DEFAULT_LIMITS,
  lazyContent,
  NO_NETWORK,
  type Ports,
} from '../../../src/engine/index.ts';
import { fileBytes } from '../../../src/server/file-bytes.ts';
import { nodePlatform } from '../../../src/server/node-platform.ts';
import { startDaemon } from '../../docker/daemon.ts';
import { findBigArchive } from '../big-archive.ts';
import type { Figure } from '../figure.ts';
import { medianTime, timed } from '../timing.ts';

const ROUNDS = 5;
const MOST = 1.5;
const PORTS: Ports = { epoch: 0, seed: 'bench', limits: DEFAULT_LIMITS, http: NO_NETWORK, platform: nodePlatform };

async function openArchive(path: string): Promise<void> {
  const file = await open(path);
  try {
    const context = { ports: PORTS, store: createContentStore() };
    const { machine } = await loadImages(context, createLearnerMachine(PORTS), lazyContent(await fileBytes(file)));
    if (machine.images.size !== 1) throw new Error(`${machine.images.size} images in ${path}`);
  } finally {
    await file.close();
  }
}

/** Milliseconds on the clock, as the daemon's work is another process's; only where one may be started: `BENCH_DOCKER=1`. */
async function dockerLoad(path: string): Promise<number> {
  const daemon = await startDaemon();
  try {
    const before = performance.now();
    execFileSync('docker', ['-H', daemon.host, 'load', '-q', '-i', path], { stdio: 'ignore' });
    return performance.now() - before;
  } finally {
    await daemon.stop();
  }
}

export async function measure(): Promise<Figure[]> {
  const { plain, packed } = await findBigArchive();
  const value = await medianTime(ROUNDS, () => openArchive(plain));
  const whole = await medianTime(ROUNDS, () => createHash('sha256').update(readFileSync(plain)).digest());
  const reference = { name: 'reading it once and node:crypto over it', value: whole };
  const figures: Figure[] = [
    { name: 'open-archive', value, unit: 'ms', reference, target: { atMost: MOST * whole } },
    { name: 'open-archive.gzip', value: await medianTime(ROUNDS, () => openArchive(packed)), unit: 'ms', reference },
  ];
  if (process.env['BENCH_DOCKER'] === undefined) return figures;
  const docker = { name: 'docker load, on the clock', value: await dockerLoad(plain) };
  return [...figures, { name: 'open-archive.first', value: await timed(() => openArchive(plain)), unit: 'ms', reference: docker }];
}
