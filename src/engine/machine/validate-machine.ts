/**
 * Everything that must be true of a machine, checked after every command in the tests: digests are the hashes of their bytes, pointers
 * point to something, and there is no layer without a holder.
 *
 * Cheap enough for that: blobs, layers and images never change, so what was verified once is remembered beside the value itself.
 */
import type { Content } from '../bytes/content.ts';
import { hashContentAnew } from '../bytes/sha256.ts';
import type { ContentStore, EngineContext } from '../cas/content-store.ts';
import type { Layer } from '../layer/layer.ts';
import { chainIdOf, chainIdsOf, type Digest, digestBytes, isDigest } from '../oci/digest.ts';
import { formatReference, parseReference } from '../reference/reference.ts';
import type { Container } from './container.ts';
import { sweepLayers } from './holders.ts';
import type { Image, Machine } from './machine.ts';

const verifiedBlobs = new WeakMap<ContentStore, Map<string, Content>>();
const verifiedImages = new WeakSet<Image>();

/** Problems in words, for the person who reads a failed test; empty where all is well. */
export async function validateMachine(ctx: EngineContext, machine: Machine): Promise<string[]> {
  const problems = [
    ...[...machine.images].flatMap(([key, image]) => checkImage(machine, key, image)),
    ...[...machine.references].flatMap(([name, id]) => checkReference(machine, name, id)),
    ...[...machine.layers].flatMap(([key, layer]) => checkLayer(machine, key, layer)),
    ...[...machine.containers].flatMap(([key, container]) => checkContainer(machine, key, container)),
    ...checkNames(machine),
    ...checkDigestsLearned(machine),
    ...checkBuildCache(machine),
    ...sweepLayers(machine).removed.map((chainId) => `layer ${chainId} has no holder`),
  ];
  for (const image of machine.images.values())
    problems.push(...(await checkBlob(ctx, `image ${image.id}`, image.id, image.configBytes.length)));
  for (const layer of machine.layers.values())
    problems.push(...(await checkBlob(ctx, `layer ${layer.chainId}`, layer.diffId, layer.tarSize)));
  return problems;
}

function checkImage(machine: Machine, key: string, image: Image): string[] {
  const problems: string[] = [];
  if (key !== image.id) problems.push(`image ${image.id} is kept under ${key}`);
  for (const chainId of image.chain) if (!machine.layers.has(chainId)) problems.push(`image ${image.id} has no layer ${chainId}`);
  if (image.parent !== undefined && !machine.images.has(image.parent))
    problems.push(`image ${image.id} has no parent ${image.parent}`);
  if (hasParentCycle(machine, image)) problems.push(`image ${image.id} is its own ancestor`);
  if (verifiedImages.has(image)) return problems;
  const staticProblems: string[] = [];
  if (digestBytes(image.configBytes) !== (image.id as string))
    staticProblems.push(`image ${image.id} is not the hash of its config`);
  const chain = chainIdsOf(image.config.rootfs.diff_ids ?? []);
  if (chain.join() !== image.chain.join()) staticProblems.push(`image ${image.id} has another chain than its config`);
  if (staticProblems.length === 0) verifiedImages.add(image);
  return [...problems, ...staticProblems];
}

function hasParentCycle(machine: Machine, image: Image): boolean {
  const seen = new Set<string>();
  for (let current: Image | undefined = image; current !== undefined; ) {
    if (seen.has(current.id)) return true;
    seen.add(current.id);
    current = current.parent === undefined ? undefined : machine.images.get(current.parent);
  }
  return false;
}

function checkReference(machine: Machine, name: string, id: string): string[] {
  const problems: string[] = [];
  const reference = parseReference(name);
  if (formatReference(reference) !== name) problems.push(`reference ${name} is not in its full form`);
  if ((reference.tag === undefined) === (reference.digest === undefined))
    problems.push(`reference ${name} needs a tag or a digest, not both`);
  if (![...machine.images.keys()].some((known) => known === id)) problems.push(`reference ${name} points to no image: ${id}`);
  return problems;
}

