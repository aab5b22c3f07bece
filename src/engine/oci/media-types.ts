/** Media types of the registry protocol: Docker's (schema 2) and OCI's, which mean the same. */

export const DOCKER_MANIFEST = 'application/vnd.docker.distribution.manifest.v2+json';
export const DOCKER_LIST = 'application/vnd.docker.distribution.manifest.list.v2+json';
export const DOCKER_CONFIG = 'application/vnd.docker.container.image.v1+json';
export const DOCKER_LAYER = 'application/vnd.docker.image.rootfs.diff.tar.gzip';
export const DOCKER_LAYER_PLAIN = 'application/vnd.docker.image.rootfs.diff.tar';
export const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
export const OCI_CONFIG = 'application/vnd.oci.image.config.v1+json';
export const OCI_LAYER = 'application/vnd.oci.image.layer.v1.tar+gzip';
export const OCI_LAYER_PLAIN = 'application/vnd.oci.image.layer.v1.tar';

/** Of one image. */
export function isManifestType(mediaType: string): boolean {
  return mediaType === DOCKER_MANIFEST || mediaType === OCI_MANIFEST;
}

/** Of a list of manifests, one per platform. */
export function isIndexType(mediaType: string): boolean {
  return mediaType === DOCKER_LIST || mediaType === OCI_INDEX;
}

export function isConfigType(mediaType: string): boolean {
  return mediaType === DOCKER_CONFIG || mediaType === OCI_CONFIG;
}

export function isLayerType(mediaType: string): boolean {
  return isGzipLayerType(mediaType) || mediaType === DOCKER_LAYER_PLAIN || mediaType === OCI_LAYER_PLAIN;
}

export function isGzipLayerType(mediaType: string): boolean {
  return mediaType === DOCKER_LAYER || mediaType === OCI_LAYER;
}
