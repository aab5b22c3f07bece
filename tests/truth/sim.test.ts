/** `npm run sim` from the outside, as its users call it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '../..');
const FIXTURES = join(import.meta.dirname, 'fixtures');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'camadas-sim-'));
  symlinkSync(FIXTURES, join(folder, 'fixtures'));
  writeFileSync(join(folder, 'note.txt'), 'from the disk\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

function sim(args: readonly string[], options: { input?: string; buildkit?: string; cwd?: string } = {}) {
  const { DOCKER_BUILDKIT: _, ...env } = process.env;
  const run = spawnSync('npm', ['run', '--silent', '--prefix', PROJECT, 'sim', '--', ...args], {
    cwd: options.cwd ?? PROJECT,
    encoding: 'utf8',
    input: options.input ?? '',
    env: options.buildkit === undefined ? env : { ...env, DOCKER_BUILDKIT: options.buildkit },
  });
  return { status: run.status, stdout: run.stdout, stderr: run.stderr };
}

test('a plain list: each line is a command; nothing but the transcript is printed', () => {
  const list = join(folder, 'list.txt');
  writeFileSync(list, '# a comment\necho hi; printf end\n\ncat note.txt > copy.txt && cat copy.txt\nfalse\nls\n');
  expect(sim(['--root', folder, list])).toEqual({
    status: 0,
    stdout: [
      '$ echo hi; printf end',
      'hi',
      'end',
      '$ cat note.txt > copy.txt && cat copy.txt',
      'from the disk',
      '$ false',
      '? 1',
      '$ ls',
      'copy.txt  fixtures  list.txt  note.txt',
      '',
    ].join('\n'),
    stderr: '',
  });
  expect(readdirSync(folder).sort()).toEqual(['fixtures', 'list.txt', 'note.txt']);
});

test('a transcript: only its commands are played, and it comes out as it went in', () => {
  const transcript = join(FIXTURES, '../public/49-pull-registry.console');
  const run = sim(['--root', folder, '--registry', join(FIXTURES, 'registry'), transcript], { buildkit: '0' });
  const recorded = readFileSync(transcript, 'utf8').replace(/^(#.*\n)+/, '');
  expect({ ...run, stdout: run.stdout.split('\n').slice(0, 6) }).toEqual({
    status: 0,
    stdout: recorded.split('\n').slice(0, 6),
    stderr: '',
  });
});

test('DOCKER_BUILDKIT is the one of the command; where unset, BuildKit builds', () => {
  const input = 'echo "[$DOCKER_BUILDKIT]"\n';
  expect(sim(['-'], { input, buildkit: '0' }).stdout).toBe('$ echo "[$DOCKER_BUILDKIT]"\n[0]\n');
  expect(sim(['-'], { input }).stdout).toBe('$ echo "[$DOCKER_BUILDKIT]"\n[]\n');
});

test('the same seed and epoch give the same bytes', () => {
  const args = ['--registry', join(FIXTURES, 'registry'), '--epoch', '1795000000000', '--seed', 'x', '-'];
  const input = 'docker create localhost:5000/alpine:3.13\ndate\n';
  const first = sim(args, { input });
  expect(first.stdout).toMatch(/\n[0-9a-f]{64}\n\$ date\n/);
  expect(sim(args, { input })).toEqual(first);
});

test('paths are meant from where npm was called', () => {
  writeFileSync(join(folder, 'here.txt'), 'pwd\n');
  expect(sim(['here.txt'], { cwd: folder }).stdout).toBe('$ pwd\n/root/lab\n');
});

test('without a file it says how it is used', () => {
  const run = sim([]);
  expect([run.status, run.stdout, run.stderr.split('\n')[0]]).toEqual([
    2,
    '',
    'usage: npm run --silent sim -- [--root DIR] [--registry DIR] [--epoch MS] [--seed S] FILE',
  ]);
});
