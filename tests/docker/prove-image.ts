/**
 * `npm run prove:image [-- BASE]`: builds the Dockerfile with a real Docker of its own, runs the image as it is meant to be run, and says what
 * was seen. Root on Debian 12 with docker.io, debootstrap and PostgreSQL. BASE: an image that can be pulled, instead of one made by debootstrap.
 */
import { strict as assert } from 'node:assert';
import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { answerFor, ask, type JoinedLearner, joinClass, type MadeClass, makeClass } from '../class/serve-class.ts';
import { startCluster } from '../contract/postgres-cluster.ts';
import { makeBaseImage } from './base-image.ts';
import { type Daemon, startDaemon } from './daemon.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const PORT = Number(process.env['PORT'] ?? 25_710);
const BASE = 'node:24-debootstrap';
/** more than SQLite keeps in memory, so that packing the file anew needs room on a disk */
const BALLAST = `
const { DatabaseSync } = require('node:sqlite');
const db = new DatabaseSync('/data/camadas.sqlite', { timeout: 5000 });
const add = db.prepare("insert into contents values (?, 'ballast', ?, 0)");
db.exec('begin');
for (let index = 0; index < 30000; index += 1) add.run('ballast ' + index, 'x'.repeat(2000));
db.exec('commit');`;

const say = (text: string) => process.stdout.write(`${text}\n`);

function dockerOf({ host }: Daemon) {
  const env = { ...process.env, DOCKER_HOST: host, DOCKER_BUILDKIT: '0' };
  const docker = (...args: string[]) =>
    execFileSync('docker', args, { encoding: 'utf8', env, cwd: ROOT, maxBuffer: 1 << 28 }).trim();
  return { env, docker };
}

type Docker = ReturnType<typeof dockerOf>['docker'];

function run(docker: Docker, name: string, port: number, ...more: string[]): void {
  const guards = ['--read-only', '--cap-drop=ALL', '--security-opt=no-new-privileges'];
  const settings = ['--env', `PORT=${port}`, '--env', 'HOST=127.0.0.1'];
  docker('run', '--detach', '--name', name, '--network=host', ...guards, ...settings, ...more, 'camadas');
}

async function untilWell(docker: Docker, name: string): Promise<void> {
  for (const end = Date.now() + 40_000; Date.now() < end; await sleep(200))
    if (docker('inspect', '--format={{.State.Health.Status}}', name) === 'healthy') return;
  throw new Error(`${name} is not healthy:\n${docker('logs', name)}`);
}

/** @returns milliseconds until it had ended */
function stop(docker: Docker, name: string): number {
  const started = performance.now();
  docker('stop', '--time=30', name);
  assert.equal(docker('inspect', '--format={{.State.ExitCode}}', name), '0', 'ends with 0 on SIGTERM');
  return Math.round(performance.now() - started);
}

const asksAt = (port: number) => ({
  ask: (method: string, path: string, body?: unknown, asking?: object) => ask(port, method, path, body, asking),
});

async function handIn(port: number, { id }: MadeClass, { secret }: JoinedLearner, line: string): Promise<string> {
  const { json } = await ask(port, 'GET', '/api/exercises');
  const content = json.exercises.find((exercise: { id: string }) => exercise.id === 'second-tag').content;
  const got = await ask(port, 'POST', `/api/classes/${id}/answers`, answerFor('second-tag', content, { lines: [line] }), {
    secret,
  });
  assert.equal(got.status, 201);
  return got.json.answer;
}

/** @returns its verdict */
async function untilGraded(port: number, { id, instructor }: MadeClass, answer: string): Promise<string> {
  for (const end = Date.now() + 30_000; Date.now() < end; await sleep(50)) {
    const { json } = await ask(port, 'GET', `/api/classes/${id}/answers/${answer}`, undefined, { secret: instructor });
    if (json.grade !== null) return json.grade.kind;
  }
  throw new Error('no verdict');
}

async function proveAlone(docker: Docker): Promise<void> {
  run(docker, 'alone', PORT, '--volume=classes:/data');
  await untilWell(docker, 'alone');
  say(`runs with a read-only root file system and no capabilities, as ${docker('exec', 'alone', 'id')}; /healthz answers`);
  assert.throws(() => docker('exec', 'alone', 'touch', '/app/x', '/tmp/x'));
  const made = await makeClass(asksAt(PORT));
  const ana = await joinClass(asksAt(PORT), made.code, 'Ana');
  const answer = await handIn(PORT, made, ana, 'docker images');
  say(`a class was made and joined; an answer was handed in and graded: ${await untilGraded(PORT, made, answer)}`);
  docker('exec', 'alone', 'node', '-e', BALLAST);
  say(`ended by itself ${stop(docker, 'alone')} ms after SIGTERM`);
  docker('rm', 'alone');
  run(docker, 'again', PORT, '--volume=classes:/data');
  await untilWell(docker, 'again');
  assert.equal(await untilGraded(PORT, made, answer), 'not-yet');
  say('another container on the same volume has the answer and its verdict');
  const late = await handIn(PORT, made, ana, 'echo the last thing');
  docker('kill', 'again');
  docker('start', 'again');
  await untilWell(docker, 'again');
  assert.equal(await untilGraded(PORT, made, late), 'not-yet');
  say('an answer that was acknowledged just before SIGKILL is there and graded');
  const erased = await ask(PORT, 'DELETE', `/api/classes/${made.id}/learners/${ana.learner}`, undefined, { secret: ana.secret });
  assert.equal(erased.status, 200);
  say('a learner was erased, and the file of 60 MB packed anew, with nowhere to write but the volume');
  docker('exec', 'again', 'node', 'scripts/class-data.ts', 'backup', '/data/backup.sqlite');
  say('a backup was made while the server ran');
  stop(docker, 'again');
}

async function provePair(docker: Docker): Promise<void> {
  const cluster = await startCluster();
  try {
    const url = await cluster.createDatabase();
    const folder = new URL(url).searchParams.get('host') ?? '';
    chmodSync(folder, 0o755);
    const ports = [PORT + 1, PORT + 2] as const;
    for (const port of ports) run(docker, `pair-${port}`, port, '--env', `DATABASE_URL=${url}`, `--volume=${folder}:${folder}`);
    for (const port of ports) await untilWell(docker, `pair-${port}`);
    const made = await makeClass(asksAt(ports[0]));
    const ana = await joinClass(asksAt(ports[1]), made.code, 'Ana');
    const answer = await handIn(ports[1], made, ana, 'docker images');
    assert.equal(await untilGraded(ports[0], made, answer), 'not-yet');
    say('two containers on one PostgreSQL: made at one, joined and handed in at the other, the verdict seen at both');
    for (const port of ports) stop(docker, `pair-${port}`);
  } finally {
    await cluster.stop();
  }
}

const [given] = process.argv.slice(2);
const daemon = await startDaemon();
try {
  const { docker, env } = dockerOf(daemon);
  if (given === undefined) {
    makeBaseImage(BASE, env);
    say('base: Debian 12 by debootstrap with this Node and npm (no image was pulled)');
  }
  const started = performance.now();
  docker('build', '--network=host', `--build-arg=NODE_IMAGE=${given ?? BASE}`, '--tag=camadas', '.');
  const size = (image: string) => Number(docker('inspect', '--format={{.Size}}', image)) / 1e6;
  const own = size('camadas') - size(given ?? BASE);
  say(`built in ${((performance.now() - started) / 1000).toFixed(0)} s; ${own.toFixed(1)} MB on top of the base`);
  await proveAlone(docker);
  await provePair(docker);
} finally {
  await daemon.stop();
}
