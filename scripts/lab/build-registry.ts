/** From the catalogue to registry content: blobs, manifests and tags, each named by its hash; the same input gives the same bytes. */
import { gzip } from '../../src/engine/bytes/gzip.ts';
import { hashContent } from '../../src/engine/bytes/sha256.ts';
import { utf8 } from '../../src/engine/bytes/utf8.ts';
import { type DiffId, type Digest, type ImageConfig, readContent } from '../../src/engine/index.ts';
import { unpackLayer } from '../../src/engine/layer/unpacked-layer.ts';
import { digestBytes } from '../../src/engine/oci/digest.ts';
import { encodeImageConfig } from '../../src/engine/oci/encode-image-config.ts';
import { encodeManifest } from '../../src/engine/oci/encode-manifest.ts';
import type { Descriptor, Manifest, ManifestList } from '../../src/engine/oci/manifest.ts';
import { DOCKER_CONFIG, DOCKER_LAYER, DOCKER_LIST, DOCKER_MANIFEST } from '../../src/engine/oci/media-types.ts';
import { writeTar } from '../../src/engine/tar/write-tar.ts';
import { nodePlatform } from '../../src/server/node-platform.ts';
import type { LabImage } from './lab-image.ts';
import { type LayerSpec, layerTarEntries } from './layer-files.ts';

/** `refs.json`: the shape of the recorded registry's (tests/truth/fixtures/registry). */
export interface Repository {
  readonly tags: Record<string, Digest>;
  readonly manifests: Record<string, string>;
  blobs: readonly Digest[];
  readonly tag_list_order: string[];
}

export interface Registry {
  readonly refs: Readonly<Record<string, Repository>>;
  readonly blobs: ReadonlyMap<Digest, Uint8Array>;
  /** Compressed digest of each layer to its size on disk, bytes. */
  readonly sizes: Readonly<Record<Digest, number>>;
}

export interface BuildOptions {
  /** Finds the compressed form of a layer that need not be compressed again. */
  readonly findCompressed?: (diffId: DiffId) => Promise<Uint8Array | undefined>;
}

interface BuiltLayer {
  readonly diffId: DiffId;
  readonly descriptor: Descriptor;
}

/** The Hub's own images point to lists of platforms; those of the shop, like most people's, to one manifest. */
const LISTED = /^library\//;

export async function buildRegistry(images: readonly LabImage[], options: BuildOptions = {}): Promise<Registry> {
  const blobs = new Map<Digest, Uint8Array>();
  const layers = new Map<LayerSpec, BuiltLayer>();
  const refs: Record<string, Repository> = {};
  const sizes: Record<Digest, number> = {};

  const put = (bytes: Uint8Array, mediaType: string): Descriptor => {
    const digest = digestBytes(bytes);
    blobs.set(digest, bytes);
    return { mediaType, size: bytes.length, digest };
  };

  async function buildLayer(spec: LayerSpec): Promise<BuiltLayer> {
    const known = layers.get(spec);
    if (known !== undefined) return known;
    const entries = layerTarEntries(spec);
    const tar = writeTar(entries);
    const diffId = (await hashContent({ platform: nodePlatform }, tar)) as string as DiffId;
    const compressed = (await options.findCompressed?.(diffId)) ?? gzip(await readContent(tar));
    const built = { diffId, descriptor: put(compressed, DOCKER_LAYER) };
    sizes[built.descriptor.digest] = unpackLayer(entries).size;
    layers.set(spec, built);
    return built;
  }

  for (const image of images) {
    const built = new Map<LayerSpec, BuiltLayer>();
    for (const { layer } of image.steps) if (layer !== undefined) built.set(layer, await buildLayer(layer));
    const config = put(encodeImageConfig(configOf(image, built)), DOCKER_CONFIG);
    const manifest: Manifest = {
      kind: 'manifest',
      mediaType: DOCKER_MANIFEST,
      config,
      layers: [...built.values()].map(({ descriptor }) => descriptor),
    };
    const single = put(encodeManifest(manifest), DOCKER_MANIFEST);
    const repository = refs[image.repository] ?? { tags: {}, manifests: {}, blobs: [], tag_list_order: [] };
    refs[image.repository] = repository;
    const target = LISTED.test(image.repository) ? put(encodeManifest(listOf(single)), DOCKER_LIST) : single;
    for (const { digest, mediaType } of [target, single]) repository.manifests[digest] = mediaType;
    for (const tag of image.tags) repository.tags[tag] = target.digest;
    repository.tag_list_order.push(...image.tags);
    repository.blobs = [...new Set([...repository.blobs, config.digest, ...manifest.layers.map(({ digest }) => digest)])];
  }
  return { refs, blobs, sizes };
}

function listOf(manifest: Descriptor): ManifestList {
  return { kind: 'index', mediaType: DOCKER_LIST, manifests: [{ ...manifest, platform: { architecture: 'amd64', os: 'linux' } }] };
}

function configOf(image: LabImage, layers: ReadonlyMap<LayerSpec, BuiltLayer>): ImageConfig {
  const history = image.steps.map(({ at, by, layer }) => {
    const built = layer && layers.get(layer);
    if (built === undefined) return { created: at, created_by: by, empty_layer: true };
    return { created: at, created_by: by.replace('{hash}', built.diffId.slice('sha256:'.length)) };
  });
  return {
    architecture: 'amd64',
    os: 'linux',
    created: history.at(-1)?.created ?? '',
    docker_version: '20.10.24',
    config: image.config,
    history,
    rootfs: { type: 'layers', diff_ids: [...layers.values()].map(({ diffId }) => diffId) },
  };
}

/** `refs.json` and `sizes.json` as they are written. */
export function formatFacts(facts: Registry['refs'] | Registry['sizes']): Uint8Array {
  return utf8(`${JSON.stringify(facts, null, 1)}\n`);
}
