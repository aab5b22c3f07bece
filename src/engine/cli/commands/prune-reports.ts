/** What each kind of prune did, as `docker … prune` and `docker system prune` print it. */
import { pruneBuildCache } from '../../build/cache/prune-build-cache.ts';
import { matchesNamePattern } from '../../container/name-pattern.ts';
import { pruneNetworks } from '../../container/networks.ts';
import { pruneContainers } from '../../container/prune-containers.ts';
import { pruneVolumes } from '../../container/prune-volumes.ts';
import { parseMilliseconds } from '../../go/duration.ts';
import { pruneImages } from '../../image/prune-images.ts';
import type { CacheRecord } from '../../machine/build-cache.ts';
import { recordPrune } from '../../machine/events.ts';
import type { Filters } from '../../machine/filters.ts';
import type { MachineRef } from '../../machine/machine.ts';
import type { HostIo } from '../../process/host-io.ts';
import { CommandFailure } from '../command-call.ts';
import { humanSize } from '../text/sizes.ts';
import { daemonSays } from '../words/daemon-words.ts';

export interface PruneReport {
  /** '' where nothing was removed; the bytes then do not count */
  readonly text: string;
  readonly reclaimed: number;
}

export function pruneImagesReport(ref: MachineRef, all: boolean, filters: Filters): PruneReport {
  const { machine, report, reclaimed } = pruneImages(ref.current, { all, filters });
  ref.current = recordPrune(machine, 'image', reclaimed);
  const lines = report.map((line) => (line.kind === 'untagged' ? `untagged: ${line.reference}` : `deleted: ${line.id}`));
  return asReport('Deleted Images:', lines, reclaimed);
}

export function pruneContainersReport(ref: MachineRef, filters: Filters): PruneReport {
  const { machine, removed, reclaimed } = pruneContainers(ref.current, filters);
  ref.current = recordPrune(machine, 'container', reclaimed);
  return asReport('Deleted Containers:', removed, reclaimed);
}

/** Engines before 23 take named volumes, too. */
export function pruneVolumesReport(ref: MachineRef, filters: Filters): PruneReport {
  const { machine, removed, reclaimed } = pruneVolumes(ref.current, filters);
  ref.current = recordPrune(machine, 'volume', reclaimed);
  return asReport('Deleted Volumes:', removed, reclaimed);
}

/** @param until made at this moment or before; milliseconds since 1970 */
export function pruneNetworksReport(ref: MachineRef, filters: Filters, until: number | undefined): PruneReport {
  const { machine, removed } = pruneNetworks(ref.current, filters, until);
  ref.current = recordPrune(machine, 'network', 0);
  return asReport('Deleted Networks:', removed, 0);
}

/** @throws CommandFailure */
/** @param keepBytes what may stay; 0: nothing */
export function pruneCacheReport(ref: MachineRef, all: boolean, filters: Filters, keepBytes = 0): PruneReport {
  const unusedSince = readUnusedSince(filters, ref.current.now);
  const isWanted = readFields(filters);
  const { machine, removed, reclaimed } = pruneBuildCache(ref.current, {
    all,
    keepBytes,
    ...(isWanted === undefined ? {} : { isWanted }),
    ...(unusedSince === undefined ? {} : { unusedSince }),
  });
  ref.current = machine;
  return asReport('Deleted build cache objects:', removed, reclaimed);
}

/** One after the other, so that a kind that is refused comes after what was done before it. A blank line parts the list from the sum. */
export function printReports(io: HostIo, prunes: readonly (() => PruneReport)[]): void {
  let reclaimed = 0;
  for (const prune of prunes) {
    const report = prune();
    if (report.text !== '') io.write(1, `${report.text}\n`);
    reclaimed += report.reclaimed;
  }
  io.write(1, `Total reclaimed space: ${humanSize(reclaimed)}\n`);
}

function asReport(title: string, lines: readonly string[], reclaimed: number): PruneReport {
  return lines.length === 0 ? { text: '', reclaimed: 0 } : { text: `${[title, ...lines].join('\n')}\n`, reclaimed };
}

/** a label is taken, and makes no difference */
const CACHE_FILTERS = new Set(['until', 'unused-for', 'label', 'label!']);
const CACHE_FIELDS = ['id', 'parent', 'type', 'description', 'inuse', 'shared', 'private'] as const;

/** Of records, by their fields; those without a value (`inuse`, `shared`, `private`) are no text, and equal none. */
function readFields(filters: Filters): ((record: CacheRecord, parent: CacheRecord | undefined) => boolean) | undefined {
  const wanted = CACHE_FIELDS.flatMap((field) => (filters.get(field) ?? []).map((value) => ({ field, value })));
  if (wanted.length === 0) return undefined;
  return (record, parent) =>
    wanted.every(({ field, value }) => {
      if (field === 'id') return matchesNamePattern(value, record.id);
      const texts = {
        parent: parent?.id ?? '',
        type: record.type,
        description: record.description,
        inuse: '',
        shared: '',
        private: '',
      };
      return texts[field] === value;
    });
}

/** moby 20.10 `builder-next/builder.go` toBuildkitPruneInfo. */
function readUnusedSince(filters: Filters, now: number): number | undefined {
  const refuse = (problem: string): never => {
    throw new CommandFailure(daemonSays(`failed to prune build cache: ${problem}`));
  };
  for (const name of filters.keys()) {
    const isField = CACHE_FIELDS.some((field) => field === name);
    if (isField && (filters.get(name)?.length ?? 0) > 1) refuse('filters expect only one value');
    if (!isField && !CACHE_FILTERS.has(name)) refuse(`Invalid filter '${name}'`);
  }
  const name = filters.has('unused-for') ? 'unused-for' : 'until';
  if (name === 'unused-for' && filters.has('until')) refuse('conflicting filters: cannot use both "until" and "unused-for"');
  const [value, ...others] = filters.get(name) ?? [];
  if (others.length > 0) refuse('filters expect only one value');
  if (value === undefined) return undefined;
  const parsed = parseMilliseconds(value);
  return 'problem' in parsed
    ? refuse(`"${name}" filter expects a duration (e.g., '24h'): ${parsed.problem}`)
    : now - parsed.milliseconds;
}
