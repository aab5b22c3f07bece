import { sortPorts } from '../../container/allocate-ports.ts';
import { goQuote } from '../../go/quote.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { actualBindings, showAddress } from '../format/container-ports.ts';

export function containerPort({ ref, io, args }: CommandCall): number {
  const [name = '', wanted] = args;
  const bindings = actualBindings(namedContainer(ref.current, name));
  if (wanted === undefined) {
    for (const port of sortPorts([...bindings.keys()])) {
      for (const { hostIp, hostPort } of bindings.get(port) ?? []) io.write(1, `${port} -> ${showAddress(hostIp, hostPort)}\n`);
    }
    return 0;
  }
  const [number = '', protocol = 'tcp'] = wanted.split('/');
  if (!/^\d+$/.test(number))
    throw new CommandFailure(`Error: invalid port (${number}): strconv.ParseUint: parsing ${goQuote(number)}: invalid syntax`);
  const found = bindings.get(`${number}/${protocol}`) ?? [];
  if (found.length === 0) throw new CommandFailure(`Error: No public port '${wanted}' published for ${name}`);
  for (const { hostIp, hostPort } of found) io.write(1, `${showAddress(hostIp, hostPort)}\n`);
  return 0;
}
