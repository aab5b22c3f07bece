import { type DiskUsage, measureUsage } from '../../container/disk-usage.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { CACHE_LAYOUT, cacheRow } from '../format/cache-rows.ts';
import { CONTAINER_LAYOUT, containerRow } from '../format/container-rows.ts';
import { formatList, type ListLayout, type Row, rowValue } from '../format/format-list.ts';
import { IMAGE_LAYOUT, imageRows } from '../format/image-rows.ts';
import { USAGE_LAYOUT, usageRows } from '../format/usage-rows.ts';
import { VOLUME_LAYOUT, volumeRow } from '../format/volume-rows.ts';
import { goStruct } from '../inspect/go-struct.ts';
import { parseDockerTemplate } from '../template/docker-template.ts';
import { execTemplate } from '../template/exec-template.ts';
import { ANY, type GoValue, sliceOf } from '../template/go-value.ts';
import { TemplateError } from '../template/parse-template.ts';
import { TEMPLATE_FUNCTIONS } from '../template/template-functions.ts';
import { humanSize } from '../text/sizes.ts';

const TABLE = 'table {{.Type}}\t{{.TotalCount}}\t{{.Active}}\t{{.Size}}\t{{.Reclaimable}}';

export async function systemDf(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags } = call;
  const usage = measureUsage(ref.current);
  const source = flags.text('format') || 'table';
  const maxSteps = ctx.ports.limits.shellSteps;
  if (!flags.bool('verbose')) {
    io.write(1, formatList(source === 'table' ? TABLE : source, USAGE_LAYOUT, usageRows(usage), maxSteps));
    return 0;
  }
  const sections = listSections(call, usage);
  if (source === 'table') io.write(1, sections.map((section) => `${section.title}\n\n${list(section, maxSteps)}`).join('\n'));
  else io.write(1, `${formatSections(sections, source === 'json' ? '{{json .}}' : source, maxSteps)}\n`);
  return 0;
}

interface Section {
  /** field of the object that a template of one's own sees */
  readonly name: string;
  readonly title: string;
  readonly table: string;
  readonly layout: ListLayout;
  readonly rows: readonly Row[];
}

function listSections({ ref, flags }: CommandCall, usage: DiskUsage): readonly Section[] {
  const machine = ref.current;
  const truncate = !flags.isSet('format') || flags.text('format') === 'table';
  const counts = new Map(usage.images.list.map((one) => [one.image.id, { sharedSize: one.shared, containers: one.containers }]));
  const images = imageRows(usage.images.list, {
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

function list({ table, layout, rows }: Section, maxSteps: number): string {
  return formatList(table, layout, rows, maxSteps);
}

/** One object with a list for each section. @throws CommandFailure */
function formatSections(sections: readonly Section[], format: string, maxSteps: number): string {
  const type = goStruct('*formatter.diskUsageContext', Object.fromEntries(sections.map(({ name }) => [name, sliceOf(ANY)])));
  const data = new Map(
    sections.map(({ name, layout, rows }): [string, GoValue] => [
      name,
      { type: sliceOf(ANY), data: rows.map((row) => rowValue(row, layout)) },
    ]),
  );
  try {
    const template = parseDockerTemplate(format);
    return execTemplate(template, { type, data }, { functions: TEMPLATE_FUNCTIONS, missingKey: 'default', maxSteps });
  } catch (error) {
    if (error instanceof TemplateError) throw new CommandFailure(error.message);
    throw error;
  }
}
