/**
 * The real file system as oracle: the same random calls, made by Node in a temporary folder and here, must end in the same error codes,
 * the same answers and the same tree.
 */
import * as real from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentOf, peekContent } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import { FsError } from './errno.ts';
import { linkNode } from './link.ts';
import { listDir, lookup, openFile } from './lookup.ts';
import { setMeta } from './meta.ts';
import type { Node, Tree } from './node.ts';
import { removeNode } from './remove.ts';
import { renameNode } from './rename.ts';
import { EMPTY_TREE } from './tree.ts';
import { walk } from './walk.ts';
import { makeDir, symlinkNode, writeFile } from './write.ts';

/** Deep enough that no path of the test climbs above it. */
const CWD = '/p/q/r/s/t/u';
const ROUNDS = 60;
const CALLS = 60;
const NAMES = ['a', 'b', 'c', 'd'];
const OPERATIONS = [
  ...['mkdir', 'mkdir', 'write', 'write', 'append', 'exclusive', 'unlink', 'rmdir', 'rename', 'rename', 'rename', 'link'],
  ...['symlink', 'symlink', 'read', 'list', 'stat', 'lstat', 'chmod', 'utimes', 'realpath'],
] as const;
type Operation = (typeof OPERATIONS)[number];

interface Call {
  readonly operation: Operation;
  readonly path: string;
  readonly other: string;
  readonly word: string;
}

