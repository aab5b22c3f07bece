/**
 * The choice of a hash in the browser, in the order of their speed:
 *
 * - WebCrypto for what fits into memory. It is missing on plain http in a classroom's network (no secure context), and knows no parts.
 * - Workers for what comes in parts, one for each hash that runs, up to `threads`: WebAssembly there, or JavaScript where the policy or the browser refuses it.
 * - JavaScript in this thread where there can be no worker.
 */
import type { HashStream } from '../../engine/index.ts';
import { HasherLine } from './hasher-line.ts';
import { createPlainHash } from './plain-sha256.ts';
import type { FromHasher, HashLine, ToHasher } from './protocol.ts';

export interface HashMeans {
  readonly subtle?: Pick<SubtleCrypto, 'digest'> | undefined;
  /** @throws where there can be none */
  spawn(): HashLine<ToHasher, FromHasher>;
  /** how many workers there may be; 1 where left out */
  readonly threads?: number;
}

/** WebCrypto takes a copy, so this is held twice. */
export const WHOLE_BYTES = 16_000_000;

export function createBrowserHashes(means: HashMeans): (size?: number) => HashStream {
  const lines: HasherLine[] = [];
  return (size) => {
    if (means.subtle !== undefined && size !== undefined && size <= WHOLE_BYTES) return wholeHash(means.subtle, size);
    if (lines.some(({ isBroken }) => isBroken)) return createPlainHash();
    lines.sort((a, b) => a.busy - b.busy);
    const [least] = lines;
    if (least !== undefined && (least.busy === 0 || lines.length >= (means.threads ?? 1))) return least.createHash();
    try {
      const line = new HasherLine(means.spawn());
      lines.push(line);
      return line.createHash();
    } catch {
      return least?.createHash() ?? createPlainHash();
    }
  };
}

function wholeHash(subtle: Pick<SubtleCrypto, 'digest'>, size: number): HashStream {
  const bytes = new Uint8Array(size);
  let at = 0;
  return {
    update(part) {
      bytes.set(part, at);
      at += part.length;
    },
    async digest() {
      const hash = new Uint8Array(await subtle.digest('SHA-256', bytes.subarray(0, at)));
      return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
    },
  };
}
