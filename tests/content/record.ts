/**
 * `node tests/content/record.ts [NAME...]`: runs the content's commands on a real Docker and keeps what it printed in `recorded/`. Uses
 * the recorder of tests/truth with the lab's registry; needs root, dockerd and docker-registry.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { listScenarios } from './scenarios.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RECORDED = join(import.meta.dirname, 'recorded');
const names = process.argv.slice(2);

const folder = mkdtempSync(join(tmpdir(), 'camadas-record-'));
for (const file of ['record.mjs', 'hub-stub.mjs']) cpSync(join(ROOT, 'tests/truth', file), join(folder, file));
cpSync(join(ROOT, 'content/registry'), join(folder, 'fixtures/registry'), { recursive: true });

const scenarios = (await listScenarios()).filter(({ name }) => names.length === 0 || names.includes(name));
for (const { name, commands } of scenarios) {
  writeFileSync(join(folder, `${name}.console`), commands.map((command) => `$ ${command}\n`).join(''));
}
const files = scenarios.map(({ name }) => join(folder, `${name}.console`));
const recorder = ['record.mjs', '--root', join(folder, 'root'), '--out', RECORDED, ...files];
const { status } = spawnSync(process.execPath, recorder, { cwd: folder, stdio: 'inherit' });
rmSync(folder, { recursive: true, force: true });
process.exitCode = status ?? 1;
