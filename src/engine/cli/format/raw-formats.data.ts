/** `--format raw` of docker's lists (docker/cli 28 `formatter/{image,container,volume,buildcache,disk_usage}.go`, `network/formatter.go`). */

export const RAW_CONTAINER = `container_id: {{.ID}}
image: {{.Image}}
command: {{.Command}}
created_at: {{.CreatedAt}}
state: {{- pad .State 1 0}}
status: {{- pad .Status 1 0}}
names: {{.Names}}
labels: {{- pad .Labels 1 0}}
ports: {{- pad .Ports 1 0}}
`;
export const RAW_VOLUME = 'name: {{.Name}}\ndriver: {{.Driver}}\n';
export const RAW_NETWORK = 'network_id: {{.ID}}\nname: {{.Name}}\ndriver: {{.Driver}}\nscope: {{.Scope}}\n';
export const RAW_USAGE =
  'type: {{.Type}}\ntotal: {{.TotalCount}}\nactive: {{.Active}}\nsize: {{.Size}}\nreclaimable: {{.Reclaimable}}\n';

const RAW_CACHE = `build_cache_id: {{.ID}}
parent_id: {{.Parent}}
build_cache_type: {{.CacheType}}
description: {{.Description}}
created_at: {{.CreatedAt}}
created_since: {{.CreatedSince}}
last_used_at: {{.LastUsedAt}}
last_used_since: {{.LastUsedSince}}
usage_count: {{.UsageCount}}
in_use: {{.InUse}}
shared: {{.Shared}}
`;

export function rawImage(digests: boolean): string {
  const digest = digests ? 'digest: {{.Digest}}\n' : '';
  return `repository: {{ .Repository }}\ntag: {{.Tag}}\n${digest}image_id: {{.ID}}\ncreated_at: {{.CreatedAt}}\nvirtual_size: {{.Size}}\n`;
}

/** `docker system df -v --format raw` */
export const RAW_USAGE_LISTS = [
  ['Images', 'Image', rawImage(true)],
  ['Containers', 'Container', `${RAW_CONTAINER}size: {{.Size}}\n`],
  ['Volumes', 'Volume', RAW_VOLUME],
  ['BuildCache', 'Build Cache', RAW_CACHE],
]
  .map(([list, type, format]) => `{{range .${list}}}type: ${type}\n${format}\n{{end -}}\n`)
  .join('')
  .trimEnd();
