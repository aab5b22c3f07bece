/** Where the overlay2 driver keeps layers. Docker draws the names of its folders; ours follow from the chain IDs, so equal layers lie in equal folders. */
import { sha256Hex } from '../../bytes/sha256.ts';
import { utf8 } from '../../bytes/utf8.ts';
import type { ChainId, ContainerId } from '../../oci/digest.ts';
import type { Json } from '../../oci/go-json.ts';

const ROOT = '/var/lib/docker/overlay2';

/** @param chain bottom first */
export function imageGraphDriver(chain: readonly ChainId[]): Json {
  const top = chain.at(-1);
  if (top === undefined) return { Data: null, Name: 'overlay2' };
  return graphDriver(folderOf(top), chain.slice(0, -1).map(folderOf));
}

/** A container's own folder, and one for what docker itself puts under it. */
export function containerGraphDriver(id: ContainerId, chain: readonly ChainId[]): Json {
  const own = folderOf(id);
  return graphDriver(own, [...chain.map(folderOf), `${own}-init`]);
}

function graphDriver(own: string, below: readonly string[]): Json {
  const lower = below.toReversed().map((folder) => `${ROOT}/${folder}/diff`);
  return {
    Data: new Map(
      Object.entries({
        ...(lower.length === 0 ? {} : { LowerDir: lower.join(':') }),
        MergedDir: `${ROOT}/${own}/merged`,
        UpperDir: `${ROOT}/${own}/diff`,
        WorkDir: `${ROOT}/${own}/work`,
      }),
    ),
    Name: 'overlay2',
  };
}

function folderOf(id: ChainId | ContainerId): string {
  return sha256Hex(utf8(`overlay2 ${id}`));
}