class Dice {
  private state: number;
  constructor(seed: number) {
    this.state = seed;
  }
  below(count: number): number {
    this.state = (Math.imul(this.state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (this.state >> 8) % count;
  }
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
  path(): string {
    const parts = Array.from({ length: 1 + this.below(1 + this.below(3)) }, () => this.pick([...NAMES, ...NAMES, ...NAMES, '..']));
    const end = this.below(8);
    return parts.join(this.below(20) === 0 ? '//' : '/') + (end === 0 ? '/' : end === 1 ? '/.' : '');
  }
  call(turn: number): Call {
    const operation = this.pick(OPERATIONS);
    const word = operation === 'symlink' ? this.pick(['a', 'b/c', '../u/b', CWD, 'd', 'c/', '.', 'a/b/../c']) : String(turn);
    return { operation, path: this.path(), other: this.path(), word };
  }
}

let folder = '';
beforeAll(() => {
  folder = real.realpathSync(real.mkdtempSync(join(tmpdir(), 'posix-')));
});
afterAll(() => real.rmSync(folder, { recursive: true }));

function callReal(home: string, { operation, path, other, word }: Call): unknown {
  const at = (where: string) => `${home}${CWD}/${where}`;
  switch (operation) {
    case 'mkdir':
      return void real.mkdirSync(at(path));
    case 'write':
      return real.writeFileSync(at(path), word);
    case 'append':
      return real.appendFileSync(at(path), word);
    case 'exclusive':
      return real.writeFileSync(at(path), word, { flag: 'wx' });
    case 'unlink':
      return real.unlinkSync(at(path));
    case 'rmdir':
      return real.rmdirSync(at(path));
    case 'rename':
      return real.renameSync(at(path), at(other));
    case 'link':
      return real.linkSync(at(path), at(other));
    case 'symlink':
      return real.symlinkSync(word === CWD ? home + CWD : word, at(path));
    case 'read':
      return real.readFileSync(at(path), 'utf8');
    case 'list':
      return real.readdirSync(at(path)).sort();
    case 'stat':
      return kindOf(real.statSync(at(path)));
    case 'lstat':
      return kindOf(real.lstatSync(at(path)));
    case 'chmod':
      return real.chmodSync(at(path), 0o711);
    case 'utimes':
      return real.utimesSync(at(path), 5, 5);
    case 'realpath':
      return real.realpathSync.native(at(path)).slice(home.length);
  }
}

function kindOf(stats: real.Stats): string {
  const kind = stats.isDirectory() ? 'dir' : stats.isSymbolicLink() ? 'symlink' : `file x${stats.nlink}`;
  return stats.isSymbolicLink() ? kind : `${kind} ${(stats.mode & 0o7777).toString(8)}`;
}

function describe(node: Node): string {
  const kind = node.kind === 'file' ? `file x${node.nlink}` : node.kind;
  return node.kind === 'symlink' ? kind : `${kind} ${node.mode.toString(8)}`;
}

/** The new tree, or what the call answers. */
function callOurs(tree: Tree, { operation, path, other, word }: Call): { readonly tree: Tree; readonly answer?: unknown } {
  const options = { cwd: CWD, mtime: 1 };
  switch (operation) {
    case 'mkdir':
      return { tree: makeDir(tree, path, options) };
    case 'write':
      return { tree: writeFile(tree, path, contentOf(word), options) };
    case 'append':
      return { tree: writeFile(tree, path, contentOf(word), { ...options, append: true }) };
    case 'exclusive':
      return { tree: writeFile(tree, path, contentOf(word), { ...options, exclusive: true }) };
    case 'unlink':
      return { tree: removeNode(tree, path, { ...options, kind: 'file' }) };
    case 'rmdir':
      return { tree: removeNode(tree, path, { ...options, kind: 'dir' }) };
    case 'rename':
      return { tree: renameNode(tree, path, other, options) };
    case 'link':
      return { tree: linkNode(tree, path, other, options) };
    case 'symlink':
      return { tree: symlinkNode(tree, word, path, options) };
    case 'read':
      return { tree, answer: text(peekContent(openFile(tree, path, options).content) ?? new Uint8Array(0)) };
    case 'list':
      return { tree, answer: listDir(tree, path, options) };
    case 'stat':
      return { tree, answer: describe(lookup(tree, path, options).node) };
    case 'lstat':
      return { tree, answer: describe(lookup(tree, path, { ...options, follow: false }).node) };
    case 'chmod':
      return { tree: setMeta(tree, path, { mode: 0o711 }, options) };
    case 'utimes':
      return { tree: setMeta(tree, path, { mtime: 5 }, options) };
    case 'realpath':
      return { tree, answer: lookup(tree, path, options).path };
  }
}

function listReal(home: string, path: string): string[] {
  return real
    .readdirSync(home + path)
    .sort()
    .flatMap((name) => {
      const here = `${path}/${name}`;
      const stats = real.lstatSync(home + here);
      if (stats.isSymbolicLink()) return [`${here} -> ${real.readlinkSync(home + here).replace(home, '')}`];
      const line = `${here} ${kindOf(stats)}`;
      return stats.isDirectory() ? [line, ...listReal(home, here)] : [`${line} ${real.readFileSync(home + here, 'utf8')}`];
    });
}

function listOurs(tree: Tree): string[] {
  return [...walk(tree, CWD)].slice(1).map(({ path, node }) => {
    if (node.kind === 'symlink') return `${path} -> ${node.target}`;
    return `${path} ${describe(node)}${node.kind === 'file' ? ` ${text(peekContent(node.content) ?? new Uint8Array(0))}` : ''}`;
  });
}

test(`${ROUNDS} × ${CALLS} random calls`, () => {
  const umask = process.umask(0o022);
  for (let round = 1; round <= ROUNDS; round++) {
    const home = join(folder, String(round));
    real.mkdirSync(home + CWD, { recursive: true });
    let tree = makeDir(EMPTY_TREE, CWD, { mtime: 1, parents: true });
    const dice = new Dice(round);
    const log: string[] = [];
    for (let turn = 0; turn < CALLS; turn++) {
      const call = dice.call(turn);
      const expected = outcome(() => callReal(home, call));
      const actual = outcome(() => {
        const result = callOurs(tree, call);
        tree = result.tree;
        return result.answer;
      });
      log.push(`${call.operation} ${call.path} ${call.other} ${call.word}`);
      expect(actual, `round ${round}:\n${log.join('\n')}`).toEqual(expected);
    }
    expect(listOurs(tree), log.join('\n')).toEqual(listReal(home, CWD));
  }
  process.umask(umask);
});

/** The answer, or the error's code. */
function outcome(run: () => unknown): unknown {
  try {
    return { answer: run() };
  } catch (error) {
    if (error instanceof FsError) return { code: error.code };
    if (error instanceof Error && 'syscall' in error && 'code' in error) return { code: error.code };
    throw error;
  }
}
