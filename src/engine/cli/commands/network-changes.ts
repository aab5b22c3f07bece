/** `docker network create`, `connect`, `disconnect` and `rm`. */
import { connectNetwork, disconnectNetwork } from '../../container/connect-network.ts';
import { isContainerError } from '../../container/container-error.ts';
import { findContainer, getContainer } from '../../container/find-container.ts';
import { type CreateNetworkOptions, createNetwork, removeNetwork } from '../../container/networks.ts';
import { holdsAddress, parseIpv4, parseSubnet } from '../../machine/ipv4.ts';
import { findNetwork } from '../../machine/networks.ts';
import type { Soon } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readLabels } from './read-labels.ts';

export async function networkCreate({ ctx, ref, io, args, flags }: CommandCall): Promise<number> {
  const pool = readPool(flags);
  const { machine, network } = createNetwork(ctx, ref.current, {
    name: args[0] ?? '',
    driver: flags.text('driver'),
    internal: flags.bool('internal'),
    attachable: flags.bool('attachable'),
    labels: readLabels(flags.list('label')),
    options: readLabels(flags.list('opt')),
    ...(pool === undefined ? {} : { pool }),
  });
  ref.current = machine;
  io.write(1, `${network.id}\n`);
  return 0;
}

/** docker/cli 28 `network/create.go` createIPAMConfig. @throws CommandFailure in the client's words */
function readPool(flags: CommandCall['flags']): CreateNetworkOptions['pool'] {
  const subnets = flags.list('subnet');
  const gateways = flags.list('gateway');
  const ranges = flags.list('ip-range');
  const auxiliary = readLabels(flags.list('aux-address'));
  if (subnets.length < ranges.length || subnets.length < gateways.length)
    throw new CommandFailure('every ip-range or gateway must have a corresponding subnet');
  const [subnet] = subnets;
  if (subnet === undefined) return undefined;
  const known = parseSubnet(subnet);
  if (known !== undefined) {
    for (const gateway of gateways)
      if (!holdsAddress(known, parseIpv4(gateway) ?? -1)) throw new CommandFailure(`no matching subnet for gateway ${gateway}`);
    for (const range of ranges)
      if (!holdsAddress(known, parseSubnet(range)?.first ?? -1)) throw new CommandFailure(`no matching subnet for range ${range}`);
    for (const address of Object.values(auxiliary))
      if (!holdsAddress(known, parseIpv4(address) ?? -1)) throw new CommandFailure(`no matching subnet for aux-address ${address}`);
  }
  if (subnets.length > 1) throw new CommandFailure(daemonSays("bridge driver doesn't support multiple subnets"));
  return { subnet, gateway: gateways[0] ?? '', range: ranges[0] ?? '', auxiliary };
}

export async function networkConnect({ ref, flags, args }: CommandCall): Promise<number> {
  const [name = '', container = ''] = args;
  const options = { aliases: flags.list('alias'), address: flags.text('ip') };
  ref.current = connectNetwork(ref.current, name, getContainer(ref.current, container), options);
  return 0;
}

export async function networkDisconnect({ ref, flags, args }: CommandCall): Promise<number> {
  const [name = '', argument = ''] = args;
  const isForgotten = flags.bool('force') && findContainer(ref.current, argument) === undefined;
  if (isForgotten) {
    const isThere = findNetwork(ref.current, name) !== undefined;
    throw new CommandFailure(daemonSays(isThere ? `endpoint ${argument} not found` : `network ${name} not found`));
  }
  ref.current = disconnectNetwork(ref.current, name, getContainer(ref.current, argument), flags.bool('force'));
  return 0;
}

export function* networkRm({ ref, io, args, flags }: CommandCall): Soon<number> {
  let isRefused = false;
  const complain = (problem: string): void => {
    io.write(2, `${problem}\n`);
    isRefused = true;
  };
  for (const argument of args) {
    if (argument === '') {
      complain('invalid network name or ID: value is empty');
      continue;
    }
    try {
      ref.current = removeNetwork(ref.current, argument);
      io.write(1, `${argument}\n`);
    } catch (error) {
      if (flags.bool('force') && isContainerError(error, 'network.notFound')) continue;
      complain((yield* describeLater(error)).text);
    }
  }
  if (isRefused) throw new CommandFailure('exit status 1');
  return 0;
}
