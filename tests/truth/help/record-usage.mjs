#!/usr/bin/env node
// Records what the real client says to lines it refuses by itself, without a daemon.  record-usage.mjs usage.console
// Reads the `$ ` lines of the file, runs each and writes the file again (stdout and stderr together, `? N` after a status that
// is not 0).  A line that reaches for the daemon does not belong here and is left out.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const file = process.argv[2];
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'usage-'));
const env = { PATH: process.env.PATH, HOME: home, LANG: 'C.UTF-8', DOCKER_HOST: 'unix:///nonexistent', DOCKER_BUILDKIT: '0' };
const source = fs.readFileSync(file, 'utf8').split('\n');
const out = source.slice(0, source.findIndex((line) => !line.startsWith('# ')));
for (const line of source.filter((one) => one.startsWith('$ '))) {
  const run = spawnSync('bash', ['-c', `{ ${line.slice(2)}; } 2>&1 < /dev/null`], { env, cwd: home });
  const text = run.stdout.toString('utf8');
  if (text.includes('Cannot connect to the Docker daemon')) {
    console.error(`left out: ${line}`);
    continue;
  }
  out.push(line, ...(text === '' ? [] : text.replace(/\n$/, '').split('\n')));
  if (run.status !== 0) out.push(`? ${run.status}`);
}
fs.writeFileSync(file, `${out.join('\n')}\n`);
fs.rmSync(home, { recursive: true });
