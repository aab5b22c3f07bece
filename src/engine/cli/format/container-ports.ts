/** The ports of a container: those it opens, and where on this computer they can be reached while it runs. */
import type { Container, PortBinding } from '../../machine/container.ts';
import { splitProtocol } from '../args/port-range.ts';

/** As asked for with `-p`: by container port, the host's may be ''. */
export function askedBindings(container: Container): Map<string, PortBinding[]> {
  const asked = new Map<string, PortBinding[]>();
  for (const port of container.hostConfig.ports) {
    asked.set(port.container, [...(asked.get(port.container) ?? []), { hostIp: port.hostIp, hostPort: port.hostPort }]);
  }
  return asked;
}

const NONE: ReadonlyMap<string, readonly PortBinding[]> = new Map();

/** As they are; none while it does not run. */
export function actualBindings({ bindings }: Container): ReadonlyMap<string, readonly PortBinding[]> {
  return bindings ?? NONE;
}

/**
 * The PORTS column (docker/cli `formatter.DisplayablePorts`): neighbours of one kind that are the same on both sides make a range, which
 * is written when the next number of that kind breaks it; then the ranges left over; ports that are another outside come last.
 */
export function formatPorts(container: Container): string {
  const ranges = new Map<string, { first: number; last: number }>();
  const written: string[] = [];
  const mapped: string[] = [];
  for (const { number, protocol, hostIp, hostPort } of listLinks(actualBindings(container))) {
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
