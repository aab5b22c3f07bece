/** What the daemon 20.10 tells of a volume. */
import type { Volume } from '../../machine/machine.ts';
import type { Json } from '../../oci/go-json.ts';
import { formatRfc3339 } from '../text/times.ts';

export function volumeJson(volume: Volume): Json {
  return {
    CreatedAt: formatRfc3339(volume.createdAt),
    Driver: 'local',
    Labels: volume.labels ?? null,
    Mountpoint: volumeFolder(volume.name),
    Name: volume.name,
    Options: null,
    Scope: 'local',
  };
}

export function volumeFolder(name: string): string {
  return `/var/lib/docker/volumes/${name}/_data`;
}
