/**
 * What a container needs of others when it starts, and limits of the computer's disks: the network of the one that it shares (`--network container:…`), addresses and
 * variables of those that it is linked to (moby 20.10 `daemon/container_operations.go` initializeNetworking, `daemon/links/links.go`).
 */
import { ContainerError } from '../container/container-error.ts';
import { findContainer, isRunning } from '../container/find-container.ts';
import type { Container, TakenOver } from '../machine/container.ts';
import { findDevice } from '../machine/device-names.ts';
import type { HostSettings, Link } from '../machine/host-settings.ts';
import type { Machine } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import { addressesOf, ownFileOptions } from './own-files.ts';

const THROTTLES = ['BlkioDeviceReadBps', 'BlkioDeviceWriteBps', 'BlkioDeviceReadIOps', 'BlkioDeviceWriteIOps'] as const;

/** @throws ContainerError `network.linkNotRunning`, `network.linkElsewhere`, `container.throttle` */
export function takeOver(machine: Machine, container: Container): Container {
  const { networkMode, settings = {} } = container.hostConfig;
  checkThrottles(container.id, settings);
  if (networkMode.startsWith('container:')) return shareNetwork(machine, container, networkMode.slice('container:'.length));
  const links = networkMode === 'default' || networkMode === 'bridge' ? (settings.links ?? []) : [];
  const joined = links.map((link) => ({ link, child: runningChild(machine, container, link) }));
  const extraHosts = joined.map(({ link, child }) => {
    const names = [link.alias, child.config.Hostname ?? '', ...(link.alias === child.name ? [] : [child.name])];
    return `${names.join(' ')}:${addressIn(child)}`;
  });
  const env = joined.flatMap(({ link, child }) => variablesOf(container, link, child));
  return withTaken(container, { extraHosts: [...container.hostConfig.extraHosts, ...extraHosts], env });
}

/** There are no disks here whose rates could be limited. */
function checkThrottles(id: ContainerId, settings: HostSettings): void {
  for (const key of THROTTLES) {
    const [device] = settings[key] ?? [];
    if (device !== undefined)
      throw new ContainerError('container.throttle', { ...device, key, id, numbers: findDevice(device.Path) });
  }
}

function shareNetwork(machine: Machine, container: Container, argument: string): Container {
  const other = findContainer(machine, argument);
  if (other === undefined) return container;
  const { extraHosts, dns, settings = {}, ownNetwork } = ownFileOptions(other);
  const { Hostname = '', Domainname = '' } = other.config;
  const config = { ...container.config, Hostname, Domainname };
  return withTaken({ ...container, config }, { addresses: addressesOf(other), extraHosts, dns: dns ?? settings, ownNetwork });
}

function withTaken(container: Container, taken: TakenOver): Container {
  return { ...container, hostConfig: { ...container.hostConfig, taken } };
}

function runningChild(machine: Machine, container: Container, { id, name, alias }: Link): Container {
  const child = machine.containers.get(id);
  if (child !== undefined && !child.endpoints.has('bridge'))
    throw new ContainerError('network.linkElsewhere', { name: child.name });
  if (child === undefined || !isRunning(child))
    throw new ContainerError('network.linkNotRunning', { name: child?.name ?? name, alias: `${container.name}/${alias}` });
  return child;
}

function addressIn(child: Container): string {
  return child.endpoints.get('bridge')?.address ?? '';
}

function variablesOf(container: Container, { alias }: Link, child: Container): string[] {
  const prefix = alias.toUpperCase().replaceAll('-', '_');
  const address = addressIn(child);
  const ports = Object.keys(child.config.ExposedPorts ?? {}).map((port) => port.split('/'));
  ports.sort(([a, x = ''], [b, y = '']) => Number(a) - Number(b) || (x < y ? -1 : 1));
  const found = ports.flatMap(([port = '', protocol = 'tcp'], at) => {
    const url = `${protocol}://${address}:${port}`;
    const name = `${prefix}_PORT_${port}_${protocol.toUpperCase()}`;
    return [
      ...(at === 0 ? [`${prefix}_PORT=${url}`] : []),
      `${name}=${url}`,
      `${name}_ADDR=${address}`,
      `${name}_PORT=${port}`,
      `${name}_PROTO=${protocol}`,
    ];
  });
  const own = (child.config.Env ?? []).filter((variable) => variable.includes('=') && !/^(HOME|PATH)=/.test(variable));
  return [...found, `${prefix}_NAME=/${container.name}/${alias}`, ...own.map((variable) => `${prefix}_ENV_${variable}`)];
}
