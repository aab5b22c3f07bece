/** What docker hears where nobody answers. */
import { type HttpPort, HttpUnreachable } from '../ports.ts';

/** A machine without any network. */
export const NO_NETWORK: HttpPort = {
  fetch(request) {
    const match = /^(https?):\/\/([^/]+)/.exec(request.url);
    return Promise.reject(unreachable(match?.[2] ?? '', match?.[1] === 'http' ? 80 : 443));
  },
};

/** Go's words: an address refuses, a name that means nothing has no address. */
export function unreachable(host: string, defaultPort: number): HttpUnreachable {
  const colon = host.lastIndexOf(':');
  const name = colon < 0 ? host : host.slice(0, colon);
  const port = colon < 0 ? String(defaultPort) : host.slice(colon + 1);
  const address = name === 'localhost' ? '127.0.0.1' : name;
  if (Number(port) > 65_535) return new HttpUnreachable(`dial tcp: address ${port}: invalid port`);
  if (/^\d+(\.\d+){3}$/.test(address)) return new HttpUnreachable(`dial tcp ${address}:${port}: connect: connection refused`);
  return new HttpUnreachable(`dial tcp: lookup ${name}: no such host`);
}
