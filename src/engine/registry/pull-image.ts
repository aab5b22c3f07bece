/**
 * `docker pull` (moby 20.10 `distribution/pull_v2.go`; SEMANTICS section 6, "pull").
 *
 * Pulling a tag records two names: the tag, and `repository@digest` with the digest of what the tag points to, so of the list where it is a
 * list. If the image (its config) is in the store, however it came there, no layer is looked at.
 */
import type { EngineContext } from '../cas/content-store.ts';
import { EngineError } from '../errors.ts';
import { addImage } from '../image/add-image.ts';
import { pointReference } from '../image/tag-image.ts';
import { recordEvent } from '../machine/events.ts';
import type { Machine } from '../machine/machine.ts';
import { type Digest, digestBytes, type ImageId, isDigest } from '../oci/digest.ts';
import { decodeImageConfig, type ImageConfig } from '../oci/image-config.ts';
import { decodeManifest, findManifest, type Manifest } from '../oci/manifest.ts';
import { familiarString, formatReference, type Reference, withDefaultTag, withoutTail } from '../reference/reference.ts';
import { fetchLayers, type LayerProgress, verifyBytes } from './fetch-layers.ts';
import { type FetchedManifest, openRepository, type RegistryClient } from './registry-client.ts';
import { RegistryError } from './registry-error.ts';

export type PullProgress =
  /** `<tag or whole reference>: Pulling from <path>` */
  | { readonly kind: 'start'; readonly reference: Reference }
  | LayerProgress
  /** `Digest: <digest>` */
  | { readonly kind: 'digest'; readonly digest: Digest };

export interface PullResult {
  readonly machine: Machine;
  /** false where every reference pointed to its image before: `Image is up to date` */
  readonly changed: boolean;
}

const PLATFORM = { architecture: 'amd64', os: 'linux' };

/**
 * @param reference with tag or digest, or none for `latest`
 * @throws RegistryError; the machine that was handed in stands
 */
export async function pullImage(
  ctx: EngineContext,
  machine: Machine,
  reference: Reference,
  report: (progress: PullProgress) => void,
): Promise<PullResult> {
  const client = await openRepository(ctx, reference);
  return pullOne(ctx, machine, client, oneTail(reference), report);
}

/** `docker pull --all-tags`: one after the other, in the order the registry lists them. */
export async function pullAllTags(
  ctx: EngineContext,
  machine: Machine,
  repository: Reference,
  report: (progress: PullProgress) => void,
): Promise<PullResult> {
  const client = await openRepository(ctx, repository);
  let result: PullResult = { machine, changed: false };
  for (const tag of await client.tags()) {
    const one = await pullOne(ctx, result.machine, client, { ...withoutTail(repository), tag }, report);
    result = { machine: one.machine, changed: result.changed || one.changed };
  }
  return result;
}

/** A digest says all that a tag could say; the tag beside it is forgotten. */
function oneTail(reference: Reference): Reference {
  const { digest } = reference;
  return digest === undefined ? withDefaultTag(reference) : { ...withoutTail(reference), digest };
}

async function pullOne(
  ctx: EngineContext,
  machine: Machine,
  client: RegistryClient,
  reference: Reference,
  report: (progress: PullProgress) => void,
): Promise<PullResult> {
  const fetched = await client.manifest(reference.digest ?? reference.tag ?? '');
  const digest = verifiedDigest(fetched, reference.digest);
  report({ kind: 'start', reference });
  const manifest = await choosePlatform(client, fetched);
  const withImage = await pullContent(ctx, machine, client, manifest, report);
  report({ kind: 'digest', digest });
  return pointNames(withImage.machine, withImage.id, reference, digest);
}

/** By digest: the bytes must have it. By tag: the digest is that of the bytes, and the registry must not claim another. */
function verifiedDigest({ bytes, claimed }: FetchedManifest, asked: Digest | undefined): Digest {
  const expected = asked ?? claimed;
  if (expected !== undefined) verifyBytes('manifest', expected, bytes);
  return digestBytes(bytes);
}

async function choosePlatform(client: RegistryClient, { bytes, mediaType }: FetchedManifest): Promise<Manifest> {
  const top = readManifest(bytes, mediaType);
  if (top.kind === 'manifest') return top;
  const entry = findManifest(top, PLATFORM.architecture, PLATFORM.os);
  if (entry === undefined) {
    throw new RegistryError('registry.noPlatform', {
      platforms: top.manifests.map(({ platform }) => `${platform?.os}/${platform?.architecture}`),
    });
  }
  const fetched = await client.manifest(entry.digest);
  verifyBytes('manifest', entry.digest, fetched.bytes);
  const chosen = readManifest(fetched.bytes, fetched.mediaType ?? entry.mediaType);
  if (chosen.kind === 'index') throw new RegistryError('registry.unsupportedManifest', { mediaType: chosen.mediaType });
  return chosen;
}

function readManifest(bytes: Uint8Array, mediaType: string | undefined): ReturnType<typeof decodeManifest> {
  try {
    return decodeManifest(bytes, mediaType);
  } catch (error) {
    if (error instanceof EngineError) throw new RegistryError('registry.unsupportedManifest', { mediaType: mediaType ?? '' });
    throw error;
  }
}

async function pullContent(
  ctx: EngineContext,
  machine: Machine,
  client: RegistryClient,
  manifest: Manifest,
  report: (progress: PullProgress) => void,
): Promise<{ machine: Machine; id: ImageId }> {
  const id = manifest.config.digest as string as ImageId;
  if (machine.images.has(id)) return { machine, id };
  const configBytes = await client.blob(manifest.config.digest);
  verifyBytes('config', manifest.config.digest, configBytes);
  const config = readConfig(configBytes, manifest);
  const { machine: withLayers, diffIds } = await fetchLayers(ctx, machine, client, manifest.layers, report);
  const expected = config.rootfs.diff_ids ?? [];
  if (diffIds.length !== expected.length || diffIds.some((diffId, at) => diffId !== expected[at])) {
    throw new RegistryError('registry.layerMismatch', { expected: expected.length, actual: diffIds.length });
  }
  return { machine: addImage(ctx, withLayers, configBytes).machine, id };
}

function readConfig(bytes: Uint8Array, manifest: Manifest): ImageConfig {
  try {
    return decodeImageConfig(bytes);
  } catch (error) {
    if (error instanceof EngineError)
      throw new RegistryError('registry.unsupportedManifest', { mediaType: manifest.config.mediaType });
    throw error;
  }
}

/** A tag that pointed here already leaves the machine's names alone but for the digest, which a loaded image did not have. */
function pointNames(machine: Machine, id: ImageId, reference: Reference, digest: Digest): PullResult {
  const changed = machine.references.get(formatReference(reference)) !== id;
  let named = changed ? pointReference(machine, id, reference) : machine;
  const byDigest = { ...withoutTail(reference), digest };
  if (!isDigest(reference.digest ?? '') && named.references.get(formatReference(byDigest)) !== id)
    named = pointReference(named, id, byDigest);
  const name = familiarString(reference);
  return { machine: recordEvent(named, { type: 'image', action: 'pull', id: name, name }), changed };
}
