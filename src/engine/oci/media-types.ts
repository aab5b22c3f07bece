/** Media types of the registry protocol: Docker's (schema 2) and OCI's, which mean the same. */

export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';
export const DOCKER_LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';

/** What docker takes for a part of an image, by the beginning of its name; the rest says how it is packed, and nobody believes that. */
const IMAGE_TYPES = ['application/vnd.oci.image', 'application/vnd.docker'];

/** moby `distribution/pull_v2.go`, `checkSupportedMediaType`. */
export function isImagePart(mediaType: string): boolean {
  const given = mediaType.toLowerCase();
  return IMAGE_TYPES.some((type) => given === type || given.startsWith(`${type}.`));
}

/** Of one image. */
export function isManifestType(mediaType: string): boolean {
  return mediaType === DOCKER_MANIFEST || mediaType === OCI_MANIFEST;
}

/** Of a list of manifests, one per platform. */
export function isIndexType(mediaType: string): boolean {
  return mediaType === DOCKER_LIST || mediaType === OCI_INDEX;
}

/** What registries and proxies have written there for an image's config (moby `distribution/config.go`, `ImageTypes`). */
const CONFIG_TYPES = [DOCKER_CONFIG, OCI_CONFIG, 'application/octet-stream', 'application/json', 'text/html', ''];

/** Of an image and not of a plugin. */
export function isConfigType(mediaType: string): boolean {
  return CONFIG_TYPES.includes(mediaType);
}
