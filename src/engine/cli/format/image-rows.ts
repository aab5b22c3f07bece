/** The columns of `docker images` (docker/cli `formatter/image.go`). */

import { type ImageSummary, listImageRows } from '../../image/list-images.ts';
import { shortId } from '../../oci/digest.ts';
import { humanDuration } from '../text/durations.ts';
import { humanSize, humanSizeWithPrecision } from '../text/sizes.ts';
import { formatGoTime } from '../text/times.ts';
import type { ListLayout, Row } from './list-row.ts';

export const IMAGE_LAYOUT: ListLayout = {
  typeName: '*formatter.imageContext',
  headers: {
    ID: 'IMAGE ID',
    Repository: 'REPOSITORY',
    Tag: 'TAG',
    Digest: 'DIGEST',
    CreatedSince: 'CREATED',
    CreatedAt: 'CREATED AT',
    Size: 'SIZE',
    Containers: 'CONTAINERS',
    VirtualSize: 'SIZE',
    SharedSize: 'SHARED SIZE',
    UniqueSize: 'UNIQUE SIZE',
  },
};

const NONE = '<none>';
/** What the daemon was not asked to count. */
const NOT_AVAILABLE = 'N/A';

/** What `docker system df -v` counts beside. */
export interface ImageCounts {
  readonly sharedSize: number;
  readonly containers: number;
}

export interface ImageRowOptions {
  readonly now: number;
  readonly truncate: boolean;
  readonly digests: boolean;
  /** how old an image is that has no time; '' where nothing is said */
  readonly withoutTime?: string;
  readonly counts?: (summary: ImageSummary) => ImageCounts;
}

export function imageRows(summaries: readonly ImageSummary[], options: ImageRowOptions): Row[] {
  return summaries.flatMap((summary) => {
    const counts = options.counts?.(summary);
    return listImageRows(summary, options.digests).map(
      ({ repository = NONE, tag = NONE, digest = NONE }): Row => ({
        columns: {
          ID: () => (options.truncate ? shortId(summary.image.id) : summary.image.id),
          Repository: () => repository,
          Tag: () => tag,
          Digest: () => (counts === undefined ? digest : ''),
          CreatedSince: () => since(summary.created, options),
          CreatedAt: () => formatGoTime(summary.created * 1000),
          Size: () => humanSizeWithPrecision(summary.size, 3),
          VirtualSize: () => humanSize(summary.size),
          Containers: () => (counts === undefined ? NOT_AVAILABLE : String(counts.containers)),
          SharedSize: () => (counts === undefined ? NOT_AVAILABLE : humanSize(counts.sharedSize)),
          UniqueSize: () => (counts === undefined ? NOT_AVAILABLE : humanSize(summary.size - counts.sharedSize)),
        },
        struct: ({ imageStruct }) => imageStruct(summary, { repository, tag, digest }, options.truncate),
      }),
    );
  });
}

/** Go's zero time in seconds: an image of settings alone on nothing has none of its own. */
const ZERO_TIME = -62_135_596_800;

function since(created: number, { now, withoutTime = '' }: ImageRowOptions): string {
  return created === ZERO_TIME ? withoutTime : `${humanDuration(now - created * 1000)} ago`;
}
