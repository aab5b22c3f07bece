/**
 * `docker push` (moby 20.10 `distribution/push_v2.go`): layers top to bottom (`push-layer.ts`), then the config, then the manifest.
 * The lines name a layer by its *diff* ID, where pull names it by the digest of the packed one. A layer that was pushed is known to
 * pull from then on (SEMANTICS section 6).
 */
import type { EngineContext } from '../cas/content-store.ts';
import { recordImageEvent } from '../machine/events.ts';
import { listReferences } from '../machine/image-references.ts';
import { getLayer } from '../machine/layer-sizes.ts';
import type { Image, Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import { type DiffId, type Digest, digestBytes } from '../oci/digest.ts';
import { encodeManifest } from '../oci/encode-manifest.ts';
import type { Descriptor } from '../oci/manifest.ts';
import { DOCKER_CONFIG, DOCKER_MANIFEST } from '../oci/media-types.ts';
import {
  familiarName,
  familiarString,
  formatReference,
  isSameRepository,
  type Reference,
  withoutTail,
} from '../reference/reference.ts';
import { type LayerPushed, pushLayer } from './push-layer.ts';
import { openRepository, type RegistryClient } from './registry-client.ts';
import { RegistryError } from './registry-error.ts';

export type PushProgress =
  /** `The push refers to repository [<name>]`, in full: `docker.io/library/alpine` */
  | { readonly kind: 'start'; readonly name: string }
  /** `<diff ID>: Preparing` */
  | { readonly kind: 'preparing'; readonly diffId: DiffId }
  | LayerPushed
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
  const repository = formatReference(withoutTail(reference));
  const layers = new Map<DiffId, Descriptor>();
  let current = machine;
  for (const chainId of image.chain.toReversed()) {
    const layer = getLayer(machine, chainId);
    if (layers.has(layer.diffId)) continue;
    const pushed = await pushLayer(ctx, current, client, repository, layer, report);
    current = pushed.machine;
    layers.set(layer.diffId, pushed.descriptor);
  }
  const config: Descriptor = { mediaType: DOCKER_CONFIG, size: image.configBytes.length, digest: digestBytes(image.configBytes) };
  if ((await client.sizeOf(config.digest)) === undefined) await client.pushBlob(config.digest, image.configBytes);
  const bottomUp = topDown.toReversed().flatMap((diffId) => layers.get(diffId) ?? []);
  const bytes = encodeManifest({ kind: 'manifest', mediaType: DOCKER_MANIFEST, config, layers: bottomUp });
  const digest = digestBytes(bytes);
  const tag = reference.tag ?? '';
  await client.pushManifest(tag, bytes, DOCKER_MANIFEST);
  report({ kind: 'done', tag, digest, size: bytes.length });
  const references = withEntry(current.references, formatReference({ ...withoutTail(reference), digest }), image.id);
  return recordImageEvent({ ...current, references }, image.id, 'push', familiarString(reference));
}
