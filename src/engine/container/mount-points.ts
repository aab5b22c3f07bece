/**
 * What Docker puts between the image and a container's own layer (moby `daemon/initlayer/setup_unix.go`): empty files and folders for the
 * things it mounts there. They are in no image and no change: not in `diff`, `commit`, `ps -s`; `export` shows them.
 *
 * A file or link of the image at such a path, or at a folder on the way, is taken away first; a folder stays.
 */
import { EMPTY } from '../bytes/content.ts';
import { findNode } from '../fs/lookup.ts';
import type { Tree } from '../fs/node.ts';
import { makeDir, removeNode, symlinkNode, writeFile } from '../fs/write.ts';

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

/** @param mtime seconds since 1970 */
export function addMountPoints(image: Tree, mtime: number): Tree {
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
