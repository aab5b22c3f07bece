/** The ports of a container: those it opens, and where on this computer they can be reached while it runs. */
import { isRunning } from '../../container/find-container.ts';
import type { Container } from '../../machine/container.ts';
import type { Machine } from '../../machine/machine.ts';
import { parsePublished } from '../commands/port-flags.ts';

export interface PortBinding {
  readonly hostIp: string;
  readonly hostPort: string;
}

/** Where docker begins to look for a port that nobody asked for. */
const FIRST_FREE_PORT = 32_768;
const EVERYWHERE = ['0.0.0.0', '::'];

/** As asked for with `-p`: by container port, the host's may be ''. */
export function askedBindings(container: Container): Map<string, PortBinding[]> {
  const asked = new Map<string, PortBinding[]>();
  for (const port of container.hostConfig.ports.flatMap(parsePublished)) {
    asked.set(port.container, [...(asked.get(port.container) ?? []), { hostIp: port.hostIp, hostPort: port.hostPort }]);
  }
  return asked;
}

/** As they are: one for each address, a port for all. Empty lists for ports that are only open inside; nothing while it does not run. */
export function actualBindings(machine: Machine, container: Container): Map<string, PortBinding[]> {
  const actual = new Map<string, PortBinding[]>();
  if (!isRunning(container) || container.hostConfig.networkMode === 'host' || container.hostConfig.networkMode === 'none')
    return actual;
  for (const port of sortPorts(Object.keys(container.config.ExposedPorts ?? {}))) actual.set(port, []);
  const drawn = drawnPorts(machine);
  for (const [port, bindings] of askedBindings(container)) {
    actual.set(
      port,
      bindings.flatMap(({ hostIp, hostPort }) =>
        (hostIp === '' ? EVERYWHERE : [hostIp]).map((ip) => ({
          hostIp: ip,
          hostPort: hostPort || (drawn.get(`${container.id} ${port}`) ?? ''),
        })),
      ),
    );
  }
  return actual;
}

/** The PORTS column (docker/cli `formatter.DisplayablePorts`): ranges of neighbours in one, the highest-level sorting by number. */
export function formatPorts(machine: Machine, container: Container): string {
  const bindings = actualBindings(machine, container);
  const open = [...bindings].filter(([, list]) => list.length === 0).map(([port]) => port);
  const published = sortPorts([...bindings.keys()]).flatMap((port) =>
    (bindings.get(port) ?? []).map(({ hostIp, hostPort }) => `${showAddress(hostIp, hostPort)}->${port}`),
  );
  return [...groupRanges(open), ...published].join(', ');
}

/** `[::]:8080` */
export function showAddress(hostIp: string, hostPort: string): string {
  return `${hostIp.includes(':') ? `[${hostIp}]` : hostIp}:${hostPort}`;
}

/** By number, then protocol. */
export function sortPorts(ports: readonly string[]): string[] {
  return [...ports].sort((a, b) => portNumber(a) - portNumber(b) || (a < b ? -1 : 1));
}

function portNumber(port: string): number {
  return Number.parseInt(port, 10);
}

function groupRanges(ports: readonly string[]): string[] {
  const groups: { first: number; last: number; protocol: string }[] = [];
  for (const port of sortPorts(ports)) {
    const [number = '', protocol = 'tcp'] = port.split('/');
    const value = Number(number);
    const before = groups.findLast((group) => group.protocol === protocol);
    if (before !== undefined && before.last === value - 1) before.last = value;
    else groups.push({ first: value, last: value, protocol });
  }
  return groups.map(({ first, last, protocol }) => `${first === last ? first : `${first}-${last}`}/${protocol}`);
}

/** The next free port for every publication without one, in the order in which the containers were made. */
function drawnPorts(machine: Machine): Map<string, string> {
  const drawn = new Map<string, string>();
  let next = FIRST_FREE_PORT;
  for (const container of machine.containers.values()) {
    for (const [port, bindings] of askedBindings(container)) {
      if (!bindings.some((binding) => binding.hostPort === '')) continue;
      drawn.set(`${container.id} ${port}`, String(next));
      next += 1;
    }
  }
  return drawn;
}
