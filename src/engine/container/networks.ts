/** `docker network create`, `rm` and `prune` (moby 20.10 `daemon/network.go`). */
import type { EngineContext } from '../cas/content-store.ts';
import { drawId } from '../machine/draw-id.ts';
import { recordEvent } from '../machine/events.ts';
import { type Filters, matchesPruneLabels } from '../machine/filters.ts';
import { formatIpv4, formatSubnet, overlaps, parseIpv4, parseSubnet, type Subnet } from '../machine/ipv4.ts';
import type { Machine } from '../machine/machine.ts';
import type { AddressPool, Network } from '../machine/network.ts';
import { findNetwork, isBuiltIn, listNetworks, subnetOf } from '../machine/networks.ts';
import { ContainerError } from './container-error.ts';

export interface CreateNetworkOptions {
  readonly name: string;
  readonly driver: string;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, string>>;
  /** absent: the next of docker's own */
  readonly pool?: {
    readonly subnet: string;
    readonly gateway: string;
    readonly range: string;
    readonly auxiliary: Readonly<Record<string, string>>;
  };
}

const PREDEFINED = ['bridge', 'host', 'none', 'default'];
/** Docker's own pools: 172.17 to 172.31, then 192.168 in pieces of 4096. */
const POOLS: readonly Subnet[] = [
  ...Array.from({ length: 15 }, (_, at) => ({ first: (172 * 256 + 17 + at) * 65_536, bits: 16 })),
  ...Array.from({ length: 16 }, (_, at) => ({ first: (192 * 256 + 168) * 65_536 + at * 4096, bits: 20 })),
];

/** @throws ContainerError `network.…` */
export function createNetwork(
  ctx: Pick<EngineContext, 'ports'>,
  machine: Machine,
  options: CreateNetworkOptions,
): { readonly machine: Machine; readonly network: Network } {
  const { name, driver } = options;
  if (PREDEFINED.includes(name)) throw new ContainerError('network.predefined', { name, operation: 'create' });
  if (name === '' || listNetworks(machine).some((one) => one.name === name)) throw new ContainerError('network.exists', { name });
  if (driver === 'host' || driver === 'null') throw new ContainerError('network.oneInstance', { driver });
  if (driver === 'overlay') throw new ContainerError('network.noSwarm', {});
  if (driver !== 'bridge') throw new ContainerError('network.noPlugin', { driver });
  const pool = options.pool === undefined ? nextPool(machine) : chosenPool(machine, options.pool);
  const drawn = drawId(ctx, machine);
  const network: Network = {
    id: drawn.id,
    name,
    driver,
    createdAt: machine.now,
    internal: options.internal,
    attachable: options.attachable,
    labels: options.labels,
    options: options.options,
    pool,
  };
  const added = {
    ...drawn.machine,
    networks: new Map(drawn.machine.networks).set(network.id, network),
    ...(pool.isChosen ? {} : { lastPool: pool.subnet }),
  };
  return { machine: recordNetwork(added, network, 'create'), network };
}

/** @throws ContainerError `network.notFound`, `network.predefined`, `network.inUse` */
export function removeNetwork(machine: Machine, argument: string): Machine {
  const network = findNetwork(machine, argument);
  if (network === undefined) throw new ContainerError('network.notFound', { argument });
  if (isBuiltIn(network)) throw new ContainerError('network.predefined', { name: network.name, operation: 'remove' });
  if (hasEndpoints(machine, network)) throw new ContainerError('network.inUse', { name: network.name, id: network.id });
  return dropNetwork(machine, network);
}

/** Those that nobody is connected to. */
export function pruneNetworks(
  machine: Machine,
  filters: Filters,
  until: number | undefined,
): { readonly machine: Machine; readonly removed: readonly string[] } {
  const removed = [...machine.networks.values()].filter(
    (network) =>
      !hasEndpoints(machine, network) &&
      matchesPruneLabels(filters, network.labels) &&
      (until === undefined || (network.createdAt ?? 0) <= until),
  );
  let current = machine;
  for (const network of removed) current = dropNetwork(current, network);
  return { machine: current, removed: removed.map(({ name }) => name) };
}

/** Only of those that run. */
function hasEndpoints(machine: Machine, { name }: Network): boolean {
  return [...machine.containers.values()].some(({ endpoints }) => endpoints.get(name)?.address !== undefined);
}

function dropNetwork(machine: Machine, network: Network): Machine {
  const networks = new Map(machine.networks);
  networks.delete(network.id);
  return recordNetwork({ ...machine, networks }, network, 'destroy');
}

function recordNetwork(machine: Machine, { id, name, driver }: Network, action: string): Machine {
  return recordEvent(machine, { type: 'network', action, id, attributes: { name, type: driver } });
}

function usedSubnets(machine: Machine): Subnet[] {
  return listNetworks(machine).flatMap(({ pool }) => (pool === undefined ? [] : [subnetOf(pool)]));
}

function nextPool(machine: Machine): AddressPool {
  const used = usedSubnets(machine);
  const last = POOLS.findIndex((subnet) => formatSubnet(subnet) === machine.lastPool);
  const behindIt = [...POOLS.slice(last + 1), ...POOLS.slice(0, last + 1)];
  const free = behindIt.find((subnet) => !used.some((one) => overlaps(one, subnet)));
  if (free === undefined) throw new ContainerError('network.noPool', {});
  return { subnet: formatSubnet(free), gateway: formatIpv4(free.first + 1), isChosen: false };
}

function chosenPool(
  machine: Machine,
  { subnet: text, gateway, range, auxiliary }: NonNullable<CreateNetworkOptions['pool']>,
): AddressPool {
  const subnet = parseSubnet(text);
  if (subnet === undefined) throw new ContainerError('network.invalidSubnet', { subnet: text });
  if (usedSubnets(machine).some((one) => overlaps(one, subnet))) throw new ContainerError('network.overlap', {});
  const isAsked = parseIpv4(gateway) !== undefined;
  const begin = parseSubnet(range)?.first ?? subnet.first;
  return {
    subnet: text,
    // the first address that is given out, and a subnet's very first is not
    gateway: isAsked ? gateway : formatIpv4(begin === subnet.first ? begin + 1 : begin),
    ...(isAsked ? {} : { isGatewayHidden: true }),
    ...(range === '' ? {} : { range }),
    ...(Object.keys(auxiliary).length === 0 ? {} : { auxiliary }),
    isChosen: true,
  };
}
