import { type ListContainersOptions, listContainers } from '../../container/list-containers.ts';
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { CONTAINER_LAYOUT, containerRow, emptyContainerRow } from '../format/container-rows.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { formatList } from '../format/format-list.ts';
import { rawFormats } from '../format/raw-formats.ts';
import { portFilter } from './port-filter.ts';

const TEMPLATES = createPart(() => import('../format/format-template.ts'));
const TABLE = 'table {{.ID}}\t{{.Image}}\t{{.Command}}\t{{.RunningFor}}\t{{.Status}}\t{{.Ports}}\t{{.Names}}';

export function* containerLs(call: CommandCall): Soon<number> {
  const { ctx, ref, io, flags } = call;
  const quiet = flags.bool('quiet');
  const source = chooseSource(call, quiet);
  const size = flags.bool('size');
  const measures = (yield* asksForSize(call)) || size;
  const filters = parseFilters(flags.list('filter'));
  const options: ListContainersOptions = {
    all: flags.bool('all'),
    last: flags.bool('latest') && !flags.isSet('last') ? 1 : Math.max(0, flags.number('last')),
    filters,
    accepts: portFilter(filters),
  };
  const rows = listContainers(ref.current, options).map((container) =>
    containerRow(ref.current, container, { truncate: !flags.bool('no-trunc'), size: measures ? 'whole' : 'none' }),
  );
  io.write(1, yield* wait(formatList(yield* formatFor(source, quiet, size), CONTAINER_LAYOUT, rows, ctx.ports.limits.shellSteps)));
  return 0;
}

function chooseSource({ io, flags }: CommandCall, quiet: boolean): string {
  const given = flags.text('format');
  if (given === '') return 'table';
  if (!quiet) return given;
  io.write(2, 'WARNING: Ignoring custom format, because both --format and --quiet are set.\n');
  return given === 'raw' ? 'raw' : 'table';
}

function* formatFor(source: string, quiet: boolean, size: boolean): Soon<string> {
  if (source === 'table') return quiet ? '{{.ID}}' : size ? `${TABLE}\t{{.Size}}` : TABLE;
  if (source !== 'raw') return source;
  if (quiet) return 'container_id: {{.ID}}';
  const { RAW_CONTAINER } = yield* rawFormats();
  return size ? `${RAW_CONTAINER}size: {{.Size}}\n` : RAW_CONTAINER;
}

/** A template of one's own is tried before the daemon is asked, to see whether it has to measure. @throws CommandFailure */
function* asksForSize({ ctx, ref, flags }: CommandCall): Soon<boolean> {
  const format = flags.text('format');
  if (format === '' || format === 'json') return false;
  let asked = false;
  const row = emptyContainerRow(ref.current.now, () => {
    asked = true;
  });
  const { tryFormat } = TEMPLATES.loaded ?? (yield* wait(TEMPLATES.load()));
  const problem = tryFormat(format, CONTAINER_LAYOUT, row, ctx.ports.limits.shellSteps);
  if (problem !== undefined) throw new CommandFailure(problem);
  return asked;
}