function checkLayer(machine: Machine, key: string, layer: Layer): string[] {
  const problems: string[] = [];
  if (key !== layer.chainId) problems.push(`layer ${layer.chainId} is kept under ${key}`);
  if (chainIdOf(layer.parent, layer.diffId) !== layer.chainId)
    problems.push(`layer ${layer.chainId} is not the chain of its parent and diff ID`);
  if (layer.parent !== undefined && !machine.layers.has(layer.parent))
    problems.push(`layer ${layer.chainId} has no parent ${layer.parent}`);
  if (!Number.isSafeInteger(layer.size) || layer.size < 0) problems.push(`layer ${layer.chainId} has size ${layer.size}`);
  return problems;
}

function checkContainer(machine: Machine, key: string, container: Container): string[] {
  const problems: string[] = [];
  const { id, state } = container;
  if (key !== id) problems.push(`container ${id} is kept under ${key}`);
  if (!/^[0-9a-f]{64}$/.test(id)) problems.push(`container ${id} has no ID of 64 digits`);
  if (container.base !== undefined && !machine.layers.has(container.base))
    problems.push(`container ${id} stands on no layer: ${container.base}`);
  const runs = state.status === 'running' || state.status === 'paused';
  if (runs !== (container.process !== undefined))
    problems.push(`container ${id} is ${state.status} ${runs ? 'without' : 'with'} a process`);
  if (state.status === 'created' && container.logs.length > 0) problems.push(`container ${id} never ran and has logs`);
  if (!runs && container.bindings !== undefined) problems.push(`container ${id} is ${state.status} and has ports`);
  if ((state.status === 'restarting') !== (container.restarts?.at !== undefined))
    problems.push(`container ${id} is ${state.status}, its next start is at ${container.restarts?.at}`);
  for (const [name, { address }] of container.endpoints) {
    if (!runs && address !== undefined) problems.push(`container ${id} is ${state.status} and has an address in ${name}`);
  }
  for (const mount of container.hostConfig.mounts) {
    if (mount.kind === 'volume' && !machine.volumes.has(mount.name))
      problems.push(`container ${id} mounts no volume: ${mount.name}`);
  }
  return problems;
}

function checkNames(machine: Machine): string[] {
  const names = [...machine.containers.values()].map((container) => container.name);
  return names.filter((name, i) => names.indexOf(name) !== i).map((name) => `two containers are named ${name}`);
}

function checkDigestsLearned(machine: Machine): string[] {
  return [...machine.layerDigests].filter((pair) => !pair.every(isDigest)).map((pair) => `learned digest ${pair.join(' is ')}`);
}

function checkBuildCache(machine: Machine): string[] {
  const problems: string[] = [];
  for (const [key, record] of machine.buildCache.records) {
    if (key !== record.key) problems.push(`cache record ${record.key} is kept under ${key}`);
    for (const chainId of record.chain)
      if (!machine.layers.has(chainId)) problems.push(`cache record ${record.id} has no layer ${chainId}`);
  }
  return problems;
}

async function checkBlob(ctx: EngineContext, owner: string, id: Layer['diffId'] | Image['id'], size: number): Promise<string[]> {
  const content = ctx.store.find(id);
  if (content === undefined) return [`${owner} has no bytes ${id}`];
  if (content.size !== size) return [`${owner} has ${content.size} bytes, not ${size}`];
  const known = verifiedBlobs.get(ctx.store) ?? new Map<string, Content>();
  verifiedBlobs.set(ctx.store, known);
  if (known.get(id) === content) return [];
  const actual: Digest = await hashContentAnew(ctx.ports, content);
  if ((actual as string) !== id) return [`${owner} has bytes that hash to ${actual}`];
  known.set(id, content);
  return [];
}
