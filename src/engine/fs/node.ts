/**
 * A file tree as an immutable value: what a layer chain looks like merged, what a container sees, and the learner's own host.
 *
 * Nodes are shared between trees; a change makes new nodes along one path. So the difference of two trees is found by looking
 * only where node identities differ, and that is also the rule of overlay: what is not the base's own node was copied up.
 */
import type { Content } from '../bytes/content.ts';

export interface Meta {
  /** permission bits with setuid, setgid and sticky: 0o7777 at most */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** seconds since 1970, may have a fraction */
  readonly mtime: number;
  readonly xattrs?: ReadonlyMap<string, Uint8Array>;
}
export interface DirNode extends Meta {
  readonly kind: 'dir';
  /** Kept while the folder lives, new when it is removed and made again: that is how a diff knows an opaque folder. */
  readonly ino: number;
  readonly entries: ReadonlyMap<string, Node>;
  /** it comes from more than one layer */
  readonly isMerged?: true;
}
export interface FileNode extends Meta {
  readonly kind: 'file';
  readonly ino: number;
  readonly content: Content;
  /** Files with the same link number are hard links of one another; absent where there is one name only. */
  readonly link?: number;
  /** link count as `stat` shows it */
  readonly nlink: number;
}
export interface SymlinkNode extends Meta {
  readonly kind: 'symlink';
  readonly ino: number;
  readonly target: string;
}
export interface SpecialNode extends Meta {
  readonly kind: 'fifo' | 'char' | 'block' | 'socket';
  readonly ino: number;
  readonly major: number;
  readonly minor: number;
}
export type Node = DirNode | FileNode | SymlinkNode | SpecialNode;

export interface Tree {
  readonly root: DirNode;
  /** next free ino and link number in this tree and those made from it */
  readonly nextIno: number;
}

export interface Credentials {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** what user 0 may not do here (capabilities(7), without `CAP_`); absent: everything that files ask for */
  readonly dropped?: readonly string[];
}
export const ROOT: Credentials = { uid: 0, gid: 0, groups: [0] };
