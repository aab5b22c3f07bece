/** The rows of the build cache in `docker system df -v` (docker/cli `formatter/buildcache.go`). */
import type { CacheRecord } from '../../machine/build-cache.ts';
import { humanDuration } from '../text/durations.ts';
import { humanSizeWithPrecision } from '../text/sizes.ts';
import { formatGoTime } from '../text/times.ts';
import type { ListLayout, Row } from './list-row.ts';

export const CACHE_LAYOUT: ListLayout = {
  typeName: '*formatter.buildCacheContext',
  headers: {
    ID: 'CACHE ID',
    Parent: 'PARENT',
    CacheType: 'CACHE TYPE',
    Size: 'SIZE',
    CreatedSince: 'CREATED',
    LastUsedSince: 'LAST USED',
    UsageCount: 'USAGE',
    InUse: 'IN USE',
    Shared: 'SHARED',
    Description: 'DESCRIPTION',
  },
};
const ID_WIDTH = 12;

export function cacheRow(record: CacheRecord, shared: boolean, now: number): Row {
  return {
    columns: {
      ID: () => record.id.slice(0, ID_WIDTH),
      Parent: () => '',
      CacheType: () => record.type,
      Description: () => record.description,
      Size: () => humanSizeWithPrecision(record.size, 3),
      CreatedAt: () => formatGoTime(record.createdAt),
      CreatedSince: () => `${humanDuration(now - record.createdAt)} ago`,
      LastUsedAt: () => formatGoTime(record.lastUsedAt),
      LastUsedSince: () => `${humanDuration(now - record.lastUsedAt)} ago`,
      UsageCount: () => String(record.usageCount),
      InUse: () => 'false',
      Shared: () => String(shared),
    },
  };
}
