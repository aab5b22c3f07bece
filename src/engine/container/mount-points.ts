/**
 * What Docker puts between the image and a container's own layer (moby `daemon/initlayer/setup_unix.go`): empty files and folders for the
 * things it mounts there. They are in no image and no change: not in `diff`, `commit`, `ps -s`; `export` shows them.
 *
 * A file or link of the image at such a path, or at a folder on the way, is taken away first; a folder stays.
 */
import { EMPTY } from '../bytes/content.ts';
import { changeEntries, laterEntries } from '../fs/entries.ts';
import { findNode } from '../fs/lookup.ts';
import type { DirNode, Node, Tree } from '../fs/node.ts';
import { removeNode } from '../fs/remove.ts';
import { makeDir, symlinkNode, writeFile } from '../fs/write.ts';

type MountPoint = readonly [path: string, kind: 'dir' | 'file' | { readonly link: string }];

export const MOUNT_POINTS: readonly MountPoint[] = [
  ['/dev/pts', 'dir'],
  ['/dev/shm', 'dir'],
  ['/proc', 'dir'],
  ['/sys', 'dir'],
  ['/.dockerenv', 'file'],
  ['/etc/resolv.conf', 'file'],
  ['/etc/hosts', 'file'],
  ['/etc/hostname', 'file'],
  ['/dev/console', 'file'],
  ['/etc/mtab', { link: '/proc/mounts' }],
];

const MODE = 0o755;

/** What is made has this time first, which no file of an image has. */
const NO_TIME = Number.NEGATIVE_INFINITY;

/** By the image's tree, as many containers stand on one: what its mount points change in it. */
const additions = new WeakMap<Tree, Addition>();

/** A folder as it is with the mount points, and which of its entries are changed or new. */
interface Addition {
  readonly tree: Tree;
  readonly root: FolderAddition;
}
interface FolderAddition {
  readonly folder: DirNode;
  readonly entries: readonly (readonly [name: string, node: Node | FolderAddition])[];
}

/** @param mtime seconds since 1970 */
export function addMountPoints(image: Tree, mtime: number): Tree {
  let addition = additions.get(image);
  if (addition === undefined) {
    const tree = makeMountPoints(image, NO_TIME);
    addition = { tree, root: compareFolders(image.root, tree.root) };
    additions.set(image, addition);
  }
  return addition.tree === image ? image : { ...addition.tree, root: atTime(addition.root, mtime) };
}

function compareFolders(before: DirNode | undefined, folder: DirNode): FolderAddition {
  const entries: [string, Node | FolderAddition][] = [];
  for (const [name, node] of folder.entries) {
    const old = before?.entries.get(name);
    if (node === old) continue;
    entries.push([name, node.kind === 'dir' ? compareFolders(old?.kind === 'dir' ? old : undefined, node) : node]);
  }
  return { folder, entries };
}

function atTime({ folder, entries }: FolderAddition, mtime: number): DirNode {
  return {
    ...folder,
    mtime: folder.mtime === NO_TIME ? mtime : folder.mtime,
    entries: laterEntries(() => {
      const all = changeEntries(folder.entries);
      for (const [name, node] of entries) {
        if ('folder' in node) all.changed.set(name, atTime(node, mtime));
        else if (node.mtime === NO_TIME) all.changed.set(name, { ...node, mtime });
      }
      return all.entries;
    }),
  };
}

function makeMountPoints(image: Tree, mtime: number): Tree {
  let tree = image;
  for (const [path, kind] of MOUNT_POINTS) {
    tree = removeNonFolders(tree, path, mtime);
    if (findNode(tree, path) !== undefined) continue;
    const parent = path.slice(0, path.lastIndexOf('/')) || '/';
    tree = makeDir(tree, parent, { parents: true, mode: MODE, mtime });
    if (kind === 'dir') tree = makeDir(tree, path, { mode: MODE, mtime });
    else if (kind === 'file') tree = writeFile(tree, path, EMPTY, { mode: MODE, mtime });
    else tree = symlinkNode(tree, kind.link, path, { mtime });
  }
  return tree;
}

function removeNonFolders(tree: Tree, path: string, mtime: number): Tree {
  let current = tree;
  let prefix = '';
  for (const name of path.slice(1).split('/')) {
    prefix += `/${name}`;
    const node = findNode(current, prefix, { follow: false });
    if (node !== undefined && node.kind !== 'dir') current = removeNode(current, prefix, { mtime });
  }
  return current;
}
