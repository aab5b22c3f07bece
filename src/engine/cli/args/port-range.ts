/** Ports as docker's tools write them: `80`, `80-90`, with a protocol behind (docker/go-connections `nat/parse.go`, `nat/nat.go`). */
import { goQuote } from '../../go/quote.ts';

export interface PortRange {
  readonly start: number;
  readonly end: number;
}

const MAX_PORT = 65_535;

/** Or what Go says about it. */
export function parsePortRange(range: string): PortRange | { readonly problem: string } {
  if (range === '') return { problem: 'empty string specified for ports' };
  const [first = '', ...rest] = range.split('-');
  const start = parsePort(first);
  if (typeof start !== 'number') return start;
  if (rest.length === 0) return { start, end: start };
  const end = parsePort(rest.join('-'));
  if (typeof end !== 'number') return end;
  return end < start ? { problem: `invalid range specified for port: ${range}` } : { start, end };
}

/** `number` is '' where there is none; a protocol that is not said is `tcp`. */
export function splitProtocol(port: string): { readonly number: string; readonly protocol: string } {
  const [number = '', protocol = ''] = port.split('/');
  return { number, protocol: number === '' ? '' : protocol || 'tcp' };
}

/** `80/tcp`, for each port of the range */
export function listPorts({ start, end }: PortRange, protocol: string): string[] {
  return Array.from({ length: end - start + 1 }, (_, at) => `${start + at}/${protocol}`);
}

function parsePort(text: string): number | { readonly problem: string } {
  const problem = (what: string) => ({ problem: `strconv.ParseUint: parsing ${goQuote(text)}: ${what}` });
  if (!/^\d+$/.test(text)) return problem('invalid syntax');
  return Number(text) > MAX_PORT ? problem('value out of range') : Number(text);
}
