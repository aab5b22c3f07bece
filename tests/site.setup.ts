/** For the browser tests: the finished site on a port of its own, and a browser. Tests read both with `inject`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { TestProject } from 'vitest/node';
import { getBrowser } from '../scripts/browser.mjs';
import { startServer } from '../src/server/main.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** with a slash at the end */
    siteUrl: string;
    browserPath: string;
  }
}

/** below the range from which the system takes ports for outgoing connections */
const FIRST_PORT = 20_000;
const PORTS = 10_000;

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  project.provide(
    'browserPath',
    getBrowser((text) => process.stdout.write(`${text}\n`)),
  );
  const dist = resolve(import.meta.dirname, '../dist');
  const dataDir = await mkdtemp(join(tmpdir(), 'camadas-classes-'));
  const server = await startOnFreePort(dist, dataDir);
  project.provide('siteUrl', server.url);
  return async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}

async function startOnFreePort(dist: string, dataDir: string): ReturnType<typeof startServer> {
  for (let attempt = 0; ; attempt += 1) {
    const port = FIRST_PORT + ((process.pid + attempt * 7) % PORTS);
    try {
      return await startServer({ port, host: '127.0.0.1', dist, place: { dataDir } });
    } catch (error) {
      if (attempt === 20 || !String(error).includes('is taken')) throw error;
    }
  }
}
