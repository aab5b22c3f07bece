import type { Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { makeDir, makeSpecial, symlinkNode } from '../../fs/write.ts';

const CHARS: readonly (readonly [name: string, major: number, minor: number])[] = [
  ['null', 1, 3],
  ['zero', 1, 5],
  ['full', 1, 7],
  ['random', 1, 8],
  ['urandom', 1, 9],
  ['tty', 5, 0],
];
const LINKS: readonly (readonly [name: string, target: string])[] = [
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
];

export const DEVICES_TREE: Tree = devices();

function devices(): Tree {
  const at = { mtime: 0 };
  let tree = EMPTY_TREE;
  for (const [name, major, minor] of CHARS)
    tree = makeSpecial(tree, `/${name}`, { ...at, kind: 'char', mode: 0o666, major, minor });
  for (const [name, target] of LINKS) tree = symlinkNode(tree, target, `/${name}`, at);
  for (const name of ['pts', 'shm', 'mqueue']) tree = makeDir(tree, `/${name}`, { ...at, mode: name === 'pts' ? 0o755 : 0o1777 });
  return tree;
}
