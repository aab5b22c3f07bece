/** A folder of images (`refs.json`, `blobs/sha256/HEX`) as what a registry serves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseRegistryRefs, type RegistryContent } from '../engine/index.ts';

/** @throws Error where there is no readable refs.json */
export async function openRegistryFolder(folder: string): Promise<RegistryContent> {
  const repositories = parseRegistryRefs(await readFile(join(folder, 'refs.json'), 'utf8'));
  return {
    repositories,
    async blob(digest) {
      const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
      if (hex === undefined) return undefined;
      try {
        return new Uint8Array(await readFile(join(folder, 'blobs/sha256', hex)));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
    },
  };
}
