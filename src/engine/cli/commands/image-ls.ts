/** `docker images`, `docker image ls`. */

import { listImages } from '../../image/list-images.ts';
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';
import type { CommandCall } from '../command-call.ts';
import { parseFilters } from '../format/filters-flag.ts';
import { formatList } from '../format/format-list.ts';
import { IMAGE_LAYOUT, imageRows } from '../format/image-rows.ts';
import { rawFormats } from '../format/raw-formats.ts';

const HINT = createPart(() => import('./image-ls-hint.ts'));

const TABLE = 'table {{.Repository}}\t{{.Tag}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}';
const DIGEST_TABLE = 'table {{.Repository}}\t{{.Tag}}\t{{.Digest}}\t{{.ID}}\t{{.CreatedSince}}\t{{.Size}}';

export function* imageLs({ ctx, ref, io, node, flags, args }: CommandCall): Soon<number> {
  const [pattern] = args;
  const filters = new Map(parseFilters(flags.list('filter')));
  if (pattern !== undefined && pattern !== '') filters.set('reference', [...(filters.get('reference') ?? []), pattern]);
  const summaries = listImages(ref.current, { all: flags.bool('all'), filters });
  const digests = flags.bool('digests');
  const format = yield* chooseFormat(flags.text('format') || 'table', flags.bool('quiet'), digests);
  const usesTable = format === TABLE || format === DIGEST_TABLE;
  const rows = imageRows(summaries, {
    ...(usesTable ? { withoutTime: 'N/A' } : {}),
    now: ref.current.now,
    truncate: !flags.bool('no-trunc'),
    digests: needsDigests(format, digests),
  });
  io.write(1, yield* wait(formatList(format, IMAGE_LAYOUT, rows, ctx.ports.limits.shellSteps)));
  if (pattern !== undefined && summaries.length === 0 && node.path === 'docker images')
    io.write(2, (yield* wait(HINT.load())).ambiguousHint(pattern));
  return 0;
}

function* chooseFormat(source: string, quiet: boolean, digests: boolean): Soon<string> {
  if (source === 'table') return quiet ? '{{.ID}}' : digests ? DIGEST_TABLE : TABLE;
  if (source === 'raw') return quiet ? 'image_id: {{.ID}}' : (yield* rawFormats()).rawImage(digests);
  const isTable = source.startsWith('table');
  return isTable && digests && !source.includes('{{.Digest}}') ? `${source}\t{{.Digest}}` : source;
}

/** A row for each digest, where the format shows digests at all. */
function needsDigests(format: string, digests: boolean): boolean {
  return digests || format.includes('{{.Digest}}');
}
