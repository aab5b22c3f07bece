/**
 * Manifests and lists of them, docker's schema 2 and OCI's (image-spec manifest.md, image-index.md). The bytes that came are kept by
 * whoever fetched them: a manifest's digest is the hash of those, never of what `encodeManifest` (encode-manifest.ts) makes.
 */
import { type Digest, isDigest } from './digest.ts';
import { type Fields, JsonReader } from './json-reader.ts';
import { isIndexType, isManifestType, OCI_INDEX, OCI_MANIFEST } from './media-types.ts';
import { parseJson } from './parse-json.ts';

export interface Descriptor {
  readonly mediaType: string;
  /** bytes */
  readonly size: number;
  readonly digest: Digest;
}
export interface Platform {
  readonly architecture: string;
  readonly os: string;
  readonly variant?: string;
}
export interface ManifestDescriptor extends Descriptor {
  readonly platform?: Platform;
}
export interface Manifest {
  readonly kind: 'manifest';
  readonly mediaType: string;
  readonly config: Descriptor;
  /** bottom first */
  readonly layers: readonly Descriptor[];
}
export interface ManifestList {
  readonly kind: 'index';
  readonly mediaType: string;
  readonly manifests: readonly ManifestDescriptor[];
}

const read = new JsonReader('manifest.invalid');

/**
 * @param mediaType what the registry said it is; OCI allows a manifest that does not say it itself
 * @throws EngineError `manifest.invalid` with the place
 */
export function decodeManifest(bytes: Uint8Array, mediaType?: string): Manifest | ManifestList {
  return manifestOf(parseJson(bytes), mediaType);
}

/** `decodeManifest` of what `parseJson` made of the bytes. */
export function manifestOf(json: unknown, mediaType?: string): Manifest | ManifestList {
  const fields = read.fields(json, '');
  if (fields.get('schemaVersion') !== 2) throw read.error('schemaVersion');
  const own = fields.get('mediaType');
  const type = own === undefined ? (mediaType ?? guessType(fields)) : read.string(own, 'mediaType');
  if (isIndexType(type)) {
    return { kind: 'index', mediaType: type, manifests: read.list(fields.get('manifests'), 'manifests', decodeManifestDescriptor) };
  }
  if (!isManifestType(type)) throw read.error('mediaType');
  return {
    kind: 'manifest',
    mediaType: type,
    config: decodeDescriptor(fields.get('config'), 'config'),
    layers: read.list(fields.get('layers'), 'layers', decodeDescriptor),
  };
}

function guessType(fields: Fields): string {
  return fields.has('manifests') ? OCI_INDEX : OCI_MANIFEST;
}

/** The platform's manifest as docker picks it: the first that has both words. */
export function findManifest(list: ManifestList, architecture: string, os: string): ManifestDescriptor | undefined {
  return list.manifests.find(({ platform }) => platform?.architecture === architecture && platform.os === os);
}

function decodeManifestDescriptor(value: unknown, at: string): ManifestDescriptor {
  const platform = read.fields(value, at).get('platform');
  const descriptor = decodeDescriptor(value, at);
  return platform === undefined || platform === null
    ? descriptor
    : { ...descriptor, platform: decodePlatform(platform, `${at}.platform`) };
}

function decodePlatform(value: unknown, at: string): Platform {
  const fields = read.fields(value, at);
  const variant = fields.get('variant');
  return {
    architecture: read.string(fields.get('architecture'), `${at}.architecture`),
    os: read.string(fields.get('os'), `${at}.os`),
    ...(variant === undefined ? {} : { variant: read.string(variant, `${at}.variant`) }),
  };
}

function decodeDescriptor(value: unknown, at: string): Descriptor {
  const fields = read.fields(value, at);
  const digest = read.string(fields.get('digest'), `${at}.digest`);
  const size = read.integer(fields.get('size'), `${at}.size`);
  if (!isDigest(digest)) throw read.error(`${at}.digest`);
  if (size < 0) throw read.error(`${at}.size`);
  return { mediaType: read.string(fields.get('mediaType'), `${at}.mediaType`), size, digest };
}
