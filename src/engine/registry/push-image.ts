/**
 * `docker push` (moby 20.10 `distribution/push_v2.go`): layers top to bottom, each compressed here, then the config, then the manifest.
 * The lines name a layer by its *diff* ID, where pull names it by the digest of the compressed one.
 *
 * What the daemon remembers of a layer (`machine.layerDigests`, from earlier pulls and pushes) spares the upload where the registry
 * has it under this name; and a layer that was pushed is known to pull from then on (SEMANTICS section 6).
 */
import { readContent } from '../bytes/content.ts';
import { gzip } from '../bytes/gunzip.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { recordEvent } from '../machine/events.ts';
import { listReferences } from '../machine/image-references.ts';
import { getLayer } from '../machine/layer-sizes.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { type DiffId, type Digest, digestBytes } from '../oci/digest.ts';
import { type Descriptor, encodeManifest } from '../oci/manifest.ts';
import { DOCKER_CONFIG, DOCKER_LAYER, DOCKER_MANIFEST } from '../oci/media-types.ts';
import {
  familiarName,
  familiarString,
  formatReference,
  isSameRepository,
  type Reference,
  withoutTail,
} from '../reference/reference.ts';
import { openRepository, type RegistryClient } from './registry-client.ts';
import { RegistryError } from './registry-error.ts';

export type PushProgress =
  /** `The push refers to repository [<name>]`, in full: `docker.io/library/alpine` */
  | { readonly kind: 'start'; readonly name: string }
  /** `<diff ID>: Preparing`, `Pushed`, `Layer already exists` */
  | { readonly kind: 'preparing' | 'pushed' | 'exists'; readonly diffId: DiffId }
  /** `<tag>: digest: <digest> size: <size>`: of the manifest */
  | { readonly kind: 'done'; readonly tag: string; readonly digest: Digest; readonly size: number };

/**
 * @param reference with a tag; without one all tags of the repository
 * @throws RegistryError; the machine that was handed in stands
 */
export async function pushImage(
  ctx: EngineContext,
  machine: Machine,
  reference: Reference,
  report: (progress: PushProgress) => void,
): Promise<Machine> {
  if (reference.digest !== undefined) throw new RegistryError('registry.pushDigest', { reference: familiarString(reference) });
  report({ kind: 'start', name: formatReference(withoutTail(reference)) });
  const tagged = listTagged(machine, reference);
  if (tagged.length === 0) throw new RegistryError('registry.nothingToPush', { name: familiarName(reference) });
  const wanted = reference.tag === undefined ? tagged : tagged.filter((one) => one.reference.tag === reference.tag);
  if (wanted.length === 0) throw new RegistryError('registry.noSuchTag', { reference: familiarString(reference) });
  const client = await openRepository(ctx, reference, 'pull,push');
  let current = machine;
  for (const one of wanted) current = await pushOne(ctx, current, client, one, report);
  return current;
}

interface Tagged {
  readonly reference: Reference;
  readonly image: Image;
}

function listTagged(machine: Machine, repository: Reference): Tagged[] {
  const found = [...machine.images.values()].flatMap((image) =>
    listReferences(machine, image.id).map(({ full, reference }) => ({ full, reference, image })),
  );
  return found
    .filter(({ reference }) => reference.tag !== undefined && isSameRepository(reference, repository))
    .sort((a, b) => (a.full < b.full ? -1 : 1));
}

async function pushOne(
  ctx: EngineContext,
  machine: Machine,
  client: RegistryClient,
  { reference, image }: Tagged,
  report: (progress: PushProgress) => void,
): Promise<Machine> {
  const topDown = image.chain.map((chainId) => getLayer(machine, chainId).diffId).reverse();
  for (const diffId of topDown) report({ kind: 'preparing', diffId });
  const layers = new Map<DiffId, Descriptor>();
  for (const diffId of topDown) if (!layers.has(diffId)) layers.set(diffId, await pushLayer(ctx, machine, client, diffId, report));
  const config: Descriptor = { mediaType: DOCKER_CONFIG, size: image.configBytes.length, digest: digestBytes(image.configBytes) };
  if ((await client.sizeOf(config.digest)) === undefined) await client.pushBlob(config.digest, image.configBytes);
  const bottomUp = topDown.toReversed().flatMap((diffId) => layers.get(diffId) ?? []);
  const bytes = encodeManifest({ kind: 'manifest', mediaType: DOCKER_MANIFEST, config, layers: bottomUp });
  const digest = digestBytes(bytes);
  const tag = reference.tag ?? '';
  await client.pushManifest(tag, bytes, DOCKER_MANIFEST);
  report({ kind: 'done', tag, digest, size: bytes.length });
  const layerDigests = new Map(machine.layerDigests);
  for (const [diffId, layer] of layers) layerDigests.set(layer.digest, diffId);
  const references = new Map(machine.references).set(formatReference({ ...withoutTail(reference), digest }), image.id);
  return recordEvent(
    { ...machine, layerDigests, references },
    { type: 'image', action: 'push', id: image.id, name: familiarString(reference) },
  );
}

async function pushLayer(
  ctx: EngineContext,
  machine: Machine,
  client: RegistryClient,
  diffId: DiffId,
  report: (progress: PushProgress) => void,
): Promise<Descriptor> {
  const remembered = [...machine.layerDigests].filter(([, known]) => known === diffId).map(([digest]) => digest);
  for (const digest of remembered.reverse()) {
    const size = await client.sizeOf(digest);
    if (size === undefined) continue;
    report({ kind: 'exists', diffId });
    return { mediaType: DOCKER_LAYER, size, digest };
  }
  const bytes = gzip(await readContent(ctx.store.get(diffId)));
  const digest = digestBytes(bytes);
  const isThere = (await client.sizeOf(digest)) !== undefined;
  if (!isThere) await client.pushBlob(digest, bytes);
  report({ kind: isThere ? 'exists' : 'pushed', diffId });
  return { mediaType: DOCKER_LAYER, size: bytes.length, digest };
}
