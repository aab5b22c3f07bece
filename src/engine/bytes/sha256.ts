/** SHA-256, by the platform where it has it and the content is large, else in JavaScript: `crypto.subtle` is missing on plain http. */
import { sha256 } from '@noble/hashes/sha2.js';
import type { Ports } from '../ports.ts';
import { type Content, peekContent, streamContent } from './content.ts';
import { formatHex } from './hex.ts';

/** `sha256:<64 hex>`; `Digest` of oci/digest.ts is this type. */
export type Sha256Digest = string & { readonly __brand: 'Digest' };

/** Below this the detour over the platform's promises takes longer than the hash. */
const SMALL = 32_768;

export function sha256Hex(bytes: Uint8Array): string {
  return formatHex(sha256(bytes));
}

export async function hashContent(ports: Pick<Ports, 'platform'>, content: Content): Promise<Sha256Digest> {
  if (content.size <= SMALL) {
    const bytes = peekContent(content);
    if (bytes !== undefined) return digestOf(sha256Hex(bytes));
  }
  if (ports.platform !== undefined) return digestOf(await ports.platform.sha256(content));
  const hash = sha256.create();
  for await (const part of streamContent(content)) hash.update(part);
  return digestOf(formatHex(hash.digest()));
}

function digestOf(hex: string): Sha256Digest {
  return `sha256:${hex}` as Sha256Digest;
}
