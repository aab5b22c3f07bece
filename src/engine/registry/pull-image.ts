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
import { addLayerSource } from '../machine/layer-sources.ts';
import type { Machine } from '../machine/machine.ts';
import { type Digest, digestBytes, type ImageId, isDigest } from '../oci/digest.ts';
import { decodeImageConfig, type ImageConfig } from '../oci/image-config.ts';
import { findManifest, type Manifest, type ManifestList, manifestOf, type Platform } from '../oci/manifest.ts';
import { DOCKER_MANIFEST, isConfigType, isImagePart, isIndexType, isManifestType, OCI_MANIFEST } from '../oci/media-types.ts';
import { parseJson } from '../oci/parse-json.ts';
import { formatPlatform, HOST_PLATFORM } from '../oci/platform.ts';
import { createPart } from '../part.ts';
import {
  familiarName,
  familiarString,
  formatReference,
  type Reference,
  withDefaultTag,
  withoutTail,
} from '../reference/reference.ts';
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

export interface PullOptions {
  /** left out: as here */
  readonly platform?: Platform;
}

/**
 * A manifest by digest must have it. By tag its digest is that of the bytes; where the registry claims another (`Docker-Content-Digest`), a
 * 20.10 would take them all the same, this one does not.
 * @param reference with tag or digest, or none for `latest`
 * @throws RegistryError; the machine that was handed in stands
 */
export async function pullImage(
  ctx: EngineContext,
  machine: Machine,
  reference: Reference,
  report: (progress: PullProgress) => void,
  options: PullOptions = {},
): Promise<PullResult> {
  checkName(reference);
  const client = await openRepository(ctx, reference);
  return pullOne(ctx, machine, client, oneTail(reference), report, options);
}

/** `docker pull --all-tags`: one after the other, in the order the registry lists them. */
export async function pullAllTags(
  ctx: EngineContext,
  machine: Machine,
  repository: Reference,
  report: (progress: PullProgress) => void,
  options: PullOptions = {},
): Promise<PullResult> {
  checkName(repository);
  const client = await openRepository(ctx, repository);
  let result: PullResult = { machine, changed: false };
  for (const tag of await client.tags()) {
    const one = await pullOne(ctx, result.machine, client, { ...withoutTail(repository), tag }, report, options);
    result = { machine: one.machine, changed: result.changed || one.changed };
  }
  return result;
}

/** `scratch` is Dockerfile's word for nothing. */
function checkName(reference: Reference): void {
  const name = familiarName(withoutTail(reference));
  if (name === 'scratch') throw new RegistryError('registry.reserved', { name });
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
  { platform = HOST_PLATFORM }: PullOptions,
): Promise<PullResult> {
  const fetched = await client.manifest(reference.digest ?? reference.tag ?? '');
  const json = await parseFetched(fetched, false);
  const digest = digestBytes(fetched.bytes);
  const expected = reference.digest ?? fetched.claimed ?? digest;
  if (digest !== expected) {
    report({ kind: 'start', reference });
    throw new RegistryError('registry.verification', { what: 'manifest', expected, actual: digest });
  }
  const top = readManifest(json, fetched.mediaType);
  if (top.kind === 'manifest') checkConfigType(top);
  report({ kind: 'start', reference });
  const manifest = top.kind === 'manifest' ? top : await choosePlatform(client, top, platform);
  const withImage = await pullContent(ctx, machine, client, formatReference(withoutTail(reference)), manifest, report);
  report({ kind: 'digest', digest });
  return pointNames(withImage.machine, withImage.id, reference, digest);
}

async function choosePlatform(client: RegistryClient, list: ManifestList, platform: Platform): Promise<Manifest> {
  const entry = findManifest(list, platform.architecture, platform.os);
  if (entry === undefined) {
    throw new RegistryError('registry.noPlatform', {
      wanted: formatPlatform(platform),
      platforms: list.manifests.map(({ platform }) => `${platform?.os}/${platform?.architecture}`),
    });
  }
  const fetched = await client.manifest(entry.digest);
  const json = await parseFetched(fetched, true);
  verifyBytes('manifest', entry.digest, fetched.bytes);
  const chosen = readManifest(json, fetched.mediaType);
  if (chosen.kind === 'index') throw new RegistryError('registry.nestedList', { mediaType: chosen.mediaType });
  checkConfigType(chosen);
  return chosen;
}

const JSON_PROBLEM = createPart(() => import('../oci/json-problem.ts'));
const CONFIG_PROBLEM = createPart(() => import('../oci/config-problem.ts'));

