/**
 * Which layers of a pull are here already, and the fetching of the others (moby 20.10 `distribution/xfer/download.go`; SEMANTICS section 6).
 *
 * Going bottom up, the daemon looks up the diff ID that it remembers for each *compressed* digest, and asks the layer store for the chain
 * ID that follows. The first miss ends it: everything above is fetched, even if its content is there. Example: `docker load alpine`, then
 * `docker pull node`: load teaches no digests, so the base layer too says `Pull complete` (downloaded, found to be there, stored once).
 *
 * All of them are fetched and verified before the first is unpacked: one that was tampered with leaves nothing behind.
 */

import { type Content, contentOf } from '../bytes/content.ts';
import { CompressionError, decompress } from '../bytes/decompress.ts';
import { hashContent } from '../bytes/sha256.ts';
import type { ContentStore, EngineContext } from '../cas/content-store.ts';
import { EngineError } from '../errors.ts';
import { createLayer } from '../layer/create-layer.ts';
import type { Layer } from '../layer/layer.ts';
import { findLayerProblem } from '../layer/layer-problem.ts';
import { recordEvent } from '../machine/events.ts';
import type { Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import { type ChainId, chainIdOf, type DiffId, type Digest, digestBytes } from '../oci/digest.ts';
import type { Descriptor } from '../oci/manifest.ts';
import type { RegistryClient } from './registry-client.ts';
import { RegistryError } from './registry-error.ts';

export type LayerProgress =
  | { readonly kind: 'exists'; readonly digest: Digest }
  | { readonly kind: 'waiting'; readonly digest: Digest }
  | { readonly kind: 'complete'; readonly digest: Digest; readonly size: number };

/** What one session has unpacked before: the same compressed bytes give the same layer, so they are not unpacked and hashed again. */
interface Unpacked {
  readonly diffIds: Map<Digest, DiffId>;
  readonly layers: Map<ChainId, Placed>;
}

/** The same layer comes again only at the same time on the same parent: folders that its tar does not list show the time. */
interface Placed {
  readonly layer: Layer;
  readonly parent: Layer | undefined;
  readonly now: number;
}
const unpackedByStore = new WeakMap<ContentStore, Unpacked>();

/**
 * @returns the machine with all layers in its layer store, and their diff IDs, bottom first
 * @throws RegistryError `registry.verification`, `registry.blobUnknown`, `registry.badLayer`, `registry.unreadLayer`
 */
export async function fetchLayers(
  ctx: EngineContext,
  machine: Machine,
  client: RegistryClient,
  layers: readonly Descriptor[],
  report: (progress: LayerProgress) => void,
): Promise<{ machine: Machine; diffIds: readonly DiffId[] }> {
  const diffIds: DiffId[] = [];
  let parent: ChainId | undefined;
  for (const { digest } of layers) {
    const diffId = machine.layerDigests.get(digest);
    const chainId = diffId === undefined ? undefined : chainIdOf(parent, diffId);
    if (diffId === undefined || chainId === undefined || !machine.layers.has(chainId)) break;
    report({ kind: 'exists', digest });
    diffIds.push(diffId);
    parent = chainId;
  }
  const missing = layers.slice(diffIds.length);
  const digests = [...new Set(missing.map(({ digest }) => digest))];
  for (const digest of digests) report({ kind: 'waiting', digest });

  const blobs = await fetchBlobs(ctx, client, digests);
  const unpacked = new Map<Digest, DiffId>();
  let current = machine;
  for (const { digest, size } of missing) {
    const diffId = unpacked.get(digest) ?? (await unpackLayer(ctx, digest, blobs.get(digest) ?? new Uint8Array()));
    const isFirst = !unpacked.has(digest);
    if (isFirst) current = recordEvent(current, { type: 'layer', action: 'download', id: digest });
    unpacked.set(digest, diffId);
    const layer = await placeLayer(ctx, current, parent, diffId, digest);
    current = {
      ...current,
      layers: current.layers.has(layer.chainId) ? current.layers : withEntry(current.layers, layer.chainId, layer),
      layerDigests: withEntry(current.layerDigests, digest, diffId),
    };
    if (isFirst) report({ kind: 'complete', digest, size });
    diffIds.push(diffId);
    parent = layer.chainId;
  }
  return { machine: current, diffIds };
}

/** As many downloads at once as docker begins (`max-concurrent-downloads`). */
const AT_ONCE = 3;

/** What goes wrong with the lowest of them is what is told, however the network orders them. */
async function fetchBlobs(
  ctx: EngineContext,
  client: RegistryClient,
  digests: readonly Digest[],
): Promise<ReadonlyMap<Digest, Uint8Array>> {
  const blobs = new Map<Digest, Uint8Array>();
  for (let from = 0; from < digests.length; from += AT_ONCE) {
    const batch = digests.slice(from, from + AT_ONCE);
    const results = await Promise.allSettled(batch.map((digest) => fetchBlob(ctx, client, digest)));
    for (const [at, result] of results.entries()) {
      const digest = batch[at];
      if (result.status === 'rejected') throw result.reason;
      if (digest !== undefined) blobs.set(digest, result.value);
    }
  }
  return blobs;
}

async function fetchBlob(ctx: EngineContext, client: RegistryClient, digest: Digest): Promise<Uint8Array> {
  const bytes = await client.blob(digest, 'layer');
  const actual = await hashContent(ctx.ports, contentOf(bytes));
  if (actual !== digest) throw new RegistryError('registry.verification', { what: 'layer', expected: digest, actual });
  return bytes;
}

/** Puts a verified blob's tar into the content store; into the lowest, as the next one who pulls wants the same. */
async function unpackLayer(ctx: EngineContext, digest: Digest, bytes: Uint8Array): Promise<DiffId> {
  const { diffIds } = unpackedOf(ctx.store);
  const known = diffIds.get(digest);
  if (known !== undefined && ctx.store.has(known)) return known;
  const tar = await unpack(ctx, digest, bytes);
  const diffId = (await hashContent(ctx.ports, tar)) as string as DiffId;
  lowest(ctx.store).put(diffId, tar);
  diffIds.set(digest, diffId);
  return diffId;
}

function lowest(store: ContentStore): ContentStore {
  return store.below === undefined ? store : lowest(store.below);
}

async function unpack(ctx: EngineContext, digest: Digest, bytes: Uint8Array): Promise<Content> {
  try {
    return await decompress(ctx.ports, contentOf(bytes));
  } catch (error) {
    if (error instanceof CompressionError) throw new RegistryError('registry.unreadLayer', { ...error.data, digest });
    if (!(error instanceof EngineError)) throw error;
    throw new RegistryError('registry.badLayer', { digest, problem: { kind: 'tar', code: 'tar.truncated' } });
  }
}

async function placeLayer(
  ctx: EngineContext,
  machine: Machine,
  parent: ChainId | undefined,
  diffId: DiffId,
  digest: Digest,
): Promise<Layer> {
  const chainId = chainIdOf(parent, diffId);
  const { layers } = unpackedOf(ctx.store);
  const known = machine.layers.get(chainId);
  if (known !== undefined) return known;
  const { now } = machine;
  const below = parent === undefined ? undefined : machine.layers.get(parent);
  const placed = layers.get(chainId);
  if (placed?.now === now && placed.parent === below) return placed.layer;
  try {
    const layer = await createLayer(ctx, machine.layers, parent, ctx.store.get(diffId), diffId, now);
    layers.set(chainId, { layer, parent: below, now });
    return layer;
  } catch (error) {
    throw asBadLayer(error, digest);
  }
}

/** A damaged archive under a right digest is the registry's fault; limits and bugs stay what they are. */
function asBadLayer(error: unknown, digest: Digest): unknown {
  const problem = findLayerProblem(error);
  return problem === undefined ? error : new RegistryError('registry.badLayer', { digest, problem });
}

function unpackedOf(above: ContentStore): Unpacked {
  const store = lowest(above);
  const known = unpackedByStore.get(store);
  if (known !== undefined) return known;
  const fresh: Unpacked = { diffIds: new Map(), layers: new Map() };
  unpackedByStore.set(store, fresh);
  return fresh;
}

/** The digest of bytes that were just fetched, for comparing with the one they were asked by. */
export function verifyBytes(what: 'config' | 'manifest', expected: Digest, bytes: Uint8Array): void {
  const actual = digestBytes(bytes);
  if (actual !== expected) throw new RegistryError('registry.verification', { what, expected, actual });
}
