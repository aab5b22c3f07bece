/**
 * `docker builder prune` (moby/buildkit cache/manager.go prune). Without `--all` a record stays whose layer an image has, too. A record
 * on which another stands goes after that one, so what a kept step stands on is kept. Layers that nobody else holds go with their records;
 * the sizes of all records count as reclaimed, even of layers that an image keeps.
 */
import type { CacheRecord } from '../../machine/build-cache.ts';
import { recordPrune } from '../../machine/events.ts';
import { sweepLayers } from '../../machine/holders.ts';
import type { Machine } from '../../machine/machine.ts';
import type { ChainId, Digest } from '../../oci/digest.ts';
import { CACHE_MOUNT, measureRecords } from './cache-records.ts';

export interface PruneBuildCacheOptions {
  readonly all?: boolean;
  /** milliseconds since 1970: only what was not used since then (`--filter until=24h`) */
  readonly unusedSince?: number;
  /** `--keep-storage`: bytes that may stay */
  readonly keepBytes?: number;
  /** `--filter type=…` and the like */
  readonly isWanted?: (record: CacheRecord, parent: CacheRecord | undefined) => boolean;
}

/** @returns IDs as docker lists them, and bytes */
export function pruneBuildCache(
  machine: Machine,
  options: PruneBuildCacheOptions = {},
): { machine: Machine; removed: string[]; reclaimed: number } {
  const { keepBytes = 0 } = options;
  const records = new Map((keepBytes > 0 ? measureRecords(machine) : machine).buildCache.records);
  if (keepBytes > 0) for (const [key, record] of records) records.set(key, measure(record, machine.now));
  const held = new Set<ChainId>([...machine.images.values()].flatMap((image) => image.chain));
  const removed: CacheRecord[] = [];
  let left = total([...records.values()].filter((record) => !isShared(record, held)));
  while (keepBytes === 0 || left >= keepBytes) {
    const next = choose(records, held, options);
    if (next === undefined) break;
    records.delete(next.key);
    removed.push(next);
    left -= next.size;
  }
  const swept = sweepLayers({ ...machine, buildCache: { records } }).machine;
  const reclaimed = total(removed);
  return { machine: recordPrune(swept, 'builder', reclaimed), removed: removed.map((record) => record.id), reclaimed };
}

/** docker opens a cache mount to measure it, which counts as one more use: cache mounts go last. */
function measure(record: CacheRecord, now: number): CacheRecord {
  return record.type === CACHE_MOUNT ? { ...record, usageCount: record.usageCount + 1, lastUsedAt: now } : record;
}

/** Of those that may go now the first to go: the longer unused and the less often used. */
function choose(
  records: ReadonlyMap<Digest, CacheRecord>,
  held: ReadonlySet<ChainId>,
  options: PruneBuildCacheOptions,
): CacheRecord | undefined {
  const { all = false, unusedSince = Number.POSITIVE_INFINITY, isWanted } = options;
  const parentOf = ({ parent }: CacheRecord) => (parent === undefined ? undefined : records.get(parent));
  const parents = new Set([...records.values()].map((record) => record.parent));
  const free = [...records.values()].filter(
    (record) =>
      !parents.has(record.key) &&
      (all || !isShared(record, held)) &&
      record.lastUsedAt <= unusedSince &&
      isWanted?.(record, parentOf(record)) !== false,
  );
  const ageRank = rank(free.map((record) => record.lastUsedAt));
  const useRank = rank(free.map((record) => record.usageCount));
  const score = (record: CacheRecord): number => ageRank(record.lastUsedAt) + useRank(record.usageCount);
  const [first] = free.sort((a, b) => score(a) - score(b) || a.usageCount - b.usageCount);
  return first;
}

/** Where a value stands among its like: above 0, to 1. */
function rank(values: readonly number[]): (value: number) => number {
  const known = [...new Set(values)].sort((a, b) => a - b);
  return (value) => (known.indexOf(value) + 1) / known.length;
}

function isShared(record: CacheRecord, held: ReadonlySet<ChainId>): boolean {
  const top = record.chain.at(-1);
  return top !== undefined && held.has(top);
}

function total(records: Iterable<CacheRecord>): number {
  let size = 0;
  for (const record of records) size += record.size;
  return size;
}
