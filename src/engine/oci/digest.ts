/**
 * Digests and the IDs made of them (image-spec, descriptor.md "Digests"; SEMANTICS section 1). All have the form
 * `sha256:<64 hex>`; the brands keep apart what is a hash of what.
 */
import { type Sha256Digest, sha256Hex } from '../bytes/sha256.ts';
import { utf8 } from '../bytes/utf8.ts';
import { EngineError } from '../errors.ts';
import type { Ports } from '../ports.ts';

/** SHA-256 of bytes that can be fetched or read. */
export type Digest = Sha256Digest;
/** Digest of the *uncompressed* tar of one layer. */
export type DiffId = string & { readonly __brand: 'DiffId' };
/** Of layer 0 its diff ID; of layer n the SHA-256 of `<chain n-1> <diff n>`: the key of the layer store. */
export type ChainId = string & { readonly __brand: 'ChainId' };
/** Digest of an image's config bytes as stored. */
export type ImageId = string & { readonly __brand: 'ImageId' };
/** 64 hex digits, no algorithm in front. */
export type ContainerId = string & { readonly __brand: 'ContainerId' };

const FORM = /^sha256:[0-9a-f]{64}$/;
const SHORT = 12;

/** The tar with no entries, 1,024 zeros: a step that changed no file. Docker then adds no layer. */
export const EMPTY_DIFF_ID = 'sha256:5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef' as DiffId;

export function isDigest(text: string): text is Digest {
  return FORM.test(text);
}

/** @throws EngineError `digest.invalid` */
export function parseDigest(text: string): Digest {
  if (!isDigest(text)) throw new EngineError('digest.invalid', { text });
  return text;
}
export function parseDiffId(text: string): DiffId {
  return parseDigest(text) as string as DiffId;
}
export function parseChainId(text: string): ChainId {
  return parseDigest(text) as string as ChainId;
}
export function parseImageId(text: string): ImageId {
  return parseDigest(text) as string as ImageId;
}

/** The 12 digits that docker shows, of an ID with or without `sha256:`. */
export function shortId(id: string): string {
  const colon = id.indexOf(':');
  return id.slice(colon + 1, colon + 1 + SHORT);
}

/** The 64 digits without the algorithm. */
export function hexOf(id: string): string {
  return id.slice(id.indexOf(':') + 1);
}

export function digestBytes(bytes: Uint8Array, ports?: Pick<Ports, 'platform'>): Digest {
  return `sha256:${sha256Hex(bytes, ports)}` as Digest;
}

export function chainIdOf(parent: ChainId | undefined, diffId: DiffId): ChainId {
  if (parent === undefined) return diffId as string as ChainId;
  const key = `${parent} ${diffId}`;
  const known = chainIds.get(key);
  if (known !== undefined) return known;
  if (chainIds.size >= MAX_KEPT) chainIds.clear();
  const chainId = `sha256:${sha256Hex(utf8(key))}` as ChainId;
  chainIds.set(key, chainId);
  return chainId;
}

/** Each image on a stack asks for all of it again. */
const chainIds = new Map<string, ChainId>();
const MAX_KEPT = 1000;

/** The chain IDs of a stack of layers, bottom first. */
export function chainIdsOf(diffIds: readonly DiffId[]): readonly ChainId[] {
  const chain: ChainId[] = [];
  for (const diffId of diffIds) chain.push(chainIdOf(chain.at(-1), diffId));
  return chain;
}
