/** A folder of images (`refs.json`, `blobs/sha256/HEX`) as what a registry serves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadRegistryServing, type RegistryContent } from '../engine/index.ts';

/** What is kept in memory at most. The teaching registry has less than a tenth of it. */
const KEPT_BYTES = 32_000_000;

/**
 * Blobs that were read once stay in memory: a class pulls the same few images all the time, and the engine knows the digest of bytes that
 * it has seen. A blob never changes; tags are those of the moment.
 * @throws Error where there is no readable refs.json
 */
export async function openRegistryFolder(folder: string): Promise<RegistryContent> {
  const { parseRegistryRefs } = await loadRegistryServing();
  const repositories = parseRegistryRefs(await readFile(join(folder, 'refs.json'), 'utf8'));
  const kept = new Map<string, Uint8Array>();
  let keptBytes = 0;
  return {
    repositories,
    async blob(digest) {
      const known = kept.get(digest);
      if (known !== undefined) return known;
      const bytes = await readBlob(folder, digest);
      if (bytes === undefined || keptBytes + bytes.length > KEPT_BYTES) return bytes;
      if (!kept.has(digest)) keptBytes += bytes.length;
      kept.set(digest, bytes);
      return bytes;
    },
  };
}

async function readBlob(folder: string, digest: string): Promise<Uint8Array | undefined> {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
  if (hex === undefined) return undefined;
  try {
    return new Uint8Array(await readFile(join(folder, 'blobs/sha256', hex)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
