/**
 * What the lab's registry holds: the facts that texts and exercises quote are read from its blobs, so that no digest is ever written
 * down by hand.
 */
import { readFileSync } from 'node:fs';
import { projectPath } from './content-files.ts';

export const REGISTRY_FOLDER = 'content/registry';

/** `refs.json`, as the recorded registry of `tests/truth` has it. */
export type RegistryRefs = Readonly<Record<string, RegistryRepository>>;
export interface RegistryRepository {
  readonly tags: Readonly<Record<string, string>>;
  /** digest to media type */
  readonly manifests: Readonly<Record<string, string>>;
  readonly blobs: readonly string[];
  readonly tag_list_order: readonly string[];
}

export interface CatalogImage {
  /** full image ID */
  readonly id: string;
  /** digest that a pull of the tag prints */
  readonly digest: string;
  /** compressed digests, bottom first */
  readonly layers: readonly string[];
  readonly diffIds: readonly string[];
  /** bytes of each layer on disk, bottom first */
  readonly sizes: readonly number[];
  /** bytes of all layers on disk, as the SIZE column counts them */
  readonly size: number;
}

let refs: RegistryRefs | undefined;
let sizes: Readonly<Record<string, number>> | undefined;

/** Read once. */
export function readRefs(): RegistryRefs {
  refs ??= readFacts<RegistryRefs>('refs.json');
  return refs;
}

/** Compressed digest of each layer to its size on disk, bytes. Read once. */
export function readSizes(): Readonly<Record<string, number>> {
  sizes ??= readFacts<Readonly<Record<string, number>>>('sizes.json');
  return sizes;
}

function readFacts<T>(name: string): T {
  return JSON.parse(readFileSync(projectPath(REGISTRY_FOLDER, name), 'utf8'));
}

/** @throws Error where there is no such blob */
export function readBlob(digest: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(readFileSync(projectPath(REGISTRY_FOLDER, 'blobs', ...digest.split(':'))));
}

interface Manifest {
  readonly manifests?: readonly { readonly digest: string; readonly platform: { readonly architecture: string } }[];
  readonly config: { readonly digest: string };
  readonly layers: readonly { readonly digest: string }[];
}

/** @param name as docker shows it: `alpine:3.13`, `loja/api:1.0` */
export function findCatalogImage(name: string): CatalogImage | undefined {
  const [repository = '', tag = 'latest'] = name.split(':');
  const digest = readRefs()[repository.includes('/') ? repository : `library/${repository}`]?.tags[tag];
  if (digest === undefined) return undefined;
  const manifest = imageManifest(digest);
  const config = readJson(manifest.config.digest) as { readonly rootfs: { readonly diff_ids: readonly string[] } };
  const layers = manifest.layers.map((layer) => layer.digest);
  const known = readSizes();
  const sizes = layers.map((layer) => known[layer] ?? Number.NaN);
  return {
    id: manifest.config.digest,
    digest,
    layers,
    diffIds: config.rootfs.diff_ids,
    sizes,
    size: sizes.reduce((sum, size) => sum + size, 0),
  };
}

function imageManifest(digest: string): Manifest {
  const manifest = readJson(digest) as Manifest;
  const amd64 = manifest.manifests?.find(({ platform }) => platform.architecture === 'amd64');
  return amd64 === undefined ? manifest : imageManifest(amd64.digest);
}

function readJson(digest: string): unknown {
  return JSON.parse(new TextDecoder().decode(readBlob(digest)));
}