/** Docker reads before it verifies. What is no manifest by its type is not looked into. */
async function parseFetched({ bytes, mediaType = '' }: FetchedManifest, chosen: boolean): Promise<unknown> {
  if (!isManifestType(mediaType) && !isIndexType(mediaType)) return undefined;
  const json = parseJson(bytes);
  if (json !== undefined) return json;
  const { findJsonProblem } = await JSON_PROBLEM.load();
  const problem = findJsonProblem(bytes);
  if (problem !== undefined) throw new RegistryError('registry.badManifest', { problem, chosen });
  return undefined;
}

/** The type that the registry told decides how the JSON is read, which must not say otherwise. */
function readManifest(json: unknown, mediaType = ''): Manifest | ManifestList {
  if (!isManifestType(mediaType) && !isIndexType(mediaType)) throw new RegistryError('registry.unsigned', { mediaType });
  const manifest = decodeOrRefuse(json, mediaType);
  if (manifest.mediaType !== mediaType) {
    throw new RegistryError('registry.manifestType', { expected: mediaType, actual: manifest.mediaType });
  }
  return manifest;
}

function decodeOrRefuse(json: unknown, mediaType: string): Manifest | ManifestList {
  try {
    return manifestOf(json, mediaType);
  } catch (error) {
    if (error instanceof EngineError) throw new RegistryError('registry.unsupportedManifest', { mediaType });
    throw error;
  }
}

/** In a manifest of docker's own kind the config's type is known or refused; OCI's may hold anything until its layers are asked for. */
function checkConfigType({ mediaType, config }: Manifest): void {
  if (mediaType !== DOCKER_MANIFEST || isConfigType(config.mediaType)) return;
  throw new RegistryError('registry.unknownConfig', { mediaType: config.mediaType });
}

async function pullContent(
  ctx: EngineContext,
  machine: Machine,
  client: RegistryClient,
  repository: string,
  manifest: Manifest,
  report: (progress: PullProgress) => void,
): Promise<{ machine: Machine; id: ImageId }> {
  const id = manifest.config.digest as string as ImageId;
  if (machine.images.has(id)) return { machine, id };
  const told = manifest.mediaType === OCI_MANIFEST ? [manifest.config, ...manifest.layers] : manifest.layers;
  const foreign = told.find(({ mediaType }) => !isImagePart(mediaType));
  if (foreign !== undefined) throw new RegistryError('registry.unsupportedType', { mediaType: foreign.mediaType });
  const configBytes = await client.blob(manifest.config.digest, 'config');
  verifyBytes('config', manifest.config.digest, configBytes);
  const config = await readConfig(configBytes);
  const { machine: withLayers, diffIds } = await fetchLayers(ctx, machine, client, manifest.layers, report);
  const expected = config.rootfs.diff_ids ?? [];
  if (diffIds.length !== expected.length || diffIds.some((diffId, at) => diffId !== expected[at])) {
    throw new RegistryError('registry.layerMismatch', { expected: expected.length, actual: diffIds.length });
  }
  const learned = diffIds.reduce((current, diffId, at) => {
    const layer = manifest.layers[at];
    if (layer === undefined) return current;
    const { digest, size } = layer;
    return addLayerSource(current, diffId, { digest, size, repository, pushed: false });
  }, withLayers);
  return { machine: addImage(ctx, learned, configBytes).machine, id };
}

async function readConfig(bytes: Uint8Array): Promise<ImageConfig> {
  const config = await decodeConfig(bytes);
  if (config.os !== undefined && config.os !== '' && config.os !== HOST_PLATFORM.os) {
    throw new RegistryError('registry.otherOs', { os: config.os });
  }
  return config;
}

async function decodeConfig(bytes: Uint8Array): Promise<ImageConfig> {
  try {
    return decodeImageConfig(bytes);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    const { findConfigProblem } = await CONFIG_PROBLEM.load();
    throw new RegistryError('registry.badConfig', findConfigProblem(bytes, String((error.data as { at?: string }).at ?? '')));
  }
}

/**
 * A tag that pointed here already leaves the machine's names alone but for the digest, which a loaded image did not have. A digest that is
 * a name already stays where it is, also where another platform's image came by it.
 */
function pointNames(machine: Machine, id: ImageId, reference: Reference, digest: Digest): PullResult {
  const changed = machine.references.get(formatReference(reference)) !== id;
  let named = changed ? pointReference(machine, id, reference) : machine;
  const byDigest = { ...withoutTail(reference), digest };
  if (!isDigest(reference.digest ?? '') && !named.references.has(formatReference(byDigest)))
    named = pointReference(named, id, byDigest);
  const name = familiarString(reference);
  return { machine: recordEvent(named, { type: 'image', action: 'pull', id: name, name }), changed };
}
