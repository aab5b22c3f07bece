/**
 * Packing with gzip (RFC 1952). It is always fflate's, never the platform's: a compressed layer's digest must come out the same everywhere,
 * and CompressionStream gives other bytes in each engine.
 */
import { gzipSync } from 'fflate';

export function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: 6, mtime: 0 });
}
