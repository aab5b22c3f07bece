/**
 * The classic builder's cache: the images themselves (moby image/cache; SEMANTICS section 7, "Cache"). A step is done already where the
 * current image has a child that was made with the same settings; of several the newest. Pulled and loaded images have no parents, so
 * they are no cache, unless `--cache-from` names them: then their history is compared.
 */
import type { EngineContext } from '../../cas/content-store.ts';
import { addImageConfig } from '../../image/add-image-config.ts';
import { DOCKER_VERSION } from '../../image/child-image.ts';
import type { Image, Machine } from '../../machine/machine.ts';
import { withEntry } from '../../machine/shared-map.ts';
import { parseTimestamp } from '../../machine/timestamps.ts';
import type { ImageId } from '../../oci/digest.ts';
import type { HistoryEntry, RunConfig } from '../../oci/image-config.ts';

export interface CacheHit {
  readonly machine: Machine;
  readonly image: Image;
}

/** @param sources images of `--cache-from`, those that are here; undefined where the flag is not given: then what was built here counts */
export function findCached(
  ctx: EngineContext,
  machine: Machine,
  parent: Image | undefined,
  config: RunConfig,
  sources: readonly Image[] | undefined,
): CacheHit | undefined {
  const local = findLocal(machine, parent, config);
  if (sources === undefined) return local === undefined ? undefined : { machine, image: local };
  if (local !== undefined && sources.some((source) => isAncestor(machine, local.id, source))) return { machine, image: local };
  const source = sources.find((candidate) => continues(candidate, parent, config));
  return source === undefined ? undefined : restore(ctx, machine, parent, source, config);
}

function findLocal(machine: Machine, parent: Image | undefined, config: RunConfig): Image | undefined {
  let best: Image | undefined;
  for (const image of machine.images.values()) {
    if (image.parent !== parent?.id || !isSameConfig(image.config.container_config, config)) continue;
    if (best === undefined || createdOf(image) > createdOf(best)) best = image;
  }
  return best;
}

function createdOf(image: Image): number {
  return parseTimestamp(image.config.created ?? '') ?? 0;
}

/** moby image/cache/compare.go: not everything counts; the working folder, health check and stop signal do not. */
function isSameConfig(left: RunConfig | undefined, right: RunConfig): boolean {
  if (left === undefined || left.OpenStdin === true || right.OpenStdin === true) return false;
  return (
    (left.AttachStdout ?? false) === (right.AttachStdout ?? false) &&
    (left.AttachStderr ?? false) === (right.AttachStderr ?? false) &&
    (left.User ?? '') === (right.User ?? '') &&
    (left.Tty ?? false) === (right.Tty ?? false) &&
    isSameList(left.Cmd, right.Cmd) &&
    isSameList(left.Env, right.Env) &&
    isSameList(left.Entrypoint, right.Entrypoint) &&
    isSameDictionary(left.Labels, right.Labels) &&
    isSameList(keysOf(left.ExposedPorts), keysOf(right.ExposedPorts)) &&
    isSameList(keysOf(left.Volumes), keysOf(right.Volumes))
  );
}

type List = readonly string[] | null | undefined;

function isSameList(left: List, right: List): boolean {
  const [a, b] = [left ?? [], right ?? []];
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function isSameDictionary(left: RunConfig['Labels'], right: RunConfig['Labels']): boolean {
  const [a, b] = [new Map(Object.entries(left ?? {})), new Map(Object.entries(right ?? {}))];
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value);
}

function keysOf(set: RunConfig['Volumes']): readonly string[] {
  return Object.keys(set ?? {}).sort();
}

function isAncestor(machine: Machine, id: ImageId, image: Image): boolean {
  for (
    let at: Image | undefined = image;
    at !== undefined;
    at = at.parent === undefined ? undefined : machine.images.get(at.parent)
  )
    if (at.id === id) return true;
  return false;
}

/** Whether the source went on from the parent with just this step. */
function continues(source: Image, parent: Image | undefined, config: RunConfig): boolean {
  const history = source.config.history ?? [];
  const before = parent?.config.history ?? [];
  const next = history[before.length];
  const diffIds = source.config.rootfs.diff_ids ?? [];
  return (
    next !== undefined &&
    before.every((entry, index) => isSameEntry(entry, history[index])) &&
    (parent?.config.rootfs.diff_ids ?? []).every((diffId, index) => diffId === diffIds[index]) &&
    (config.Cmd ?? []).join(' ') === next.created_by
  );
}

function isSameEntry(left: HistoryEntry, right: HistoryEntry | undefined): boolean {
  return (
    left.created === right?.created &&
    left.created_by === right?.created_by &&
    (left.author ?? '') === (right?.author ?? '') &&
    (left.comment ?? '') === (right?.comment ?? '') &&
    (left.empty_layer ?? false) === (right?.empty_layer ?? false)
  );
}

/** The source itself where this was its last step, else an image made of its first steps. */
function restore(ctx: EngineContext, machine: Machine, parent: Image | undefined, source: Image, config: RunConfig): CacheHit {
  const history = source.config.history ?? [];
  const length = (parent?.config.history ?? []).length + 1;
  if (length === history.length) {
    if (parent === undefined || source.parent !== undefined) return { machine, image: source };
    const image = { ...source, parent: parent.id };
    return { machine: { ...machine, images: withEntry(machine.images, image.id, image) }, image };
  }
  const kept = history.slice(0, length);
  const layers = kept.filter((entry) => entry.empty_layer !== true).length;
  const { architecture, os, author } = source.config;
  const added = addImageConfig(
    ctx,
    machine,
    {
      ...(architecture === undefined ? {} : { architecture }),
      ...(os === undefined ? {} : { os }),
      ...(author === undefined ? {} : { author }),
      created: kept.at(-1)?.created ?? '',
      docker_version: DOCKER_VERSION,
      config,
      history: kept,
      rootfs: { type: 'layers', diff_ids: (source.config.rootfs.diff_ids ?? []).slice(0, layers) },
    },
    parent?.id,
  );
  return { machine: added.machine, image: added.image };
}
