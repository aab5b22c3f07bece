/**
 * `node tests/engine/record-visits.ts`: plays the visits of `visit-cases.ts` at a terminal of a real Docker, and writes down what it shows (root;
 * docker.io as for `npm run test:docker`, and `script` of util-linux). Never edit what it writes.
 */
import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startDaemon } from '../docker/daemon.ts';
import { findClient } from '../docker/requirements.ts';
import { CTRL_C, VISIT_CASES, type VisitCase } from './visit-cases.ts';

const OUT = resolve(import.meta.dirname, 'recorded-visits.json');
const IMAGE = resolve(import.meta.dirname, '../truth/fixtures/alpine-3.13.tar');
const QUIET_MS = 700;
/** where busybox's shell asks for the cursor's place */
const ASKED = '\u001b[6n';
/** of each shell that begins */
const BANNER = /\n\nBusyBox v[^\n]*\n\n/g;

const daemon = await startDaemon();
const client = findClient();
const env = { ...process.env, DOCKER_HOST: daemon.host, HOME: daemon.folder, LANG: 'C.UTF-8', TERM: 'xterm' };

function run(line: string): void {
  const { status, stderr } = spawnSync('sh', ['-c', line.replace(/^docker /, `${client} `)], { env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${line}: ${stderr}`);
}

async function record({ setup, command, typed }: VisitCase): Promise<string> {
  if (setup !== undefined) run(setup);
  const terminal = spawn('script', ['-qec', command.replace(/^docker /, `${client} `), '/dev/null'], { env });
  let shown = '';
  let heardAt = Date.now();
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
    heardAt = Date.now();
  });
  const ended = new Promise((done) => terminal.on('close', done));
  const quiet = async (): Promise<void> => {
    do await sleep(50);
    while (Date.now() - heardAt < QUIET_MS);
  };
  for (const line of typed) {
    await quiet();
    terminal.stdin.write(line === CTRL_C ? line : `${line}\n`);
    heardAt = Date.now();
  }
  await quiet();
  const seen = shown;
  run('docker rm -f visit');
  await ended;
  return seen.replaceAll(ASKED, '').replaceAll('\r\n', '\n').replaceAll(BANNER, '');
}

try {
  run(`docker load -q -i ${IMAGE}`);
  const recorded: Record<string, string> = {};
  for (const visit of VISIT_CASES) recorded[visit.name] = await record(visit);
  writeFileSync(OUT, `${JSON.stringify(recorded, null, 1)}\n`);
} finally {
  await daemon.stop();
}
