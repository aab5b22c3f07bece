/** The ports of a container: those it opens, and where on this computer they can be reached while it runs. */
import { isRunning } from '../../container/find-container.ts';
import type { Container } from '../../machine/container.ts';
import type { Machine } from '../../machine/machine.ts';
import { parsePortRange, splitProtocol } from '../args/port-range.ts';
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

/** Those and, with `-P`, all that it exposes. */
function wantedBindings(container: Container): Map<string, PortBinding[]> {
  const wanted = askedBindings(container);
  if (container.hostConfig.publishAll !== true) return wanted;
  for (const port of sortPorts(Object.keys(container.config.ExposedPorts ?? {}))) {
    if (!wanted.has(port)) wanted.set(port, [{ hostIp: '', hostPort: '' }]);
  }
  return wanted;
}

/** As they are: one for each address, a port for all. Empty lists for ports that are only open inside; nothing while it does not run. */
export function actualBindings(machine: Machine, container: Container): Map<string, PortBinding[]> {
  const actual = new Map<string, PortBinding[]>();
  if (!isRunning(container) || container.hostConfig.networkMode === 'host' || container.hostConfig.networkMode === 'none')
    return actual;
  for (const port of sortPorts(Object.keys(container.config.ExposedPorts ?? {}))) actual.set(port, []);
  const drawn = drawnPorts(machine);
  for (const [port, bindings] of wantedBindings(container)) {
    actual.set(
      port,
      bindings.flatMap(({ hostIp, hostPort }) =>
        (hostIp === '' ? EVERYWHERE : [hostIp]).map((ip) => ({
          hostIp: ip,
          hostPort: isOpen(hostPort) ? (drawn.get(`${container.id} ${port}`) ?? '') : hostPort,
        })),
      ),
    );
  }
  return actual;
}

/**
 * The PORTS column (docker/cli `formatter.DisplayablePorts`): neighbours of one kind that are the same on both sides make a range, which
 * is written when the next number of that kind breaks it; then the ranges left over; ports that are another outside come last.
 */
export function formatPorts(machine: Machine, container: Container): string {
  const ranges = new Map<string, { first: number; last: number }>();
  const written: string[] = [];
  const mapped: string[] = [];
  for (const { number, protocol, hostIp, hostPort } of listLinks(actualBindings(machine, container))) {
    if (hostIp !== '' && hostPort !== String(number)) {
      mapped.push(`${showAddress(hostIp, hostPort)}->${number}/${protocol}`);
      continue;
    }
    const kind = `${hostIp}/${protocol}`;
    const range = ranges.get(kind);
    if (range?.last === number - 1) range.last = number;
    else {
      if (range !== undefined) written.push(formatRange(kind, range));
      ranges.set(kind, { first: number, last: number });
    }
  }
  return [...written, ...[...ranges].map(([kind, range]) => formatRange(kind, range)), ...mapped].join(', ');
}

interface PortLink {
  readonly number: number;
  readonly protocol: string;
  /** '' for a port that is only open inside */
  readonly hostIp: string;
  readonly hostPort: string;
}

/** By number, address, number outside, protocol. */
function listLinks(bindings: ReadonlyMap<string, readonly PortBinding[]>): PortLink[] {
  const links = [...bindings].flatMap(([port, list]) => {
    const { number, protocol } = splitProtocol(port);
    const outside = list.length === 0 ? [{ hostIp: '', hostPort: '' }] : list;
    return outside.map((binding): PortLink => ({ number: Number(number), protocol, ...binding }));
  });
  const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
  return links.sort(
    (a, b) =>
      a.number - b.number || order(a.hostIp, b.hostIp) || Number(a.hostPort) - Number(b.hostPort) || order(a.protocol, b.protocol),
  );
}

/** `80-82/tcp`, `0.0.0.0:80-82->80-82/tcp` */
function formatRange(kind: string, { first, last }: { readonly first: number; readonly last: number }): string {
  const slash = kind.lastIndexOf('/');
  const hostIp = kind.slice(0, slash);
  const range = first === last ? String(first) : `${first}-${last}`;
  return `${hostIp === '' ? range : `${showAddress(hostIp, range)}->${range}`}${kind.slice(slash)}`;
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

/** Where docker may choose: the next free port, or of a range the first that nobody else has; in the order in which the containers were made. */
function drawnPorts(machine: Machine): Map<string, string> {
  const drawn = new Map<string, string>();
  const taken = new Set<string>();
  let next = FIRST_FREE_PORT;
  for (const container of machine.containers.values()) {
    for (const [port, bindings] of wantedBindings(container)) {
      for (const { hostPort } of bindings) {
        if (isRunning(container) && !isOpen(hostPort)) taken.add(hostPort);
        if (!isOpen(hostPort)) continue;
        const chosen = hostPort === '' ? String(next) : firstOf(hostPort, taken);
        if (hostPort === '') next += 1;
        else if (isRunning(container)) taken.add(chosen);
        drawn.set(`${container.id} ${port}`, chosen);
      }
    }
  }
  return drawn;
}

function isOpen(hostPort: string): boolean {
  return hostPort === '' || hostPort.includes('-');
}

function firstOf(hostPort: string, taken: ReadonlySet<string>): string {
  const range = parsePortRange(hostPort);
  const ports = 'problem' in range ? [] : Array.from({ length: range.end - range.start + 1 }, (_, at) => String(range.start + at));
  return ports.find((port) => !taken.has(port)) ?? ports.at(-1) ?? '';
}
