import { measureRecords } from '../../build/cache/cache-records.ts';
import { type DiskUsage, measureUsage } from '../../container/disk-usage.ts';
import type { ImageSummary } from '../../image/list-images.ts';
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';
import type { CommandCall } from '../command-call.ts';
import { CACHE_LAYOUT, cacheRow } from '../format/cache-rows.ts';
import { CONTAINER_LAYOUT, containerRow } from '../format/container-rows.ts';
import { formatList } from '../format/format-list.ts';
import type { Section } from '../format/format-sections.ts';
import { IMAGE_LAYOUT, imageRows } from '../format/image-rows.ts';
import { rawFormats } from '../format/raw-formats.ts';
import { USAGE_LAYOUT, usageRows } from '../format/usage-rows.ts';
import { VOLUME_LAYOUT, volumeRow } from '../format/volume-rows.ts';
import { humanSize } from '../text/sizes.ts';

const SECTIONS = createPart(() => import('../format/format-sections.ts'));
const TABLE = 'table {{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}';

export function* systemDf(call: CommandCall): Soon<number> {
  const { ctx, ref, io, flags } = call;
  ref.current = measureRecords(ref.current);
  const usage = measureUsage(ref.current);
  const source = flags.text('format') || 'table';
  const maxSteps = ctx.ports.limits.shellSteps;
  if (!flags.bool('verbose')) {
    io.write(
      1,
      yield* wait(
        formatList(
          source === 'table' ? TABLE : source === 'raw' ? (yield* rawFormats()).RAW_USAGE : source,
          USAGE_LAYOUT,
          usageRows(usage),
          maxSteps,
        ),
      ),
    );
    return 0;
  }
  const sections = listSections(call, usage);
  if (source === 'table') {
    const lists: string[] = [];
    for (const { title, table, layout, rows } of sections)
      lists.push(`${title}\n\n${yield* wait(formatList(table, layout, rows, maxSteps))}`);
    io.write(1, lists.join('\n'));
    return 0;
  }
  const { formatSections } = SECTIONS.loaded ?? (yield* wait(SECTIONS.load()));
  const lists = source === 'json' ? '{{json .}}' : source === 'raw' ? (yield* rawFormats()).RAW_USAGE_LISTS : source;
  io.write(1, formatSections(sections, lists, maxSteps));
  return 0;
}

/** Of several names the first tag is shown, of names without a tag none. */
function withFirstTag<T extends ImageSummary>(summary: T): T {
  const tagged = summary.references.filter(({ tag }) => tag !== undefined);
  return { ...summary, references: tagged.slice(0, 1) };
}

function listSections({ ref, flags }: CommandCall, usage: DiskUsage): readonly Section[] {
  const machine = ref.current;
  const truncate = !flags.isSet('format') || flags.text('format') === 'table';
  const counts = new Map(usage.images.list.map((one) => [one.image.id, { sharedSize: one.shared, containers: one.containers }]));
  const images = imageRows(usage.images.list.map(withFirstTag), {
    now: machine.now,
    truncate,
    digests: false,
    counts: ({ image }) => counts.get(image.id) ?? { sharedSize: 0, containers: 0 },
  });
  const containers = usage.containers.list.map(({ container }) => containerRow(machine, container, { truncate, size: 'own' }));
  const cache = usage.buildCache.list.toSorted((a, b) => a.record.lastUsedAt - b.record.lastUsedAt);
  return [
    {
      name: 'Images',
      title: 'Images space usage:',
      table:
        'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}\t{{.SharedSize}}\t{{.UniqueSize}}\t{{.Containers}}',
      layout: IMAGE_LAYOUT,
      rows: images,
    },
    {
      name: 'Containers',
      title: 'Containers space usage:',
      table: 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.LocalVolumes}}\t{{.Size}}\t{{.RunningFor}}\t{{.Status}}\t{{.Names}}',
      layout: CONTAINER_LAYOUT,
      rows: containers,
    },
    {
      name: 'Volumes',
      title: 'Local Volumes space usage:',
      table: 'table {{.Name}}\t{{.Links}}\t{{.Size}}',
      layout: VOLUME_LAYOUT,
      rows: usage.volumes.list.map(({ volume, ...counted }) => volumeRow(volume, counted)),
    },
    {
      name: 'BuildCache',
      title: `Build cache usage: ${humanSize(usage.buildCache.size)}`,
      table: 'table {{.ID}}\t{{.CacheType}}\t{{.Size}}\t{{.CreatedSince}}\t{{.LastUsedSince}}\t{{.UsageCount}}\t{{.Shared}}',
      layout: CACHE_LAYOUT,
      rows: cache.map(({ record, shared }) => cacheRow(record, shared, machine.now)),
    },
  ];
}
