/** SHA-256 in JavaScript, for where nothing faster may run. */
import { sha256 } from '@noble/hashes/sha2.js';

/** Of bytes that come in parts; does its work at once. */
export interface StreamingHash {
  update(part: Uint8Array): void;
  /** lower-case hex */
  digest(): string;
}

export function createPlainHash(): StreamingHash {
  const hash = sha256.create();
  return {
    update(part) {
      hash.update(part);
    },
    digest: () => formatHex(hash.digest()),
  };
}

export function formatHex(bytes: Iterable<number>): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
