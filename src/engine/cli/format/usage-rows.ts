/** The rows of `docker system df` (docker/cli `formatter/disk_usage.go`). */
import type { DiskUsage, UsageRow } from '../../container/disk-usage.ts';
import { humanSize } from '../text/sizes.ts';
import type { ListLayout, Row } from './list-row.ts';

export const USAGE_LAYOUT: ListLayout = {
  typeName: '*formatter.diskUsageContext',
  headers: { Type: 'TYPE', TotalCount: 'TOTAL', Active: 'ACTIVE', Size: 'SIZE', Reclaimable: 'RECLAIMABLE' },
};

/** Build cache has no percentage; the others have one where there is anything at all. */
export function usageRows({ images, containers, volumes, buildCache }: DiskUsage): Row[] {
  return [
    usageRow('Images', '*formatter.diskUsageImagesContext', images, withShare(images)),
    usageRow('Containers', '*formatter.diskUsageContainersContext', containers, withShare(containers)),
    usageRow('Local Volumes', '*formatter.diskUsageVolumesContext', volumes, withShare(volumes)),
    usageRow('Build Cache', '*formatter.diskUsageBuilderContext', buildCache, humanSize(buildCache.reclaimable)),
  ];
}

function usageRow(type: string, typeName: string, row: UsageRow, reclaimable: string): Row {
  return {
    typeName,
    columns: {
      Type: () => type,
      TotalCount: () => String(row.total),
      Active: () => String(row.active),
      Size: () => humanSize(row.size),
      Reclaimable: () => reclaimable,
    },
  };
}

/** Percent are cut off, not rounded. */
function withShare({ size, reclaimable }: UsageRow): string {
  const text = humanSize(reclaimable);
  return size > 0 ? `${text} (${Math.trunc((reclaimable * 100) / size)}%)` : text;
}
