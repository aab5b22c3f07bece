/** Starts `server-process.ts` and waits until it listens. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface ServerProcess {
  readonly port: number;
  readonly process: ChildProcess;
  /** @returns its exit status; null where it was killed */
  stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

/** What `npm start` starts, on a site without a file. */
export async function spawnRealServer(folder: string): Promise<ServerProcess> {
  const site = { sources: 'none', folder: 'client', hasEditor: false, files: {} };
  await writeFile(join(folder, 'site.json'), JSON.stringify(site));
  return spawnServer(folder, { PORT: '0', DIST: folder, DATA_DIR: folder }, '../../src/server/main.ts');
}

/** @param script prints the port at the end of its first line */
export async function spawnServer(
  folder: string,
  env: Readonly<Record<string, string>> = {},
  script = 'server-process.ts',
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, script), folder], {
    env: { ...process.env, CLASS_LIMIT_FACTOR: '10000', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    port: Number(/(\d+)\/?\s*$/.exec(line.toString())?.[1]),
    process: child,
    async stop(signal) {
      const ended = once(child, 'exit');
      child.kill(signal);
      const [code] = (await ended) as [number | null];
      return code;
    },
  };
}
