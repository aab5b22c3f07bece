/**
 * A PostgreSQL cluster of the tests' own: a folder under the system's temporary one, a socket and no password, gone afterwards. Where
 * TEST_DATABASE_URL is set that server is used instead. PostgreSQL refuses to run as root, so root hands it to another user.
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const DEBIAN = '/usr/lib/postgresql';
const OLDEST = 14;
const START_MS = 30_000;

export interface Cluster {
  /** a new, empty database */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Why there can be none here; undefined where there can. */
export function clusterObstacle(): string | undefined {
  if (process.env['TEST_DATABASE_URL'] !== undefined) return undefined;
  if (findBinaries() === undefined) return `PostgreSQL ${OLDEST} or newer is not installed (Debian: apt-get install postgresql)`;
  if (process.getuid?.() === 0 && findUser() === undefined)
    return 'PostgreSQL does not run as root, and there is no user "postgres" or "nobody"';
  return undefined;
}

export async function startCluster(): Promise<Cluster> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined) return { createDatabase: () => createDatabase(given), stop: async () => {} };
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error(clusterObstacle());
  const user = process.getuid?.() === 0 ? findUser() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'camadas-pg-'));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const as = { ...user, cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } };
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'camadas', '-A', 'trust', '-E', 'UTF8', '--no-sync'], {
    ...as,
    stdio: 'ignore',
  });
  const server = spawn(join(binaries, 'postgres'), ['-D', data, '-k', folder, '-h', '', '-p', '5432'], { ...as, stdio: 'ignore' });
  const url = `postgres://camadas@localhost/postgres?host=${encodeURIComponent(folder)}`;
  await waitUntilReady(url);
  return {
    createDatabase: () => createDatabase(url),
    async stop() {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function findBinaries(): string | undefined {
  if (!existsSync(DEBIAN)) return undefined;
  const versions = readdirSync(DEBIAN)
    .map(Number)
    .filter((version) => version >= OLDEST);
  const newest = Math.max(...versions);
  const folder = join(DEBIAN, String(newest), 'bin');
  return versions.length > 0 && existsSync(join(folder, 'initdb')) ? folder : undefined;
}

function findUser(): { uid: number; gid: number } | undefined {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag: string) =>
        Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // the next one
    }
  }
  return undefined;
}

async function waitUntilReady(url: string): Promise<void> {
  for (const end = Date.now() + START_MS; ; ) {
    const client = new pg.Client(url);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (Date.now() > end) throw error;
      await sleep(50);
    }
  }
}

let databases = 0;

async function createDatabase(url: string): Promise<string> {
  databases += 1;
  const name = `camadas_${process.pid}_${databases}`;
  const client = new pg.Client(url);
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return url.replace(/\/[^/?]+(\?|$)/, `/${name}$1`);
}
