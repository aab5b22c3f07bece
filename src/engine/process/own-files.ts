/** Docker's own three files of a container, /etc/hosts, /etc/hostname and /etc/resolv.conf, as its last start wrote them. */
import type { Node } from '../fs/node.ts';
import type { Container } from '../machine/container.ts';
import { type OwnFileOptions, ownFileMounts } from './system-mounts.ts';

export function addressesOf({ endpoints, hostConfig: { taken } }: Container): readonly string[] {
  if (taken?.addresses !== undefined) return taken.addresses;
  const addresses: string[] = [];
  for (const { address = '' } of endpoints.values()) if (address !== '') addresses.push(address);
  return addresses;
}

export function ownFileOptions({ config, hostConfig, endpoints }: Container): Omit<OwnFileOptions, 'addresses' | 'mtime'> {
  const { taken } = hostConfig;
  return {
    hostname: config.Hostname ?? '',
    settings: hostConfig.settings,
    dns: taken?.dns,
    domain: config.Domainname ?? '',
    ownNetwork: taken?.ownNetwork ?? [...endpoints.values()].some(({ aliases }) => aliases !== undefined && aliases.length > 0),
    extraHosts: taken?.extraHosts ?? hostConfig.extraHosts,
    readOnly: hostConfig.readOnly,
  };
}

/** By path; none before the first start, and what the container's own programs wrote there is not seen. */
export function listOwnFiles(container: Container): ReadonlyMap<string, Node> {
  const { startedWith, state } = container;
  if (startedWith === undefined) return new Map();
  const mounts = ownFileMounts({ ...ownFileOptions(container), addresses: startedWith, mtime: (state.startedAt ?? 0) / 1000 });
  return new Map(
    mounts.flatMap(({ target, tree, file = '' }) => {
      const node = tree.root.entries.get(file);
      return node === undefined ? [] : [[target, node] as const];
    }),
  );
}
