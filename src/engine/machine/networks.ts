/** The networks: three that every docker has, and those that were made. What travels on them is not simulated. */
import { sha256Hex } from '../bytes/sha256.ts';
import { utf8 } from '../bytes/utf8.ts';
import type { Container } from './container.ts';
import { parseIpv4, parseSubnet, type Subnet } from './ipv4.ts';
import type { Machine } from './machine.ts';
import type { AddressPool, Network } from './network.ts';

const NOTHING = { internal: false, attachable: false, labels: {}, options: {} };

const BUILT_IN: readonly Network[] = [
  {
    id: idOf('bridge'),
    name: 'bridge',
    driver: 'bridge',
    ...NOTHING,
    options: {
      'com.docker.network.bridge.default_bridge': 'true',
      'com.docker.network.bridge.enable_icc': 'true',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
      'com.docker.network.bridge.name': 'docker0',
      'com.docker.network.driver.mtu': '1500',
    },
    pool: { subnet: '172.17.0.0/16', gateway: '172.17.0.1', isChosen: false },
  },
  { id: idOf('host'), name: 'host', driver: 'host', ...NOTHING },
  { id: idOf('none'), name: 'none', driver: 'null', ...NOTHING },
];

function idOf(name: string): string {
  return sha256Hex(utf8(`network ${name}`));
}

/** Those of docker first, then in the order in which they were made. */
export function listNetworks(machine: Machine): readonly Network[] {
  return machine.networks.size === 0 ? BUILT_IN : [...BUILT_IN, ...machine.networks.values()];
}

/** By name, ID or the beginning of one. */
export function findNetwork(machine: Machine, argument: string): Network | undefined {
  if (argument === '') return undefined;
  const all = listNetworks(machine);
  const exact = all.find(({ id }) => id === argument) ?? all.find(({ name }) => name === argument);
  if (exact !== undefined) return exact;
  const found = all.filter(({ id }) => id.startsWith(argument));
  return found.length === 1 ? found[0] : undefined;
}

export function isBuiltIn({ createdAt }: Network): boolean {
  return createdAt === undefined;
}

/** The name of the network that a container was made for: `bridge` where none was asked for, `container:ID` for another's. */
export function networkOf({ hostConfig }: Container): string {
  return hostConfig.networkMode === 'default' ? 'bridge' : hostConfig.networkMode;
}

/** Of a container's place in a network. */
export function endpointId(container: Container, network: string): string {
  return sha256Hex(utf8(`endpoint ${container.id} ${network}`));
}

/** A pool's texts as numbers; every container that starts asks for them. */
interface PoolNumbers {
  readonly subnet: Subnet;
  readonly range: Subnet;
  readonly reserved: ReadonlySet<number>;
}
const numbers = new WeakMap<AddressPool, PoolNumbers>();

function numbersOf(pool: AddressPool): PoolNumbers {
  const known = numbers.get(pool);
  if (known !== undefined) return known;
  const subnet = parseSubnet(pool.subnet) ?? { first: 0, bits: 32 };
  const named = [pool.gateway, ...Object.values(pool.auxiliary ?? {})].flatMap((text) => parseIpv4(text) ?? []);
  const made: PoolNumbers = {
    subnet,
    range: parseSubnet(pool.range ?? pool.subnet) ?? subnet,
    reserved: new Set([subnet.first, subnet.first + 2 ** (32 - subnet.bits) - 1, ...named]),
  };
  numbers.set(pool, made);
  return made;
}

/** Pools are made of subnets that were parsed. */
export function subnetOf(pool: AddressPool): Subnet {
  return numbersOf(pool).subnet;
}

/** Where an address that nobody asked for is looked for. */
export function rangeOf(pool: AddressPool): Subnet {
  return numbersOf(pool).range;
}

/** The gateway and what is kept for others, the network's own two addresses. */
export function reservedAddresses(pool: AddressPool): ReadonlySet<number> {
  return numbersOf(pool).reserved;
}
