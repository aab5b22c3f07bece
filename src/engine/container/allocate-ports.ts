/**
 * Which ports of the computer a container gets when it starts (moby 20.10 `libnetwork/portallocator`): those that were asked for, or the
 * next free one of a range. For each address and protocol docker goes on from the port that it gave out last, and begins again at the end.
 */
import type { Container, PortBinding } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import { endpointId } from '../machine/networks.ts';
import { ContainerError } from './container-error.ts';

const EPHEMERAL = { first: 32_768, last: 60_999 };
const ANY_ADDRESS = '0.0.0.0';
const EVERYWHERE = [ANY_ADDRESS, '::'];

interface Wanted {
  readonly port: string;
  readonly asked: PortBinding;
}

/** @throws ContainerError `container.portTaken` */
export function allocatePorts(
  machine: Machine,
  container: Container,
): { readonly machine: Machine; readonly bindings: ReadonlyMap<string, readonly PortBinding[]> } {
  const taken = takenPorts(machine, container);
  const lastPorts = new Map(machine.lastPorts);
  const given = new Map<string, PortBinding[]>();
  for (const { port, asked } of inDockersOrder(wantedPorts(container))) {
    const protocol = port.split('/')[1] ?? 'tcp';
    const [address = ANY_ADDRESS, ...others] = asked.hostIp === '' ? EVERYWHERE : [asked.hostIp];
    const hostPort = choose({ address, protocol, hostPort: asked.hostPort }, taken, lastPorts, container);
    const list = given.get(port) ?? [];
    for (const hostIp of [address, ...others]) {
      list.push({ hostIp, hostPort });
      taken.add(`${hostIp} ${protocol} ${hostPort}`);
    }
    given.set(port, list);
  }
  return { machine: { ...machine, lastPorts }, bindings: inOrder(container, given) };
}

/** `-p` and, with `-P`, all that it exposes. */
function wantedPorts({ hostConfig, config }: Container): Wanted[] {
  const wanted = hostConfig.ports.map(({ container: port, hostIp, hostPort }) => ({ port, asked: { hostIp, hostPort } }));
  if (hostConfig.publishAll !== true) return wanted;
  const named = new Set(wanted.map(({ port }) => port));
  const rest = Object.keys(config.ExposedPorts ?? {}).filter((port) => !named.has(port));
  return [...wanted, ...rest.map((port) => ({ port, asked: { hostIp: '', hostPort: '' } }))];
}

/** By number, then protocol. */
export function sortPorts(ports: readonly string[]): string[] {
  return [...ports].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));
}

/** The larger number outside first, then the larger one inside, then tcp (docker/go-connections `nat/sort.go` SortPortMap). */
function inDockersOrder(wanted: readonly Wanted[]): Wanted[] {
  const outside = ({ asked }: Wanted): number => (/^\d+$/.test(asked.hostPort) ? Number(asked.hostPort) : 0);
  const inside = ({ port }: Wanted): number => Number.parseInt(port, 10);
  const isTcp = ({ port }: Wanted): number => (port.endsWith('/tcp') ? 0 : 1);
  return [...wanted].sort((a, b) => outside(b) - outside(a) || inside(b) - inside(a) || isTcp(a) - isTcp(b));
}

function takenPorts(machine: Machine, container: Container): Set<string> {
  const taken = new Set<string>();
  for (const other of machine.containers.values()) {
    if (other.id === container.id) continue;
    for (const [port, list] of other.bindings ?? [])
      for (const { hostIp, hostPort } of list) taken.add(`${hostIp} ${port.split('/')[1] ?? 'tcp'} ${hostPort}`);
  }
  return taken;
}

interface Place {
  readonly address: string;
  readonly protocol: string;
  readonly hostPort: string;
}

function choose(place: Place, taken: ReadonlySet<string>, lastPorts: Map<string, number>, container: Container): string {
  const { address, protocol, hostPort } = place;
  if (/^\d+$/.test(hostPort)) {
    checkFree(place, taken, container);
    return hostPort;
  }
  const [first = EPHEMERAL.first, last = EPHEMERAL.last] = hostPort === '' ? [] : hostPort.split('-').map(Number);
  const key = `${address} ${protocol} ${first}-${last}`;
  const size = last - first + 1;
  let port = lastPorts.get(key) ?? last;
  for (let tries = 0; tries < size; tries += 1) {
    port = port >= last ? first : port + 1;
    if (taken.has(`${address} ${protocol} ${port}`)) continue;
    lastPorts.set(key, port);
    return String(port);
  }
  throw portTaken({ ...place, hostPort: String(first) }, container, 'allocated');
}

/** The same address twice is what docker's own list knows; an address within another is found only when it is listened at. */
function checkFree(place: Place, taken: ReadonlySet<string>, container: Container): void {
  const { address, protocol, hostPort } = place;
  if (address.includes(':')) return;
  if (taken.has(`${address} ${protocol} ${hostPort}`)) throw portTaken(place, container, 'allocated');
  const suffix = ` ${protocol} ${hostPort}`;
  const others = [...taken].filter((one) => one.endsWith(suffix) && !one.includes(':'));
  if (others.length > 0 && (address === ANY_ADDRESS || others.includes(`${ANY_ADDRESS}${suffix}`)))
    throw portTaken(place, container, 'listening');
}

function portTaken(place: Place, container: Container, kind: 'allocated' | 'listening'): ContainerError {
  const network = container.endpoints.keys().next().value ?? '';
  return new ContainerError('container.portTaken', {
    ...place,
    name: container.name,
    endpointId: endpointId(container, network),
    kind,
  });
}

function inOrder(container: Container, given: ReadonlyMap<string, readonly PortBinding[]>): Map<string, readonly PortBinding[]> {
  const exposed = sortPorts(Object.keys(container.config.ExposedPorts ?? {}));
  return new Map([...new Set([...exposed, ...given.keys()])].map((port) => [port, given.get(port) ?? []]));
}
