/** `scripts/up.mjs` and the server's own start from the outside: what is said when something is wrong. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishBuild } from '../../scripts/finish-build.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'camadas-up-'));
  for (const name of ['en', '_astro']) mkdirSync(join(folder, 'dist/client', name), { recursive: true });
  writeFileSync(join(folder, 'dist/client/en/index.html'), 'hello');
  await finishBuild(PROJECT, join(folder, 'dist'), 'hash', join(folder, 'cache'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a network that is down is one clear line', () => {
  const clone = join(folder, 'clone');
  mkdirSync(join(clone, 'scripts'), { recursive: true });
  for (const file of ['package.json', 'package-lock.json', 'scripts/up.mjs']) cpSync(join(PROJECT, file), join(clone, file));
  const env = {
    ...process.env,
    npm_config_registry: 'http://127.0.0.1:9/',
    npm_config_cache: join(folder, 'npm'),
    npm_config_fetch_retries: '0',
  };
  const run = spawnSync(process.execPath, [join(clone, 'scripts/up.mjs'), 'test'], { encoding: 'utf8', env });
  expect({ status: run.status, stdout: run.stdout, stderr: run.stderr.split('\n') }).toEqual({
    status: 1,
    stdout: '',
    stderr: [
      'Fetching dependencies (the first time takes a minute)…',
      'camadas: the npm registry cannot be reached (ECONNREFUSED). Is the network up? Nothing else is needed; try again then.',
      '',
    ],
  });
});

test('a task that is none is named', () => {
  const run = spawnSync(process.execPath, [join(PROJECT, 'scripts/up.mjs'), 'fly'], { encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([
    1,
    'camadas: no task "fly"; there are: start, dev, build, test, sim, new-exercise, prove-image, prove-browsers, pictures, fuzz, bench, bench-web, bench-class, regrade, db-backup, db-copy\n',
  ]);
});

function serverEnv(port: number | string) {
  return { ...process.env, PORT: String(port), HOST: '127.0.0.1', DIST: join(folder, 'dist') };
}
const MAIN = join(PROJECT, 'src/server/main.ts');

test('a port that is taken is one clear line', async () => {
  const other: Server = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const child = spawn(process.execPath, [MAIN], { env: serverEnv(port) });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const [code] = await once(child, 'close');
  other.close();
  expect([code, said]).toEqual([1, `camadas: port ${port} on 127.0.0.1 is taken; choose another: PORT=${port + 1} npm start\n`]);
});

test.each([
  { port: 'eighty', said: 'camadas: PORT is "eighty", which is not a port number\n' },
  { port: '70000', said: 'camadas: PORT is "70000", which is not a port number\n' },
])('PORT=$port', ({ port, said }) => {
  const run = spawnSync(process.execPath, [MAIN], { encoding: 'utf8', env: serverEnv(port) });
  expect([run.status, run.stderr]).toEqual([1, said]);
});

test('it prints its address, answers, and ends well on SIGTERM', async () => {
  const child = spawn(process.execPath, [MAIN], { env: serverEnv(0) });
  const [line] = await once(child.stdout.setEncoding('utf8'), 'data');
  const url = /^Camadas is at (http:\/\/127\.0\.0\.1:\d+\/)\n$/.exec(line)?.[1];
  expect(await (await fetch(`${url}en/`)).text()).toBe('hello');
  child.kill('SIGTERM');
  expect(await once(child, 'close')).toEqual([0, null]);
});
