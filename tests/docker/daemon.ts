/**
 * A dockerd of our own: its folders, socket and mounts are nobody else's, it has no network of its own making, and it ends with us. What it
 * mounts lies in a mount namespace that goes when it goes.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PREFIX = 'camadas-docker-';
const START_MS = 30_000;
const STOP_MS = 20_000;
const OVERLAY_MAGIC = 0x794c7630;

export interface Daemon {
  /** for DOCKER_HOST */
  readonly host: string;
  /** of everything, for tests to put their files in */
  readonly folder: string;
  stop(): Promise<void>;
}

/** @throws Error with the end of its log */
export async function startDaemon(): Promise<Daemon> {
  removeLeftFolders();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  writeFileSync(join(folder, 'owner'), String(process.pid));
  const at = (name: string) => join(folder, name);
  for (const name of ['data', 'exec', 'files']) mkdirSync(at(name));
  const flags = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid'), '-H', `unix://${at('sock')}`];
  const dockerd = ['dockerd', ...flags, '--iptables=false', '--ip6tables=false', '--bridge=none', '--storage-driver=overlay2'];
  // overlay2 cannot lie on an overlay, which a container's own disk is
  const mounting = statfsSync(folder).type === OVERLAY_MAGIC ? ['mount -t tmpfs tmpfs "$0"/data'] : [];
  const script = [...mounting, 'exec "$@"'].join(' && ');
  const log = openSync(at('log'), 'w');
  const child = spawn('setpriv', ['--pdeathsig', 'TERM', 'unshare', '-m', 'sh', '-c', script, folder, ...dockerd], {
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const daemon: Daemon = { host: `unix://${at('sock')}`, folder, stop: () => stop(child, folder) };
  try {
    await untilListening(child, at('sock'));
    return daemon;
  } catch (error) {
    const said = readFileSync(at('log'), 'utf8').trimEnd().split('\n').slice(-15).join('\n');
    await daemon.stop();
    throw new Error(`dockerd did not start (${error instanceof Error ? error.message : error}):\n${said}`);
  }
}

async function untilListening(child: ChildProcess, socket: string): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await canConnect(socket))) {
    if (hasEnded(child)) throw new Error(`it ended with ${child.exitCode ?? child.signalCode}`);
    if (Date.now() > deadline) throw new Error('it does not listen');
    await sleep(50);
  }
}

function canConnect(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path);
    socket.on('connect', () => done(true)).on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  child.kill('SIGTERM');
  const deadline = Date.now() + STOP_MS;
  while (!hasEnded(child) && Date.now() < deadline) await sleep(30);
  if (!hasEnded(child)) {
    child.kill('SIGKILL');
    killByFile(join(folder, 'exec/containerd/containerd.pid'));
    while (!hasEnded(child)) await sleep(30);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** It ends with its dockerd by itself, unless that one had to be killed. */
function killByFile(path: string): void {
  try {
    process.kill(Number(readFileSync(path, 'utf8')), 'SIGKILL');
  } catch {
    // it was gone
  }
}

/** Of runs that were killed before they could tidy up. */
function removeLeftFolders(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    if (!isAlive(join(folder, 'owner')) && !isAlive(join(folder, 'pid'))) rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pidFile: string): boolean {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
}
