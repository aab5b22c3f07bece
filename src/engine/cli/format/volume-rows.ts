/** The columns of `docker volume ls` (docker/cli `formatter/volume.go`). */
import type { Volume } from '../../machine/machine.ts';
import { volumeFolder } from '../inspect/volume-json.ts';
import { humanSize } from '../text/sizes.ts';
import type { ListLayout, Row } from './list-row.ts';

export const VOLUME_LAYOUT: ListLayout = {
  typeName: '*formatter.volumeContext',
  headers: {
    Name: 'VOLUME NAME',
    Driver: 'DRIVER',
    Scope: 'SCOPE',
    Availability: 'AVAILABILITY',
    Mountpoint: 'MOUNTPOINT',
    Labels: 'LABELS',
    Links: 'LINKS',
    Size: 'SIZE',
    Group: 'GROUP',
    Status: 'STATUS',
  },
};

/** @param usage what `docker system df -v` counts beside */
export function volumeRow(volume: Volume, usage?: { readonly links: number; readonly size: number }): Row {
  const text = (value: string) => () => value;
  const labels = Object.entries(volume.labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    columns: {
      Name: text(volume.name),
      Driver: text('local'),
      Scope: text('local'),
      Mountpoint: text(volumeFolder(volume.name)),
      Labels: () => labels.map(([key, value]) => `${key}=${value}`).join(','),
      Links: text(usage === undefined ? 'N/A' : String(usage.links)),
      Size: text(usage === undefined ? 'N/A' : humanSize(usage.size)),
      Availability: text('N/A'),
      Group: text('N/A'),
      Status: text('N/A'),
    },
    lookups: { Label: (key) => volume.labels?.[key] ?? '' },
    ...(usage === undefined ? { struct: ({ volumeStruct }) => volumeStruct(volume) } : {}),
  };
}
