/** `-p` and `--expose`, both with ranges (docker/go-connections `nat/nat.go`, docker/cli `convertToStandardNotation`). */
import type { PublishedPort } from '../../machine/container.ts';
import { isIpAddress } from '../args/ip-address.ts';
import { listPorts, parsePortRange, splitProtocol } from '../args/port-range.ts';
import { CommandFailure } from '../command-call.ts';

const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);

/** @throws CommandFailure `invalid containerPort: x`, … */
export function readPorts(
  given: readonly string[],
  open: readonly string[],
): { readonly published: readonly PublishedPort[]; readonly exposed: Record<string, object> } {
  const published = given.flatMap(parsePublished);
  const ports = [...published.map((port) => port.container), ...open.flatMap(parseExposed)];
  return { published, exposed: Object.fromEntries(ports.map((port) => [port, {}])) };
}

/** `[ip:][host:]container[/protocol]` or `target=80,published=8080,…` @throws CommandFailure */
export function parsePublished(given: string): PublishedPort[] {
  const spec = given.includes('=') ? fromPairs(given) : given;
  const { ip, host, container } = splitParts(spec);
  const { number, protocol: named } = splitProtocol(container);
  const hostIp = ip.replace(/^\[(.*)\]$/, '$1');
  if (hostIp !== '' && !isIpAddress(hostIp)) throw new CommandFailure(`invalid IP address: ${hostIp}`);
  if (number === '') throw new CommandFailure(`no port specified: ${spec}<empty>`);
  const inside = parsePortRange(number);
  if ('problem' in inside) throw new CommandFailure(`invalid containerPort: ${number}`);
  const outside = host === '' ? undefined : parsePortRange(host);
  if (outside !== undefined && 'problem' in outside) throw new CommandFailure(`invalid hostPort: ${host}`);
  const span = inside.end - inside.start;
  if (outside !== undefined && span > 0 && outside.end - outside.start !== span) {
    throw new CommandFailure(`invalid ranges specified for container and host Ports: ${number} and ${host}`);
  }
  const protocol = named.toLowerCase();
  if (!PROTOCOLS.has(protocol)) throw new CommandFailure(`invalid proto: ${protocol}`);
  const hostPort = (at: number): string => {
    if (outside === undefined) return '';
    return span === 0 && outside.end !== outside.start ? `${outside.start}-${outside.end}` : String(outside.start + at);
  };
  return listPorts(inside, protocol).map((port, at) => ({ container: port, hostIp, hostPort: hostPort(at) }));
}

/** What stands before the last two colons is the address. */
function splitParts(spec: string): { readonly ip: string; readonly host: string; readonly container: string } {
  const parts = spec.split(':');
  return { ip: parts.slice(0, -2).join(':'), host: parts.at(-2) ?? '', container: parts.at(-1) ?? '' };
}

function fromPairs(given: string): string {
  const named = new Map([['protocol', 'tcp']]);
  for (const pair of given.split(',')) {
    const equals = pair.indexOf('=');
    if (equals < 1) throw new CommandFailure(`invalid publish opts format (should be name=value but got '${pair}')`);
    named.set(pair.slice(0, equals), pair.slice(equals + 1));
  }
  return `${named.get('published') ?? ''}:${named.get('target') ?? ''}/${named.get('protocol') ?? ''}`;
}

function parseExposed(given: string): string[] {
  if (given.includes(':')) throw new CommandFailure(`invalid port format for --expose: ${given}`);
  const { number, protocol } = splitProtocol(given);
  const range = parsePortRange(number);
  if ('problem' in range) throw new CommandFailure(`invalid range format for --expose: ${given}, error: ${range.problem}`);
  return listPorts(range, protocol);
}
