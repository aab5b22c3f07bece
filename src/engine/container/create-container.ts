/**
 * `docker create`, and the first half of `docker run` (moby `daemon/create.go`): settings, name, the container's own empty layer on the
 * image's top layer, its volumes and its working folder. From here on it needs the image no more (SEMANTICS section 3).
 */

import { sha256Hex } from '../bytes/sha256.ts';
import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { findBlocked } from '../fs/blocked.ts';
import { FsError } from '../fs/errno.ts';
import { findNode } from '../fs/lookup.ts';
import type { Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { makeDir } from '../fs/write.ts';
import { getImage } from '../image/find-image.ts';
import type { Container, HostConfig, Mount } from '../machine/container.ts';
import { NO_IMAGE } from '../machine/container-image.ts';
import { drawId } from '../machine/draw-id.ts';
import { drawName } from '../machine/draw-name.ts';
import { recordContainerEvent } from '../machine/events.ts';
import { getLayer } from '../machine/layer-sizes.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import { type ContainerId, shortId } from '../oci/digest.ts';
import type { RunConfig } from '../oci/image-config.ts';
import { cleanPath } from './clean-path.ts';
import { firstEndpoints } from './connect.ts';
import { ContainerError } from './container-error.ts';
import { checkName } from './container-name.ts';
import { mergeConfig } from './merge-config.ts';
import { addMountPoints } from './mount-points.ts';
import { createVolume, fillVolume } from './volumes.ts';

export interface CreateContainerOptions {
  /** name, ID or the beginning of one, as typed */
  readonly image: string;
  /** a step of `FROM scratch`: the container has no image, and no files but docker's own */
  readonly hasNoImage?: boolean;
  /** what the command line asked for; the image's settings fill it up */
  readonly config?: RunConfig;
  /** A volume mount with an empty name is anonymous; named volumes that are not there are made. */
  readonly hostConfig?: Partial<HostConfig>;
  /** `--network-alias`, `--ip`; see `firstEndpoints` */
  readonly aliases?: readonly string[];
  readonly address?: string;
  /** drawn when left out or empty */
  readonly name?: string;
  /** throws what is refused only after the image was found and the name is taken */
  readonly refuseLate?: () => void;
}

const DEFAULT_HOST_CONFIG: HostConfig = {
  autoRemove: false,
  readOnly: false,
  tty: false,
  openStdin: false,
  restart: 'no',
  ports: [],
  mounts: [],
  init: false,
  privileged: false,
  extraHosts: [],
  networkMode: 'default',
};

/** @throws ImageError `image.notFound`; ContainerError `relativeWorkdir`, `noCommand`, `invalidName`, `nameInUse`, `volumeOverFile`, `workdirNotFolder`; InvalidReferenceError */
export function createContainer(
  ctx: Pick<EngineContext, 'ports'>,
  machine: Machine,
  options: CreateContainerOptions,
): { machine: Machine; container: Container } {
  const folder = options.config?.WorkingDir ?? '';
  if (folder !== '' && !folder.startsWith('/')) throw new ContainerError('container.relativeWorkdir', { path: folder });
  const image = options.hasNoImage === true ? undefined : getImage(machine, options.image);
  const config = completeConfig(options.config ?? {}, image);
  const [path, ...args] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  if (path === undefined) throw new ContainerError('container.noCommand', {});
  const drawn = drawId(ctx, machine);
  const named = nameFor(ctx, drawn.machine, options.name);
  options.refuseLate?.();
  const id = drawn.id as ContainerId;
  const mtime = machine.now / 1000;
  const baseTree = addMountPoints(imageTree(machine, image ?? { chain: [] }), mtime);
  const onDisk = (path: string): string =>
    `/var/lib/docker/overlay2/${sha256Hex(utf8(`${id} ${machine.now}`), ctx.ports)}/merged${path}`;
  const tree = makeWorkingFolder(baseTree, config.WorkingDir ?? '', mtime, onDisk);
  const hostConfig = { ...DEFAULT_HOST_CONFIG, ...options.hostConfig };
  const mounted = mountVolumes(ctx, named.machine, tree, config, hostConfig.mounts, onDisk);
  const container: Container = {
    id,
    name: named.name,
    created: machine.now,
    imageId: image?.id ?? NO_IMAGE,
    imageName: options.image,
    config: { ...config, Hostname: config.Hostname || shortId(id), Image: options.image },
    hostConfig: { ...hostConfig, mounts: mounted.mounts },
    path,
    args,
    base: image?.chain.at(-1),
    baseTree,
    tree,
    state: { status: 'created', exitCode: 0, pid: 0, error: '' },
    endpoints: firstEndpoints(hostConfig.networkMode, options),
    logs: [],
  };
  const added = { ...mounted.machine, containers: withEntry(mounted.machine.containers, id, container) };
  return { machine: recordContainerEvent(added, container, 'create'), container };
}

/** The image's layers merged. */
export function imageTree(machine: Machine, image: Pick<Image, 'chain'>): Tree {
  const top = image.chain.at(-1);
  return top === undefined ? EMPTY_TREE : getLayer(machine, top).tree;
}

/** `--entrypoint ''` comes as `['']` and means none, not the image's. */
function completeConfig(user: RunConfig, image: Image | undefined): RunConfig {
  const merged = mergeConfig(user, image?.config.config);
  const isReset = merged.Entrypoint?.length === 1 && merged.Entrypoint[0] === '';
  const folder = merged.WorkingDir ?? '';
  return {
    ...merged,
    ...(isReset ? { Entrypoint: null } : {}),
    WorkingDir: folder === '' ? '' : cleanPath(folder),
  };
}

function nameFor(
  ctx: Pick<EngineContext, 'ports'>,
  machine: Machine,
  name: string | undefined,
): { machine: Machine; name: string } {
  return name === undefined || name === '' ? drawName(ctx, machine) : { machine, name: checkName(machine, name, false) };
}

/** @param onDisk where a path of the container lies on docker's disk */
function makeWorkingFolder(tree: Tree, path: string, mtime: number, onDisk: (path: string) => string): Tree {
  if (path === '') return tree;
  try {
    return makeDir(tree, path, { parents: true, mode: 0o755, mtime, base: tree });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const blocked = findBlocked(tree, path);
    const disk = blocked === undefined ? {} : { disk: onDisk(blocked) };
    throw new ContainerError('container.workdirNotFolder', { path, ...disk });
  }
}

function mountVolumes(
  ctx: Pick<EngineContext, 'ports'>,
  machine: Machine,
  tree: Tree,
  config: RunConfig,
  asked: readonly Mount[],
  onDisk: (path: string) => string,
): { machine: Machine; mounts: readonly Mount[] } {
  const targets = new Set(asked.map((mount) => cleanPath(mount.target)));
  const declared = Object.keys(config.Volumes ?? {})
    .map((place) => cleanPath(`/${place}`))
    .filter((target) => !targets.has(target))
    .sort()
    .map((target): Mount => ({ kind: 'volume', name: '', target, readOnly: false }));
  let current = machine;
  const mounts: Mount[] = [];
  for (const mount of [...asked, ...declared]) {
    if (mount.kind !== 'volume') {
      mounts.push(mount);
      continue;
    }
    const node = findNode(tree, mount.target);
    const disk = node === undefined || node.kind === 'dir' ? undefined : onDisk(cleanPath(mount.target));
    if (disk !== undefined && mount.name === '') throw new ContainerError('container.volumeOverFile', { disk });
    const created = createVolume(ctx, current, mount.name);
    const isFilled = mount.isFilled !== false;
    // what lies there is copied into a volume that is empty; one that is not waits for the start to fail
    if (disk !== undefined && isFilled && created.volume.tree.root.entries.size === 0)
      throw new ContainerError('container.volumeSource', { disk });
    current = isFilled ? fillVolume(created.machine, created.volume.name, tree, mount.target) : created.machine;
    mounts.push({ ...mount, name: created.volume.name, target: cleanPath(mount.target) });
  }
  return { machine: current, mounts };
}
