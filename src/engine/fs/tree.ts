import type { DirNode, Tree } from './node.ts';

const ROOT_INO = 1;

/** Mode 0755, root's, made in 1970: the folder that overlay shows where no layer says anything about `/`. */
const EMPTY_ROOT: DirNode = { kind: 'dir', ino: ROOT_INO, mode: 0o755, uid: 0, gid: 0, mtime: 0, entries: new Map() };

export const EMPTY_TREE: Tree = { root: EMPTY_ROOT, nextIno: ROOT_INO + 1 };
