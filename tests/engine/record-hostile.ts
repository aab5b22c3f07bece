/**
 * `node tests/engine/record-hostile.ts [WAY…]`: hands every hostile archive to a real Docker 20.10 by every way there is, and writes down what it says
 * and makes (root; docker.io as for `npm run test:docker`). Never edit what it writes.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { startDaemon } from '../docker/daemon.ts';
import { findClient } from '../docker/requirements.ts';
import { listTar } from '../docker/tar-list.ts';
import {
  casesOf,
  ENTRY_POINTS,
  type EntryPoint,
  LIST_CONTAINER,
  type Outcome,
  shownFiles,
  withoutChance,
} from './hostile-cases.ts';

const OUT = resolve(import.meta.dirname, 'hostile-recorded.json');
const daemon = await startDaemon();
const client = findClient();

function run(line: string, cwd: string, env: Readonly<Record<string, string>> = {}) {
  const script = line.replaceAll(/(^|&& )docker /g, `$1${client} `);
  const all = { ...process.env, DOCKER_HOST: daemon.host, HOME: daemon.folder, LANG: 'C.UTF-8', ...env };
  return spawnSync('sh', ['-c', script], { cwd, env: all, maxBuffer: 2 ** 28 });
}

async function record(entryPoint: EntryPoint, hostile: Uint8Array): Promise<Outcome> {
  const folder = mkdtempSync(join(daemon.folder, 'files', 'h'));
  for (const [path, content] of Object.entries(entryPoint.files(hostile))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  if (entryPoint.setup !== undefined && run(entryPoint.setup, folder).status !== 0) throw new Error(`${entryPoint.setup} failed`);
  const { status, stdout, stderr } = run(entryPoint.command, folder, entryPoint.env);
  const said = withoutChance(`${stdout}${stderr}`);
  try {
    if (status !== 0 || entryPoint.container === undefined) return { status: status ?? 255, said };
    if (entryPoint.container === 'list' && run(LIST_CONTAINER, folder).status !== 0) return { status, said };
    const exported = run(`docker export ${entryPoint.container}`, folder).stdout;
    return { status, said, files: shownFiles(await listTar(new Uint8Array(exported)), entryPoint) };
  } finally {
    run('docker rm -f list box; docker rmi -f hostile:1', folder);
  }
}

const recorded: Record<string, Record<string, Outcome>> = existsSync(OUT) ? JSON.parse(readFileSync(OUT, 'utf8')) : {};
const asked = process.argv.slice(2);
try {
  for (const entryPoint of ENTRY_POINTS.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
    const outcomes: Record<string, Outcome> = {};
    for (const { name, bytes } of casesOf(entryPoint)) outcomes[name] = await record(entryPoint, bytes);
    recorded[entryPoint.name] = outcomes;
    writeFileSync(OUT, `${JSON.stringify(recorded, null, 1)}\n`);
    process.stderr.write(`${entryPoint.name}\n`);
  }
} finally {
  await daemon.stop();
}
