/**
 * SHA-256, by the platform where it has it and the content is large, else in JavaScript: `crypto.subtle` is missing on plain http.
 * A content is an immutable value, so it is hashed once.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { InvariantError } from '../errors.ts';
import type { HashStream, Ports } from '../ports.ts';
import { type Content, peekContent, streamContent } from './content.ts';
import { formatHex } from './hex.ts';
import { utf8 } from './utf8.ts';

/** `sha256:<64 hex>`; `Digest` of oci/digest.ts is this type. */
export type Sha256Digest = string & { readonly __brand: 'Digest' };

/** Below this the detour over the platform's promises takes longer than the hash. */
const SMALL = 32_768;

/** Of bytes, or of a text's bytes in UTF-8. */
export function sha256Hex(data: Uint8Array | string, { platform }: Pick<Ports, 'platform'> = {}): string {
  return platform?.hashNow?.(data) ?? formatHex(sha256(typeof data === 'string' ? utf8(data) : data));
}

const digests = new WeakMap<object, Sha256Digest>();

export async function hashContent(ports: Pick<Ports, 'platform'>, content: Content): Promise<Sha256Digest> {
  const known = findDigest(content);
  if (known !== undefined) return known;
  const hash = () => hashContentAnew(ports, content);
  return rememberDigest(content, await (ports.platform?.recall?.(content, hash) ?? hash()));
}

/** What a content is known to hash to. */
export function findDigest(content: Content): Sha256Digest | undefined {
  return digests.get(keyOf(content));
}

/** For those who hash while they do something else with the bytes. */
export function rememberDigest(content: Content, digest: Sha256Digest): Sha256Digest {
  digests.set(keyOf(content), digest);
  return digest;
}

/** Whatever is known of it: for checking that nothing has changed. */
export async function hashContentAnew(ports: Pick<Ports, 'platform'>, content: Content): Promise<Sha256Digest> {
  if (content.size <= SMALL) {
    const bytes = peekContent(content);
    if (bytes !== undefined) return digestOf(sha256Hex(bytes, ports));
  }
  const hashed = hashParts(ports, streamContent(content), content.size);
  for await (const _ of hashed.parts);
  return hashed.digest();
}

export interface HashedParts {
  readonly parts: AsyncGenerator<Uint8Array>;
  /** of all of them, when the last has gone by */
  digest(): Sha256Digest;
}

/** Hands on what goes by, for those who do something else with the bytes, too. */
export function hashParts(ports: Pick<Ports, 'platform'>, parts: AsyncIterable<Uint8Array>, size?: number): HashedParts {
  let digest: Sha256Digest | undefined;
  async function* run(): AsyncGenerator<Uint8Array> {
    const hash = createHash(ports, size);
    let isWhole = false;
    try {
      for await (const part of parts) {
        await hash.update(part);
        yield part;
      }
      isWhole = true;
      digest = digestOf(await hash.digest());
    } finally {
      if (!isWhole) hash.cancel?.();
    }
  }
  return {
    parts: run(),
    digest() {
      if (digest === undefined) throw new InvariantError('a digest before the last bytes');
      return digest;
    },
  };
}

/** Over bytes that come in parts. */
function createHash({ platform }: Pick<Ports, 'platform'>, size?: number): HashStream {
  if (platform !== undefined) return platform.createHash(size);
  const hash = sha256.create();
  return {
    update(part) {
      hash.update(part);
    },
    digest: () => formatHex(hash.digest()),
  };
}

/** @param hex 64 digits in lower case */
export function digestOf(hex: string): Sha256Digest {
  return `sha256:${hex}` as Sha256Digest;
}

/** What comes from a registry's cache is a new content over the same bytes each time. */
function keyOf(content: Content): object {
  const [only] = content.chunks;
  return content.chunks.length === 1 && only?.kind === 'bytes' ? only.bytes : content;
}
