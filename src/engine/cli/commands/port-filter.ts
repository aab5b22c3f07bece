/** `docker ps --filter publish=8080`, `expose=80/udp`, both also with ranges (moby 20.10 `daemon/list.go` portOp). */
import type { Container } from '../../machine/container.ts';
import type { Filters } from '../../machine/filters.ts';
import { listPorts, parsePortRange, splitProtocol } from '../args/port-range.ts';
import { CommandFailure } from '../command-call.ts';
import { actualBindings } from '../format/container-ports.ts';
import { daemonSays } from '../words/daemon-words.ts';

/**
 * Only what runs has ports. One filter that hits is enough.
 * @throws CommandFailure in the daemon's words
 */
export function portFilter(filters: Filters): (container: Container) => boolean {
  const publish = readPorts(filters, 'publish');
  const expose = readPorts(filters, 'expose');
  if (publish.size === 0 && expose.size === 0) return () => true;
  return (container) =>
    [...actualBindings(container)].some(
      ([port, bindings]) =>
        expose.has(port) || bindings.some(({ hostPort }) => publish.has(`${hostPort}/${splitProtocol(port).protocol}`)),
    );
}

function readPorts(filters: Filters, name: string): Set<string> {
  const values = filters.get(name) ?? [];
  return new Set(values.flatMap((value) => readValue(name, value)));
}

function readValue(name: string, value: string): string[] {
  if (value.includes(':')) throw new CommandFailure(daemonSays(`filter for '${name}' should not contain ':': ${value}`));
  const { number, protocol } = splitProtocol(value);
  const range = parsePortRange(number);
  if ('problem' in range) {
    const problem = range.problem
      .replace('invalid range specified for port', 'Invalid range specified for the Port')
      .replace('empty string', 'Empty string');
    throw new CommandFailure(daemonSays(`error while looking up for ${name} ${value}: ${problem}`));
  }
  return listPorts(range, protocol);
}
