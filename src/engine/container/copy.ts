/**
 * `docker cp`: the client packs, the daemon unpacks, or the reverse (CLI `container/cp.go`, moby `daemon/archive.go`). The container may
 * run or not; its layer gets the files like any other change.
 *
 * The client says how much it copied even where the other side then refuses: errors carry that as `transfer`.
 */
import type { Content } from '../bytes/content.ts';
import { contentOf } from '../bytes/content.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { findBlocked } from '../fs/blocked.ts';
import { FsError } from '../fs/errno.ts';
import { findNode, lookup } from '../fs/lookup.ts';
import type { Node, Tree } from '../fs/node.ts';
import { placePath, resolve } from '../fs/resolve.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { findLayerProblem } from '../layer/layer-problem.ts';
import { findPackingProblem } from '../layer/packing-problem.ts';
import { readLayer } from '../layer/read-layer.ts';
import type { Container } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import type { TarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { cleanPath } from './clean-path.ts';
import { ContainerError, type Transfer } from './container-error.ts';
import { absolutePath, splitEntry } from './copy-paths.ts';
import { chooseTarget, type Existing } from './copy-target.ts';
import { treeEntries } from './export-container.ts';
import { BreakoutError, extractEntries, OverwriteError } from './extract-entries.ts';
import { findContainer, getContainer } from './find-container.ts';
import { changeMounted, mountedTree } from './mounted-tree.ts';

export interface CopyOptions {
  /** as typed, without the container's name; relative paths start at `/` in a container and at the shell's folder on the host */
  readonly source: string;
  readonly destination: string;
  /** name or ID, as typed */
  readonly container: string;
  /** `-L` */
  readonly followLink?: boolean;
  /** docker's own files, which are mounted over the container's; by path */
  readonly ownFiles?: ReadonlyMap<string, Node>;
}

const ROOT_USER = { uid: 0, gid: 0 };

/** @throws ContainerError `container.notFound`, `container.pathNotFound`, `container.copy` */
export function copyFromContainer(machine: Machine, options: CopyOptions): { machine: Machine; transfer: Transfer } {
  const { host } = machine;
  const destination = absolutePath(options.destination, host.cwd);
  const parent = splitEntry(cleanPath(destination)).dir;
  if (findNode(host.tree, parent) === undefined) throw new ContainerError('container.copy', { kind: 'no-parent', path: parent });
  if (isBelowFile(host.tree, destination))
    throw new ContainerError('container.copy', { kind: 'output-below-file', path: destination });
  const source = packSource(machine, options);
  const transfer = { size: writeTar(source.entries).size, destination };
  const target = chooseTarget(source, stat(host.tree, destination));
  if (target.kind !== 'into') throw new ContainerError('container.copy', { kind: target.kind, transfer: { size: 0, destination } });
  const entries = packNode(source.node, target.base);
  const tree = extracting('client', transfer, target.folder, () =>
    extractEntries(host.tree, cleanPath(target.folder), entries, { mtime: machine.now / 1000, owner: ROOT_USER }),
  );
  return { machine: { ...machine, host: { ...host, tree } }, transfer };
}

/** `docker cp box:/path -`: the archive itself. @throws as `copyFromContainer` */
export function packFromContainer(machine: Machine, options: Omit<CopyOptions, 'destination'>): Content {
  return writeTar(packSource(machine, options).entries);
}

/** @throws ContainerError `container.notFound`, `container.pathNotFound`, `container.readOnly`, `container.copy` */
export function copyToContainer(machine: Machine, options: CopyOptions): { machine: Machine; transfer: Transfer } {
  const { host } = machine;
  const path = absolutePath(options.source, host.cwd);
  const node = lookupSource(host.tree, path, options.followLink ?? false);
  const container = findContainer(machine, options.container);
  const destination = destinationOf(machine, container, options.destination);
  const base = splitEntry(path).base;
  const target = chooseTarget({ base, isFolder: node.kind === 'dir' }, destination);
  if (target.kind !== 'into') throw new ContainerError('container.copy', { kind: target.kind });
  const entries = packNode(node, target.base);
  const transfer = { size: writeTar(entries).size, destination: `${options.container}:${destination.path}` };
  if (container === undefined) throw new ContainerError('container.notFound', { argument: options.container, transfer });
  return { machine: putInto(machine, container, options, target.folder, entries, transfer), transfer };
}

/** `docker cp - box:/folder`. The client does not count what comes from its input. @throws as `copyToContainer` */
export async function extractToContainer(
  ctx: EngineContext,
  machine: Machine,
  options: Omit<CopyOptions, 'source'> & { readonly archive: Uint8Array },
): Promise<{ machine: Machine; transfer: Transfer }> {
  const container = findContainer(machine, options.container);
  const destination = destinationOf(machine, container, options.destination);
  const argument = `${options.container}:${options.destination}`;
  if (container === undefined || !destination.isFolder)
    throw new ContainerError('container.copy', { kind: 'not-a-folder', argument });
  const transfer = { size: 0, destination: `${options.container}:${destination.path}` };
  const entries = await readEntries(ctx, contentOf(options.archive), transfer);
  return { machine: putInto(machine, container, options, destination.path, entries, transfer), transfer };
}

async function readEntries(ctx: EngineContext, archive: Content, transfer: Transfer): Promise<readonly TarEntry[]> {
  try {
    return (await readLayer(ctx, archive)).entries;
  } catch (error) {
    const problem = findLayerProblem(error) ?? findPackingProblem(error);
    throw problem === undefined
      ? error
      : new ContainerError('container.copy', { kind: 'bad-archive', problem, side: 'daemon', transfer });
  }
}

function putInto(
  machine: Machine,
  container: Container,
  { container: argument, ownFiles }: Pick<CopyOptions, 'container' | 'ownFiles'>,
  folder: string,
  entries: readonly TarEntry[],
  transfer: Transfer,
): Machine {
  const path = absolutePath(folder, '/');
  const node = findNode(mountedTree(machine, container), path);
  if (node === undefined) throw new ContainerError('container.pathNotFound', { path: folder, argument, transfer });
  if (node.kind !== 'dir') throw new ContainerError('container.copy', { kind: 'extraction-point', transfer });
  const mount = container.hostConfig.mounts.find(({ target }) => path === target || path.startsWith(`${target}/`));
  if (mount?.readOnly === true) throw new ContainerError('container.readOnlyVolume', { transfer });
  const isMounted = mount !== undefined;
  if (container.hostConfig.readOnly && !isMounted)
    throw new ContainerError('container.readOnly', { containerId: container.id, transfer });
  const busy = entries.map((entry) => cleanPath(`${path}/${entry.name}`)).find((place) => ownFiles?.has(place) === true);
  if (busy !== undefined) throw new ContainerError('container.copy', { kind: 'busy', path: busy, transfer });
  return extracting('daemon', transfer, path, () =>
    changeMounted(machine, container, path, (tree, at, base) =>
      extractEntries(tree, at, entries, { mtime: machine.now / 1000, base, shown: path }),
    ),
  );
}

function packSource(machine: Machine, options: Omit<CopyOptions, 'destination'>) {
  if (options.source === '') throw new ContainerError('container.copy', { kind: 'empty-source' });
  const container = getContainer(machine, options.container);
  const tree = mountedTree(machine, container, options.ownFiles);
  const path = absolutePath(options.source, '/');
  const node = findNode(tree, path, { follow: options.followLink ?? false });
  if (node === undefined) {
    if (isBelowFile(tree, path))
      throw new ContainerError('container.copy', { kind: 'source-below-file', disk: onDisk(tree, container, path) });
    const shown = options.followLink === true ? (linkTarget(tree, path) ?? options.source) : options.source;
    throw new ContainerError('container.pathNotFound', { path: shown, argument: options.container });
  }
  const { base } = splitEntry(path);
  const name = base === '/' ? '.' : base;
  return { node, base: name, isFolder: node.kind === 'dir', entries: packNode(node, name) };
}

function isBelowFile(tree: Tree, path: string): boolean {
  try {
    lookup(tree, path, { follow: false });
    return false;
  } catch (error) {
    return error instanceof FsError && error.code === 'ENOTDIR';
  }
}

/** Where docker stopped on the way. The layer of a container has an ID of its own, which nobody is told otherwise. */
function onDisk(tree: Tree, { id }: Container, path: string): string {
  const end = /\/\.?$/.exec(path)?.[0] ?? '';
  const named = path.slice(0, path.length - end.length);
  const shown = findBlocked(tree, named) ?? `${lookup(tree, named).path}${end}`;
  return `/var/lib/docker/overlay2/${[...id].reverse().join('')}/merged${shown}`;
}

/** What a link at the end says, as the client follows it: once. */
function linkTarget(tree: Tree, path: string): string | undefined {
  const link = findNode(tree, path, { follow: false });
  if (link?.kind !== 'symlink') return undefined;
  return link.target.startsWith('/') ? link.target : cleanPath(`${splitEntry(path).dir}/${link.target}`);
}

/** A file, or a folder with all that is in it, under that name. */
function packNode(node: Node, base: string): TarEntry[] {
  return treeEntries({ ...EMPTY_TREE, root: { ...EMPTY_TREE.root, entries: new Map([[base, node]]) } });
}

function lookupSource(tree: Tree, path: string, follow: boolean): Node {
  try {
    return lookup(tree, path, { follow }).node;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw new ContainerError('container.copy', {
      kind: 'no-source',
      path: error.code === 'ENOENT' ? missingPath(tree, path, follow) : path,
      reason: error.code === 'ENOTDIR' ? 'not-a-directory' : 'missing',
    });
  }
}

/** The first on the way that is not there; of a link that leads nowhere what the link says (Go `filepath.EvalSymlinks`). */
function missingPath(tree: Tree, path: string, follow: boolean): string {
  const named = cleanPath(path);
  const { dir } = splitEntry(named);
  if (dir !== '/' && findNode(tree, dir) === undefined) return missingPath(tree, dir, true);
  if (!follow && !/\/\.?$/.test(path)) return named;
  try {
    return placePath(resolve(tree, named, 'follow'));
  } catch {
    return named;
  }
}

/**
 * A link at the end is followed once; its target need not be there. What is not there the client takes for a path to make, also where
 * there is no container: that the daemon says later.
 */
function destinationOf(machine: Machine, container: Container | undefined, typed: string): Existing {
  if (typed === '' || container === undefined) return { path: typed, exists: false, isFolder: false };
  const tree = mountedTree(machine, container);
  const link = findNode(tree, absolutePath(typed, '/'), { follow: false });
  if (link?.kind !== 'symlink') return { ...stat(tree, absolutePath(typed, '/')), path: typed };
  const path = link.target.startsWith('/') ? link.target : cleanPath(`${splitEntry(typed).dir}/${link.target}`);
  return { ...stat(tree, absolutePath(path, '/')), path };
}

function stat(tree: Tree, path: string): Existing {
  const node = findNode(tree, path);
  return { path, exists: node !== undefined, isFolder: node?.kind === 'dir' };
}

function extracting<T>(side: 'client' | 'daemon', transfer: Transfer, destination: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof OverwriteError) {
      const { path, existing } = error;
      throw new ContainerError('container.copy', { kind: 'overwrite', path, existing, destination, side, transfer });
    }
    if (error instanceof BreakoutError) {
      const { what, path, target } = error;
      throw new ContainerError('container.copy', { kind: 'breakout', what, path, target, side, transfer });
    }
    const problem = findLayerProblem(error);
    throw problem === undefined ? error : new ContainerError('container.copy', { kind: 'bad-archive', problem, side, transfer });
  }
}
