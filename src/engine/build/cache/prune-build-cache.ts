/**
 * `docker builder prune` (moby/buildkit cache/manager.go prune). Without `--all` a record stays whose layer an image has, too. A record
 * on which another stands goes after that one, so what a kept step stands on is kept. Layers that nobody else holds go with their records;
 * the sizes of all records count as reclaimed, even of layers that an image keeps.
 */
import type { CacheRecord } from '../../machine/build-cache.ts';
import { recordEvent } from '../../machine/events.ts';
import { sweepLayers } from '../../machine/holders.ts';
import type { Machine } from '../../machine/machine.ts';
import type { ChainId, Digest } from '../../oci/digest.ts';

export interface PruneBuildCacheOptions {
  readonly all?: boolean;
  /** milliseconds since 1970: only what was not used since then (`--filter until=24h`) */
  readonly unusedSince?: number;
  /** `--keep-storage`: bytes that may stay */
  readonly keepBytes?: number;
}

/** @returns IDs as docker lists them, and bytes */
export function pruneBuildCache(
  machine: Machine,
  options: PruneBuildCacheOptions = {},
): { machine: Machine; removed: string[]; reclaimed: number } {
  const records = new Map(machine.buildCache.records);
  const held = new Set<ChainId>([...machine.images.values()].flatMap((image) => image.chain));
  const removed: CacheRecord[] = [];
  for (let next = choose(records, held, options); next !== undefined; next = choose(records, held, options)) {
    records.delete(next.key);
    removed.push(next);
  }
  const swept = sweepLayers({ ...machine, buildCache: { records } }).machine;
  const recorded = removed.length === 0 ? swept : recordEvent(swept, { type: 'builder', action: 'prune', id: '' });
  return { machine: recorded, removed: removed.map((record) => record.id), reclaimed: total(removed) };
}

/** The longest unused of those that may go now. */
function choose(
  records: ReadonlyMap<Digest, CacheRecord>,
  held: ReadonlySet<ChainId>,
  options: PruneBuildCacheOptions,
): CacheRecord | undefined {
  const { keepBytes } = options;
  if (keepBytes !== undefined && keepBytes > 0 && total(records.values()) <= keepBytes) return undefined;
  const parents = new Set([...records.values()].map((record) => record.parent));
  let oldest: CacheRecord | undefined;
  for (const record of records.values()) {
    const top = record.chain.at(-1);
    const isShared = top !== undefined && held.has(top);
    if (parents.has(record.key) || (isShared && options.all !== true)) continue;
    if (options.unusedSince !== undefined && record.lastUsedAt > options.unusedSince) continue;
    if (oldest === undefined || record.lastUsedAt < oldest.lastUsedAt) oldest = record;
  }
  return oldest;
}

function total(records: Iterable<CacheRecord>): number {
  let size = 0;
  for (const record of records) size += record.size;
  return size;
}
