/** The same question to the engine and to the real Docker. */
import { join } from 'node:path';
import { expect, inject } from 'vitest';
import { Engine } from './engine.ts';
import { noteImage } from './image-list.ts';
import { docker, inspect, makeFolder, tryDocker } from './real.ts';
import { listHardLinks, listTar } from './tar-list.ts';

const FIXED = ['--network', 'none', '--hostname', 'h'];
/** `Id` is written so in the daemon's JSON alone: with it, every client prints from that and none from types of its own. */
const FACTS = [
  '.Id',
  '.Created',
  '.Size',
  '.Author',
  '.Comment',
  '.Architecture',
  '.Os',
  '.DockerVersion',
  'json .Config',
  'json .ContainerConfig',
  'json .RootFS',
]
  .map((fact) => `{{${fact}}}`)
  .join('\n');
const HISTORY = '{{.CreatedBy}}|{{.Size}}|{{.Comment}}';

/**
 * Takes images from an engine to the real Docker in one archive, and to another engine: what is built has sizes that differ from those of what is
 * loaded (BuildKit does not count links), so they are compared as loaded ones.
 */
export async function carryOver(engine: Engine, images: readonly string[]): Promise<Engine> {
  const path = join(makeFolder(), 'saved.tar');
  await engine.run(`docker save -o saved.tar ${images.join(' ')}`);
  await engine.takeFile('saved.tar', path);
  await docker(['load', '-i', path]);
  const other = new Engine();
  other.putFile(path, 'saved.tar');
  await other.run('docker load -i saved.tar');
  for (const image of images) {
    const id = await inspect(image);
    expect(id).toBe(await engine.inspect(image));
    noteImage(inject('files'), 'from the engine', 'docker save, docker load', image, id);
  }
  return other;
}

/** Takes images from the real Docker to the engine. */
export async function carryIn(engine: Engine, images: readonly string[]): Promise<void> {
  const path = join(makeFolder(), 'saved.tar');
  await docker(['save', '-o', path, ...images]);
  engine.putFile(path, 'saved.tar');
  await engine.run('docker load -i saved.tar');
  for (const image of images) {
    const id = await engine.inspect(image);
    expect(id).toBe(await inspect(image));
    noteImage(inject('files'), 'into the engine', 'docker save, docker load', image, id);
  }
}

/** Its facts, and every file of a container of it. */
export async function expectSameImage(engine: Engine, image: string): Promise<void> {
  await expectSameFacts(engine, image);
  expect(await exportOurs(engine, image)).toEqual(await exportTheirs(image));
}

/** ID, settings, size and history. */
export async function expectSameFacts(engine: Engine, image: string): Promise<void> {
  const history = ['history', '--no-trunc', '--format', HISTORY, image];
  expect(await engine.run(formatCommand(['docker', ...history]))).toBe((await docker(history)).stdout);
  expect(await engine.inspect(image, FACTS)).toBe(await inspect(image, FACTS));
}

async function exportTheirs(image: string): Promise<string[]> {
  const id = (await docker(['create', ...FIXED, image, 'x'])).stdout.trim();
  const { bytes } = await docker(['export', id]);
  await docker(['rm', '-v', id]);
  return listFiles(bytes);
}

async function exportOurs(engine: Engine, image: string): Promise<string[]> {
  await engine.run(`docker create --name export-me ${FIXED.join(' ')} ${image} x`);
  await engine.run('docker export -o export.tar export-me');
  await engine.run('docker rm -v export-me');
  return listFiles(await engine.read('export.tar'));
}

async function listFiles(tar: Uint8Array): Promise<string[]> {
  return [...(await listTar(tar)), ...(await listHardLinks(tar))];
}

/** What a command in a container of it prints, and how it ends. */
export async function expectSameRun(
  engine: Engine,
  image: string,
  command: readonly string[],
  flags: readonly string[] = [],
): Promise<void> {
  const args = ['run', '--rm', ...FIXED, ...flags, image, ...command];
  const { status, stdout, stderr } = await engine.try(formatCommand(['docker', ...args]));
  const theirs = await tryDocker(args);
  expect({ command, status, stdout, stderr }).toEqual({
    command,
    status: theirs.status,
    stdout: theirs.stdout,
    stderr: theirs.stderr,
  });
}

/** As it is typed into a shell. */
export function formatCommand(args: readonly string[]): string {
  return args.map((arg) => (/^[\w@%+=:,./-]+$/.test(arg) ? arg : `'${arg.replaceAll("'", `'\\''`)}'`)).join(' ');
}
