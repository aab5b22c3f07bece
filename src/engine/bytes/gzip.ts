/**
 * Packing with gzip (RFC 1952). It is always fflate's, never the platform's: a compressed layer's digest must come out the same everywhere,
 * and CompressionStream gives other bytes in each engine.
 */
import { gzipSync } from 'fflate';

/** @param file what the header says of the file: its name, and its time in milliseconds since 1970 */
export function gzip(bytes: Uint8Array, file?: { readonly name: string; readonly mtime: number }): Uint8Array {
  return gzipSync(bytes, { level: 6, mtime: file?.mtime ?? 0, ...(file === undefined ? {} : { filename: file.name }) });
}
