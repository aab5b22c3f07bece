/**
 * `node tests/content/record.ts [--build-cli DOCKER] [NAME...]`: runs the content's commands on a real Docker and keeps what it printed in
 * `recorded/`. Uses the recorder of tests/truth with the lab's registry; needs root, dockerd and docker-registry, and for builds a docker
 * client that has BuildKit in itself (20.10). NAME is a recording, a lesson (its consoles) or an exercise (its answers); without any, all.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readRefs } from '../../src/curriculum/lab-catalog.ts';
import type { MovedTag } from '../../src/exercise/index.ts';
import { listScenarios } from './scenarios.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const RECORDED = join(import.meta.dirname, 'recorded');
const { positionals: names, values } = parseArgs({
  allowPositionals: true,
  options: { 'build-cli': { type: 'string', default: '/usr/bin/docker' } },
});

const folder = mkdtempSync(join(tmpdir(), 'camadas-record-'));
for (const file of ['record.mjs', 'hub-stub.mjs']) cpSync(join(ROOT, 'tests/truth', file), join(folder, file));
cpSync(join(ROOT, 'content/registry'), join(folder, 'fixtures/registry'), { recursive: true });

const scenarios = (await listScenarios()).filter(
  ({ name }) => names.length === 0 || names.some((wanted) => `${name}.`.startsWith(`${wanted}.`)),
);
for (const { name, commands } of scenarios) {
  writeFileSync(join(folder, `${name}.console`), commands.map((command) => `$ ${command}\n`).join(''));
}
for (const moved of new Set(scenarios.map(({ movedTags }) => JSON.stringify(movedTags)))) {
  const group = scenarios.filter(({ movedTags }) => JSON.stringify(movedTags) === moved);
  writeFileSync(join(folder, 'fixtures/registry/refs.json'), JSON.stringify(refsWith(JSON.parse(moved))));
  const files = group.map(({ name }) => join(folder, `${name}.console`));
  const options = ['--root', join(folder, 'root'), '--out', RECORDED, '--build-cli', values['build-cli']];
  const { status } = spawnSync(process.execPath, ['record.mjs', ...options, ...files], { cwd: folder, stdio: 'inherit' });
  if (status !== 0) process.exitCode = status ?? 1;
}
rmSync(folder, { recursive: true, force: true });

/** The registry's references, with the tags as they are after the move. */
function refsWith(moved: readonly MovedTag[]) {
  const refs = structuredClone(readRefs()) as Record<string, { tags: Record<string, string> }>;
  for (const { repository, tag, to } of moved) {
    const tags = refs[repository]?.tags;
    if (tags?.[to] === undefined) throw new Error(`the registry has no ${repository}:${to}`);
    tags[tag] = tags[to];
  }
  return refs;
}
