/** What a container's mounts hold: volumes, folders of the learner's own computer, memory. */
import { findNode } from '../fs/lookup.ts';
import type { DirNode, Node, Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { makeDir } from '../fs/write.ts';
import type { Container, Mount } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import type { MountedTree } from '../shell/kernel/mounts.ts';

/** `size=64k,mode=700,uid=5,gid=6`: who may write there; a size is only shown. */
function memory(options: string | undefined, mtime: number): Tree {
  const value = (name: string): string | undefined => new RegExp(`(?:^|,)${name}=([^,]*)`).exec(options ?? '')?.[1];
  const number = (name: string): number => Number(value(name) ?? 0) || 0;
  const mode = Number.parseInt(value('mode') ?? '1777', 8);
  return {
    ...EMPTY_TREE,
    root: { ...EMPTY_TREE.root, mode: Number.isNaN(mode) ? 0o1777 : mode, uid: number('uid'), gid: number('gid'), mtime },
  };
}

/** The trees of `hostConfig.mounts`, in their order. */
export function mountTrees(machine: Machine, container: Container): readonly Tree[] {
  return container.hostConfig.mounts.map((mount) => treeOf(machine, mount));
}

export function mountedTrees(container: Container, trees: readonly Tree[]): MountedTree[] {
  return container.hostConfig.mounts.map((mount, at) => {
    const tree = trees[at] ?? EMPTY_TREE;
    const { readOnly } = mount;
    const file = mount.kind === 'bind' && isSingleFile(tree) ? tree.root.entries.keys().next().value : undefined;
    const source = mount.kind === 'volume' ? `volume ${mount.name}` : mount.kind === 'bind' ? `bind ${mount.source}` : undefined;
    const kind = mount.kind === 'tmpfs' ? mount.kind : undefined;
    return { target: mount.target, tree, readOnly, source, kind, ...(file === undefined ? {} : { file }) };
  });
}

/** Writes back what changed; `before` are the trees that were handed in. */
export function keepMounts(machine: Machine, container: Container, before: readonly Tree[], after: readonly Tree[]): Machine {
  let current = machine;
  container.hostConfig.mounts.forEach((mount, at) => {
    const tree = after[at];
    if (tree === undefined || tree.root === before[at]?.root) return;
    if (mount.kind === 'volume') {
      const volume = current.volumes.get(mount.name);
      if (volume !== undefined) current = { ...current, volumes: new Map(current.volumes).set(mount.name, { ...volume, tree }) };
    } else if (mount.kind === 'bind') {
      current = { ...current, host: { ...current.host, tree: placeBind(current.host.tree, mount.source, tree) } };
    }
  });
  return current;
}

function treeOf(machine: Machine, mount: Mount): Tree {
  if (mount.kind === 'tmpfs') return memory(mount.options, machine.now / 1000);
  if (mount.kind === 'volume') return machine.volumes.get(mount.name)?.tree ?? EMPTY_TREE;
  const { tree } = machine.host;
  const node = findNode(tree, mount.source);
  if (node === undefined) return EMPTY_TREE;
  if (node.kind === 'dir') return { root: node, nextIno: tree.nextIno };
  const name = mount.source.split('/').at(-1) ?? '';
  return { root: { ...EMPTY_TREE.root, entries: new Map([[name, node]]), ino: SINGLE_FILE }, nextIno: tree.nextIno };
}

/** Marks the folder that stands around a file which is mounted alone. */
const SINGLE_FILE = -1;

function isSingleFile(tree: Tree): boolean {
  return tree.root.ino === SINGLE_FILE;
}

function placeBind(host: Tree, source: string, tree: Tree): Tree {
  const node = isSingleFile(tree) ? tree.root.entries.values().next().value : tree.root;
  const folder = source.slice(0, source.lastIndexOf('/')) || '/';
  const withFolder = findNode(host, folder) === undefined ? makeDir(host, folder, { parents: true, mtime: tree.root.mtime }) : host;
  if (node === undefined) return host;
  return {
    root: put(withFolder.root, source.split('/').filter(Boolean), node),
    nextIno: Math.max(withFolder.nextIno, tree.nextIno),
  };
}

function put(dir: DirNode, path: readonly string[], node: Node): DirNode {
  const [name, ...rest] = path;
  if (name === undefined) return node.kind === 'dir' ? node : dir;
  const below = dir.entries.get(name);
  const next = rest.length === 0 ? node : below?.kind === 'dir' ? put(below, rest, node) : below;
  return next === undefined ? dir : { ...dir, entries: new Map(dir.entries).set(name, next) };
}
