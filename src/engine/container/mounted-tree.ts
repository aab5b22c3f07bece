/** What stands where in a container, with its volumes and bind mounts laid over its own files: how `docker cp` sees it. */
import { findNode, realPath } from '../fs/lookup.ts';
import type { DirNode, Node, Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import type { Container, Mount } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';

/**
 * For reading only: changes go through `changeMounted`.
 * @param ownFiles docker's own, by path
 */
export function mountedTree(machine: Machine, container: Container, ownFiles?: ReadonlyMap<string, Node>): Tree {
  let root = container.tree.root;
  for (const mount of byDepth(container)) {
    const node = mountedNode(machine, mount);
    if (node !== undefined) root = graft(root, mount.target.split('/').filter(Boolean), node);
  }
  for (const [path, node] of ownFiles ?? []) root = graft(root, path.split('/').filter(Boolean), node);
  return root === container.tree.root ? container.tree : { ...container.tree, root };
}

/**
 * Changes the tree that really holds `path` (an existing folder): the container's, a volume's or the host's.
 * @param change is given that tree and where the folder is in it
 */
export function changeMounted(
  machine: Machine,
  container: Container,
  path: string,
  change: (tree: Tree, path: string, base?: Tree) => Tree,
): Machine {
  const real = realPath(mountedTree(machine, container), path);
  const mount = byDepth(container).findLast(
    ({ target }) => real === target || real.startsWith(target === '/' ? '/' : `${target}/`),
  );
  if (mount === undefined || mount.kind === 'tmpfs')
    return withTree(machine, container, change(container.tree, real, container.baseTree));
  const rest = real.slice(mount.target.length) || '/';
  if (mount.kind === 'bind') {
    const tree = change(machine.host.tree, `${mount.source}${rest}`);
    return { ...machine, host: { ...machine.host, tree } };
  }
  const volume = machine.volumes.get(mount.name);
  if (volume === undefined) return machine;
  return { ...machine, volumes: new Map(machine.volumes).set(mount.name, { ...volume, tree: change(volume.tree, rest) }) };
}

/** A process that runs sees the change from this moment on. */
function withTree(machine: Machine, container: Container, tree: Tree): Machine {
  const { process } = container;
  const changed: Container = {
    ...container,
    tree,
    ...(process === undefined
      ? {}
      : { process: { ...process, inputs: [...process.inputs, { kind: 'tree', at: machine.now, tree }] } }),
  };
  return { ...machine, containers: withEntry(machine.containers, container.id, changed) };
}

/** Outer mounts first. */
function byDepth(container: Container): Mount[] {
  return [...container.hostConfig.mounts].sort((a, b) => a.target.split('/').length - b.target.split('/').length);
}

function mountedNode(machine: Machine, mount: Mount): Node | undefined {
  switch (mount.kind) {
    case 'volume':
      return machine.volumes.get(mount.name)?.tree.root;
    case 'bind':
      return findNode(machine.host.tree, mount.source);
    case 'tmpfs':
      return EMPTY_TREE.root;
  }
}

function graft(dir: DirNode, path: readonly string[], node: Node): DirNode {
  const [name, ...rest] = path;
  if (name === undefined) return node.kind === 'dir' ? node : dir;
  const below = dir.entries.get(name);
  const next = rest.length === 0 ? node : graft(below?.kind === 'dir' ? below : EMPTY_TREE.root, rest, node);
  return { ...dir, entries: new Map(dir.entries).set(name, next) };
}
