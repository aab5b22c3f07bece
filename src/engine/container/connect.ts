/** A container's places in networks (moby 20.10 `daemon/container_operations.go`): addresses are given when it starts and back when it ends. */
import type { Container, Endpoint } from '../machine/container.ts';
import { findDevice } from '../machine/device-names.ts';
import type { DeviceMapping } from '../machine/host-settings.ts';
import { formatIpv4, holdsAddress, parseIpv4, sizeOf } from '../machine/ipv4.ts';
import type { Machine } from '../machine/machine.ts';
import type { AddressPool, Network } from '../machine/network.ts';
import { findNetwork, isBuiltIn, listNetworks, networkOf, rangeOf, reservedAddresses, subnetOf } from '../machine/networks.ts';
import { shortId } from '../oci/digest.ts';
import { createPart } from '../part.ts';
import { type Soon, wait } from '../soon.ts';
import { ContainerError } from './container-error.ts';
import { findContainer, isRunning } from './find-container.ts';

const PORTS = createPart(() => import('./allocate-ports.ts'));

function hasPorts({ hostConfig, config }: Container): boolean {
  return hostConfig.ports.length > 0 || Object.keys(config.ExposedPorts ?? {}).length > 0;
}

/** Addresses and ports for a container that starts. @throws ContainerError `network.…`, `container.portTaken`; nothing is taken then */
export function* joinNetworks(
  machine: Machine,
  container: Container,
): Soon<{ readonly machine: Machine; readonly container: Container }> {
  const mode = networkOf(container);
  checkDevices(container.hostConfig.settings?.Devices ?? []);
  checkIpc(machine, container.hostConfig.settings?.IpcMode ?? '');
  if (mode.startsWith('container:')) checkShared(machine, mode.slice('container:'.length));
  let joined = container;
  for (const [name, endpoint] of container.endpoints) {
    const network =
      endpoint.networkId === '' ? findNetwork(machine, name) : listNetworks(machine).find(({ id }) => id === endpoint.networkId);
    if (network === undefined) throw new ContainerError('network.notFound', { argument: endpoint.networkId || name });
    joined = withEndpoint(joined, network.name, takePlace(machine, joined, network, endpoint));
  }
  if (mode === 'host' || mode === 'none' || mode.startsWith('container:')) return { machine, container: joined };
  if (!hasPorts(joined)) return { machine, container: { ...joined, bindings: new Map() } };
  const { allocatePorts } = PORTS.loaded ?? (yield* wait(PORTS.load()));
  const ports = allocatePorts(machine, joined);
  return { machine: ports.machine, container: { ...joined, bindings: ports.bindings } };
}

/** The networks that a new container is meant for. `aliases` and `address` belong to a single one. */
export function firstEndpoints(
  mode: string,
  options: { readonly aliases?: readonly string[]; readonly address?: string } = {},
): ReadonlyMap<string, Endpoint> {
  if (mode.startsWith('container:')) return new Map();
  const name = mode === 'default' ? 'bridge' : mode;
  const endpoint: Endpoint = {
    networkId: '',
    isConnected: false,
    ...(options.aliases === undefined || options.aliases.length === 0 ? {} : { aliases: options.aliases }),
    ...(options.address === undefined || options.address === '' ? {} : { wantedAddress: options.address }),
  };
  return new Map([[name, endpoint]]);
}

export function withEndpoint(container: Container, name: string, endpoint: Endpoint): Container {
  return { ...container, endpoints: new Map(container.endpoints).set(name, endpoint) };
}

function checkDevices(devices: readonly DeviceMapping[]): void {
  const wrong = devices.find(({ PathOnHost }) => findDevice(PathOnHost) === undefined);
  if (wrong === undefined) return;
  const path = wrong.PathOnHost;
  throw new ContainerError('container.device', { path, isMissing: path.startsWith('/dev/') });
}

/** Another container's IPC can be joined where that one was started to share it (moby 20.10 `daemon/container_operations_unix.go`). */
function checkIpc(machine: Machine, mode: string): void {
  if (!/^(|none|host|private|shareable|container:.*)$/.test(mode)) throw new ContainerError('container.ipcMode', { mode });
  if (!mode.startsWith('container:')) return;
  const argument = mode.slice('container:'.length);
  const other = findContainer(machine, argument);
  if (other === undefined) throw new ContainerError('container.notFound', { argument });
  const problem = !isRunning(other)
    ? 'notRunning'
    : other.hostConfig.settings?.IpcMode === 'shareable'
      ? undefined
      : 'notShareable';
  if (problem !== undefined) throw new ContainerError('network.ipc', { containerId: other.id, problem });
}

function checkShared(machine: Machine, argument: string): void {
  const other = findContainer(machine, argument);
  if (other === undefined) throw new ContainerError('container.notFound', { argument });
  if (!isRunning(other)) throw new ContainerError('network.sharedNotRunning', { containerId: other.id });
}

export function checkAsked(network: Network, { aliases, wantedAddress }: Endpoint): void {
  if (isBuiltIn(network)) {
    if (wantedAddress !== undefined) throw new ContainerError('network.addressNotAllowed', { kind: 'predefined' });
    if ((aliases ?? []).length > 0) throw new ContainerError('network.aliasNotAllowed', {});
    return;
  }
  if (wantedAddress === undefined) return;
  if (network.pool?.isChosen !== true) throw new ContainerError('network.addressNotAllowed', { kind: 'noSubnet' });
  const address = parseIpv4(wantedAddress);
  if (address === undefined || !holdsAddress(subnetOf(network.pool), address))
    throw new ContainerError('network.addressOutside', { address: wantedAddress });
}

export function takePlace(machine: Machine, container: Container, network: Network, endpoint: Endpoint): Endpoint {
  checkAsked(network, endpoint);
  const address =
    network.pool === undefined ? '' : chooseAddress(machine, container, network, network.pool, endpoint.wantedAddress);
  const named = { ...endpoint, networkId: network.id, address };
  if (isBuiltIn(network)) return named;
  return { ...named, aliases: [...new Set([...(endpoint.aliases ?? []), shortId(container.id)])] };
}

/** The lowest that is free. */
function chooseAddress(machine: Machine, container: Container, network: Network, pool: AddressPool, wanted?: string): string {
  const reserved = reservedAddresses(pool);
  const given = new Set<string>();
  for (const other of machine.containers.values()) {
    const address = other.endpoints.get(network.name)?.address;
    if (address !== undefined && other.id !== container.id) given.add(address);
  }
  if (wanted !== undefined) {
    if (given.has(wanted) || reserved.has(parseIpv4(wanted) ?? -1)) throw new ContainerError('network.addressTaken', {});
    return wanted;
  }
  const range = rangeOf(pool);
  for (let at = range.first; at < range.first + sizeOf(range); at += 1) {
    if (reserved.has(at)) continue;
    const address = formatIpv4(at);
    if (!given.has(address)) return address;
  }
  throw new ContainerError('network.noAddress', {});
}
