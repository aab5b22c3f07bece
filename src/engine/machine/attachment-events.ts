/** What a container's networks and volumes tell when it takes them and gives them back: `docker events` has a line for each. */
import type { Container } from './container.ts';
import { recordEvent } from './events.ts';
import type { Machine } from './machine.ts';
import { listNetworks } from './networks.ts';

/** Its places in networks, then its volumes: what a start takes (`connect`, `mount`) and an end gives back (`disconnect`, `unmount`). */
export function recordAttachments(machine: Machine, container: Container, change: 'taken' | 'given back'): Machine {
  let current = machine;
  for (const name of container.endpoints.keys()) current = recordConnection(current, container, name, change);
  return recordMounts(current, container, change);
}

export function recordConnection(machine: Machine, container: Container, name: string, change: 'taken' | 'given back'): Machine {
  const network = listNetworks(machine).find((one) => one.name === name);
  return recordEvent(machine, {
    type: 'network',
    action: change === 'taken' ? 'connect' : 'disconnect',
    id: network?.id ?? container.endpoints.get(name)?.networkId ?? '',
    attributes: { container: container.id, name, type: network?.driver ?? 'bridge' },
  });
}

export function recordMounts(machine: Machine, container: Container, change: 'taken' | 'given back'): Machine {
  let current = machine;
  for (const mount of container.hostConfig.mounts) {
    if (mount.kind !== 'volume') continue;
    const common = { container: container.id, driver: 'local' };
    const attributes =
      change === 'taken'
        ? { ...common, destination: mount.target, propagation: '', 'read/write': String(!mount.readOnly) }
        : common;
    const action = change === 'taken' ? 'mount' : 'unmount';
    current = recordEvent(current, { type: 'volume', action, id: mount.name, attributes });
  }
  return current;
}
