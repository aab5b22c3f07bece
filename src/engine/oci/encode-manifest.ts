/** The bytes of a manifest or a list that is made here. */
import { utf8 } from '../bytes/utf8.ts';
import { formatGoJson, type Json } from './go-json.ts';
import type { Descriptor, Manifest, ManifestList, Platform } from './manifest.ts';

/** In docker's layout, indented by three blanks, as `docker push` sends it. */
export function encodeManifest(manifest: Manifest | ManifestList): Uint8Array {
  return utf8(formatGoJson(manifestJson(manifest), '   '));
}

function manifestJson(manifest: Manifest | ManifestList): Json {
  const head = { schemaVersion: 2, mediaType: manifest.mediaType };
  if (manifest.kind === 'manifest') {
    return { ...head, config: descriptorJson(manifest.config), layers: manifest.layers.map(descriptorJson) };
  }
  const entries = manifest.manifests.map(({ platform, ...descriptor }) => ({
    ...descriptorJson(descriptor),
    platform: platform && platformJson(platform),
  }));
  return { ...head, manifests: entries };
}

function descriptorJson({ mediaType, size, digest }: Descriptor) {
  return { mediaType, size, digest };
}

function platformJson({ architecture, os, variant }: Platform) {
  return { architecture, os, variant };
}
