/**
 * Digests and the IDs made of them (image-spec, descriptor.md "Digests"; SEMANTICS section 1). All have the form
 * `sha256:<64 hex>`; the brands keep apart what is a hash of what.
 */

/** SHA-256 of bytes that can be fetched or read. */
export type Digest = string & { readonly __brand: 'Digest' };
/** Digest of the *uncompressed* tar of one layer. */
export type DiffId = string & { readonly __brand: 'DiffId' };
/** Of layer 0 its diff ID; of layer n the SHA-256 of `<chain n-1> <diff n>`: the key of the layer store. */
export type ChainId = string & { readonly __brand: 'ChainId' };
/** Digest of an image's config bytes as stored. */
export type ImageId = string & { readonly __brand: 'ImageId' };
/** 64 hex digits, no algorithm in front. */
export type ContainerId = string & { readonly __brand: 'ContainerId' };
