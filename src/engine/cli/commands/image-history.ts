import { getImage } from '../../image/find-image.ts';
import { type HistoryRow, listHistory } from '../../image/history.ts';
import { listReferences } from '../../machine/image-references.ts';
import type { Machine } from '../../machine/machine.ts';
import { parseTimestamp } from '../../machine/timestamps.ts';
import { shortId } from '../../oci/digest.ts';
import { familiarString } from '../../reference/reference.ts';
import { type Soon, wait } from '../../soon.ts';
import { pathName } from '../args/path-name.ts';
import type { CommandCall } from '../command-call.ts';
import { formatList } from '../format/format-list.ts';
import type { ListLayout, Row } from '../format/list-row.ts';
import { humanDuration } from '../text/durations.ts';
import { ellipsis } from '../text/ellipsis.ts';
import { humanSizeWithPrecision } from '../text/sizes.ts';
import { formatRfc3339 } from '../text/times.ts';

const LAYOUT: ListLayout = {
  typeName: '*image.historyContext',
  headers: {
    ID: 'IMAGE',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    CreatedBy: 'CREATED BY',
    Size: 'SIZE',
    Comment: 'COMMENT',
  },
};
const TABLE = 'table {{.ID}}\t{{.CreatedSince}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}';
const EXACT_TABLE = 'table {{.ID}}\t{{.CreatedAt}}\t{{.CreatedBy}}\t{{.Size}}\t{{.Comment}}';
const CREATED_BY_WIDTH = 45;
/** Dates before it are taken for none (docker/cli 28 `formatter_history.go`). */
const EPOCH = Date.UTC(2000, 0, 1);
/** Go's time where a row has no date */
const YEAR_ONE = -62_135_596_800_000;

export function* imageHistory({ ctx, ref, io, flags, args }: CommandCall): Soon<number> {
  const human = flags.bool('human');
  const source = flags.text('format') || 'table';
  const table = flags.bool('quiet') ? '{{.ID}}' : human ? TABLE : EXACT_TABLE;
  const rows = listHistory(ref.current, getImage(ref.current, pathName(args[0] ?? ''))).map((row) =>
    historyRow(row, { machine: ref.current, human, truncate: !flags.bool('no-trunc') }),
  );
  io.write(1, yield* wait(formatList(source === 'table' ? table : source, LAYOUT, rows, ctx.ports.limits.shellSteps)));
  return 0;
}

function historyRow(row: HistoryRow, { machine, human, truncate }: { machine: Machine; human: boolean; truncate: boolean }): Row {
  const { now } = machine;
  const created = row.created === undefined ? YEAR_ONE : (parseTimestamp(row.created) ?? YEAR_ONE);
  const seconds = Math.floor(created / 1000) * 1000;
  const createdAt = (): string => formatRfc3339(seconds);
  const createdBy = row.createdBy.replaceAll('\t', ' ');
  return {
    columns: {
      ID: () => (row.imageId === undefined ? '<missing>' : truncate ? shortId(row.imageId) : row.imageId),
      CreatedAt: createdAt,
      CreatedSince: () => (!human ? createdAt() : seconds <= EPOCH ? 'N/A' : `${humanDuration(now - seconds)} ago`),
      CreatedBy: () => (truncate ? ellipsis(createdBy, CREATED_BY_WIDTH) : createdBy),
      Size: () => (human ? humanSizeWithPrecision(row.size, 3) : String(row.size)),
      Comment: () => row.comment,
    },
    struct: ({ historyStruct }) => historyStruct(row, { truncate, human, created: seconds / 1000, tags: tagsOf(machine, row) }),
  };
}

function tagsOf(machine: Machine, { imageId }: HistoryRow): string[] {
  const references = imageId === undefined ? [] : listReferences(machine, imageId).map(({ reference }) => reference);
  return references.filter(({ tag }) => tag !== undefined).map(familiarString);
}
