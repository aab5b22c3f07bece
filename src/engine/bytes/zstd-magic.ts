/** How a zstd stream begins (RFC 8878, 3.1). */
export const ZSTD_MAGIC = 0xfd2fb528;
/** Sixteen of them; the last digit is the writer's own. */
const SKIPPABLE = 0x184d2a50;

export function isZstd(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const magic = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  return magic === ZSTD_MAGIC || isSkippable(magic);
}

/** @param magic of a frame */
export function isSkippable(magic: number): boolean {
  return magic - (magic % 16) === SKIPPABLE;
}
