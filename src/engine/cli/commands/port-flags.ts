/** `-p [ip:][host:]container[/protocol]` and `--expose`, both with ranges (docker/go-connections `nat/nat.go`). */
import { CommandFailure } from '../command-call.ts';

export interface PublishedPort {
  /** `80/tcp` */
  readonly container: string;
  readonly hostIp: string;
  /** '' where docker may choose */
  readonly hostPort: string;
}

const SPEC = /^(?:(?:([\d.]*|\[[\da-fA-F:]*\]):)?([\d-]*):)?([\d-]+)(?:\/([a-zA-Z]+))?$/;
const PROTOCOLS = new Set(['tcp', 'udp', 'sctp']);

/** @throws CommandFailure `invalid containerPort: x`, … */
export function readPorts(published: readonly string[], exposed: readonly string[]): { readonly exposed: Record<string, object> } {
  const ports = [
    ...published.flatMap((spec) => parsePublished(spec)).map((port) => port.container),
    ...exposed.flatMap((spec) => parseExposed(spec)),
  ];
  return { exposed: Object.fromEntries(ports.map((port) => [port, {}])) };
}

export function parsePublished(spec: string): PublishedPort[] {
  const match = SPEC.exec(spec);
  const [, ip = '', host = '', range = '', given = 'tcp'] = match ?? [];
  const protocol = given.toLowerCase();
  if (match === null) throw new CommandFailure(`invalid containerPort: ${spec.split('/')[0]?.split(':').at(-1) ?? spec}`);
  if (!PROTOCOLS.has(protocol)) throw new CommandFailure(`invalid proto: ${given}`);
  const inside = spread(range, 'containerPort');
  const outside = host === '' ? [] : spread(host, 'hostPort');
  if (outside.length > 0 && outside.length !== inside.length && inside.length !== 1) {
    throw new CommandFailure(`invalid ranges specified for container and host Ports: ${range} and ${host}`);
  }
  return inside.map((port, at) => ({
    container: `${port}/${protocol}`,
    hostIp: ip.replace(/^\[|\]$/g, ''),
    hostPort: outside.length > inside.length ? host : (outside[at] ?? ''),
  }));
}

function parseExposed(spec: string): string[] {
  const [range = '', given = 'tcp'] = spec.split('/');
  if (range === '' || range.includes(':')) throw new CommandFailure(`invalid port format for --expose: ${spec}`);
  return spread(range, 'containerPort').map((port) => `${port}/${given.toLowerCase()}`);
}

function spread(range: string, what: string): string[] {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range);
  const start = Number(match?.[1]);
  const end = Number(match?.[2] ?? match?.[1]);
  if (match === null || end > 65_535 || start > end) throw new CommandFailure(`invalid ${what}: ${range}`);
  return Array.from({ length: end - start + 1 }, (_, at) => String(start + at));
}
