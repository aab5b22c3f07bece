/** What each kind of prune did, as `docker … prune` and `docker system prune` print it. */
import { pruneBuildCache } from '../../build/cache/prune-build-cache.ts';
import { pruneContainers } from '../../container/prune-containers.ts';
import { pruneVolumes } from '../../container/volumes.ts';
import { pruneImages } from '../../image/prune-images.ts';
import { type Filters, parseUntil } from '../../machine/filters.ts';
import type { MachineRef } from '../../machine/machine.ts';
import type { HostIo } from '../../process/host-io.ts';
import { CommandFailure } from '../command-call.ts';
import { humanSize } from '../text/sizes.ts';

export interface PruneReport {
  /** '' where nothing was removed; the bytes then do not count */
  readonly text: string;
  readonly reclaimed: number;
}

export function pruneImagesReport(ref: MachineRef, all: boolean, filters: Filters): PruneReport {
  const { machine, report, reclaimed } = pruneImages(ref.current, { all, filters });
  ref.current = machine;
  const lines = report.map((line) => (line.kind === 'untagged' ? `untagged: ${line.reference}` : `deleted: ${line.id}`));
  return asReport('Deleted Images:', lines, reclaimed);
}

export function pruneContainersReport(ref: MachineRef, filters: Filters): PruneReport {
  const { machine, removed, reclaimed } = pruneContainers(ref.current, filters);
  ref.current = machine;
  return asReport('Deleted Containers:', removed, reclaimed);
}

/** Engines before 23 take named volumes, too. */
export function pruneVolumesReport(ref: MachineRef, filters: Filters): PruneReport {
  const { machine, removed, reclaimed } = pruneVolumes(ref.current, filters);
  ref.current = machine;
  return asReport('Deleted Volumes:', removed, reclaimed);
}

export function pruneCacheReport(ref: MachineRef, all: boolean, filters: Filters): PruneReport {
  const unusedSince = readUntil(filters, ref.current.now);
  const { machine, removed, reclaimed } = pruneBuildCache(ref.current, {
    all,
    ...(unusedSince === undefined ? {} : { unusedSince }),
  });
  ref.current = machine;
  return asReport('Deleted build cache objects:', removed, reclaimed);
}

/** A blank line parts the list from the sum. */
export function printReports(io: HostIo, reports: readonly PruneReport[]): void {
  for (const { text } of reports) if (text !== '') io.write(1, `${text}\n`);
  io.write(1, `Total reclaimed space: ${humanSize(reports.reduce((sum, one) => sum + one.reclaimed, 0))}\n`);
}

function asReport(title: string, lines: readonly string[], reclaimed: number): PruneReport {
  return lines.length === 0 ? { text: '', reclaimed: 0 } : { text: `${[title, ...lines].join('\n')}\n`, reclaimed };
}

function readUntil(filters: Filters, now: number): number | undefined {
  const [value] = filters.get('until') ?? [];
  if (value === undefined) return undefined;
  const until = parseUntil(value, now);
  if (until === undefined) throw new CommandFailure(`Error response from daemon: failed to parse until filter value ${value}`);
  return until;
}
