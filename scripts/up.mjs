#!/usr/bin/env node
/**
 * The one way in: `npm start`, `npm test` and the others alone, on a fresh clone. Fetches what is missing by the lock file, picks a
 * Node that is new enough, then hands over to the task. Runs on Node 20 without any dependency, so it is plain JavaScript.
 * Its own words go to stderr: stdout belongs to the task (`sim` prints a transcript and nothing else).
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STAMP = join(ROOT, 'node_modules/.camadas-stamp');
const LOCK = join(ROOT, '.cache/fetch.lock');
/** The first Node that runs our TypeScript as it stands, has what the server uses, and is supported for years. */
const NODE_MAJOR = 24;
const PARENT = process.ppid;
const ORPHAN_CHECK_MS = 500;
const STALE_LOCK_MS = 20 * 60_000;

const TASKS = {
  start: ['scripts/start.ts'],
  dev: ['scripts/dev.ts'],
  build: ['scripts/build.ts'],
  test: ['scripts/check.ts'],
  sim: ['scripts/sim.ts'],
  'new-exercise': ['scripts/new-exercise.ts'],
  'prove-image': ['tests/docker/prove-image.ts'],
  'prove-browsers': ['tests/other-browsers/prove-browsers.ts'],
  pictures: ['scripts/keep-pictures.ts'],
  fuzz: ['scripts/fuzz.ts'],
  bench: ['tests/bench/bench.ts'],
  'bench-web': ['tests/bench/web/bench-web.ts'],
  'bench-class': ['tests/bench/class-bench.ts'],
  regrade: ['scripts/class-data.ts', 'regrade'],
  'db-backup': ['scripts/class-data.ts', 'backup'],
  'db-copy': ['scripts/class-data.ts', 'copy'],
};

const say = (text) => process.stderr.write(`${text}\n`);

function fail(text) {
  say(`camadas: ${text}`);
  process.exit(1);
}

function isRecent(version) {
  return Number(version.replace(/^v/, '').split('.')[0]) >= NODE_MAJOR;
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(ROOT, file)));
  return hash.digest('hex');
}

/** What stands in node_modules, as the last fetch left it; undefined where that is not what the lock file asks for. */
function readStamp(wanted) {
  try {
    const stamp = JSON.parse(readFileSync(STAMP, 'utf8'));
    return stamp.fingerprint === wanted && (stamp.node === undefined || existsSync(join(ROOT, stamp.node))) ? stamp : undefined;
  } catch {
    return undefined;
  }
}

/** Whether somebody's own `npm ci` has already put there exactly what the lock file says: npm keeps its own list of that. */
function isInstalledByHand() {
  try {
    const wanted = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).packages;
    const present = JSON.parse(readFileSync(join(ROOT, 'node_modules/.package-lock.json'), 'utf8')).packages;
    return Object.entries(wanted).every(([path, entry]) => {
      if (path === '') return true;
      const found = present[path];
      if (found === undefined) return entry.optional === true || entry.devOptional === true;
      return found.version === entry.version && found.integrity === entry.integrity;
    });
  } catch {
    return false;
  }
}

/** The Node that came with the dependencies, where the system's is too old; it is tried, since not every Linux can run it. */
function chooseNode() {
  if (isRecent(process.version)) return undefined;
  const [platform, file] = process.platform === 'win32' ? ['win', 'bin/node.exe'] : [process.platform, 'bin/node'];
  const node = join(`node_modules/node-${platform}-${process.arch}`, file);
  const version = existsSync(join(ROOT, node))
    ? spawnSync(join(ROOT, node), ['--version'], { encoding: 'utf8' }).stdout?.trim()
    : undefined;
  if (version && isRecent(version)) return { node, version };
  return fail(
    `Node ${NODE_MAJOR} or newer is needed, this is ${process.version}, and the npm registry has none for ${process.platform} ${process.arch}. Install it from https://nodejs.org`,
  );
}

async function takeLock() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (let told = false; ; ) {
    try {
      mkdirSync(LOCK);
      writeFileSync(join(LOCK, 'pid'), String(process.pid));
      process.once('exit', dropLock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (isStale()) rmSync(LOCK, { recursive: true, force: true });
    else if (!told) {
      say('Another run is fetching the dependencies; waiting for it.');
      told = true;
    }
    await sleep(250);
  }
}

function dropLock() {
  process.off('exit', dropLock);
  rmSync(LOCK, { recursive: true, force: true });
}

function isStale() {
  try {
    const pid = Number(readFileSync(join(LOCK, 'pid'), 'utf8'));
    if (Date.now() - statSync(LOCK).mtimeMs > STALE_LOCK_MS) return true;
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

function fetchDependencies() {
  say('Fetching dependencies (the first time takes a minute)…');
  const args = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const cli = process.env.npm_execpath;
  const options = { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] };
  const run = cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (run.error) fail(`npm could not be started: ${run.error.message}`);
  if (run.status === 0) return;
  const output = `${run.stdout}${run.stderr}`;
  const network =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENETDOWN|ERR_SOCKET_TIMEOUT|ENOTCACHED)\b/.exec(
      output,
    );
  if (network)
    fail(`the npm registry cannot be reached (${network[1]}). Is the network up? Nothing else is needed; try again then.`);
  if (/\bENOSPC\b/.test(output)) fail('the disk is full: the dependencies take about 1 GB.');
  say(output.trim());
  fail(`npm ci failed (exit status ${run.status}), see above.`);
}

async function ensureDependencies() {
  const wanted = fingerprint();
  const stamp = readStamp(wanted);
  if (stamp) return stamp;
  await takeLock();
  try {
    const made = readStamp(wanted);
    if (made) return made;
    if (!isInstalledByHand()) fetchDependencies();
    const chosen = chooseNode();
    if (chosen) say(`This system's Node ${process.version} is too old; using ${chosen.version} from the npm registry.`);
    const next = { fingerprint: wanted, ...chosen };
    writeFileSync(STAMP, JSON.stringify(next));
    return next;
  } finally {
    dropLock();
  }
}

function runTask(script, args, stamp) {
  const node = isRecent(process.version) ? process.execPath : join(ROOT, stamp.node ?? chooseNode().node);
  const pathKey = Object.keys(process.env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';
  const bins = [dirname(node), join(ROOT, 'node_modules/.bin')];
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', join(ROOT, script), ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      [pathKey]: [...bins, process.env[pathKey]].join(delimiter),
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(ROOT, '.cache/node'),
    },
  });
  // Ctrl+C reaches the task too; it ends in its own time and we with it
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  // npm that is killed leaves its shell's children behind: whoever stopped npm meant the task
  setInterval(() => process.ppid === PARENT || child.kill('SIGTERM'), ORPHAN_CHECK_MS).unref();
  child.on('error', (error) => fail(`${node} could not be started: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}

const [task = 'start', ...args] = process.argv.slice(2);
const script = TASKS[task];
if (!script) fail(`no task "${task}"; there are: ${Object.keys(TASKS).join(', ')}`);
const stamp = await ensureDependencies();
runTask(script[0], [...script.slice(1), ...args], stamp);
