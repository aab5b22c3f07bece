/** EXPOSE's words as ports (docker/go-connections nat): `80`, `80/udp`, `7000-7002`, `127.0.0.1:8080:80`. */

/** `message` is docker's sentence. */
export class PortError extends Error {}

/** @returns `80/tcp`, one for each port of a range */
export function parseExposedPorts(words: readonly string[]): readonly string[] {
  return [...new Set(words.flatMap(parseWord))];
}

function parseWord(word: string): string[] {
  const [whole = '', protocolPart = ''] = splitProtocol(word);
  const parts = whole.split(':');
  const container = parts.at(-1) ?? '';
  const protocol = protocolPart.toLowerCase();
  if (container === '') throw new PortError(`No port specified: ${word}<empty>`);
  const range = parseRange(container);
  if (range === undefined) throw new PortError(`Invalid containerPort: ${container}`);
  if (protocol !== 'tcp' && protocol !== 'udp' && protocol !== 'sctp') throw new PortError(`Invalid proto: ${protocolPart}`);
  const ports: string[] = [];
  for (let port = range.start; port <= range.end; port++) ports.push(`${port}/${protocol}`);
  return ports;
}

function splitProtocol(word: string): [string, string] {
  const slash = word.indexOf('/');
  if (slash < 0) return [word, 'tcp'];
  const protocol = word.slice(slash + 1);
  return [word.slice(0, slash), protocol === '' ? 'tcp' : protocol];
}

function parseRange(text: string): { start: number; end: number } | undefined {
  const match = /^(\d+)(?:-(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const start = Number(match[1]);
  const end = Number(match[2] ?? match[1]);
  return end > 65_535 || end < start ? undefined : { start, end };
}
