/** `--network`, `--network-alias` and `--ip` (docker/cli 28 `container/opts.go` parseNetworkOpts, `opts/network.go`). */

import { parseIpv4 } from '../../machine/ipv4.ts';
import type { FlagValues } from '../args/flag-values.ts';
import { CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';

export interface NetworkRequest {
  /** `default` where none was asked for */
  readonly mode: string;
  readonly aliases: readonly string[];
  readonly address: string;
}

const NOT_MADE = ['default', 'bridge', 'host', 'none'];

/** @throws CommandFailure in the client's words; for several networks in the daemon's, whose API is too old for them */
export function readNetwork(flags: FlagValues): NetworkRequest {
  const asked = [...flags.list('network'), ...flags.list('net')].map(readOne);
  if (asked.some(({ mode }) => mode === '')) throw new CommandFailure('no name set for network');
  const aliases = [...flags.list('network-alias'), ...asked.flatMap((one) => one.aliases)];
  const address = flags.text('ip') || (asked.find((one) => one.address !== '')?.address ?? '');
  if (address !== '' && parseIpv4(address) === undefined) throw new CommandFailure(daemonSays(`invalid IPv4 address: ${address}`));
  if (asked.length > 1) {
    const names = asked.map(({ mode }) => mode).join(', ');
    throw new CommandFailure(daemonSays(`Container cannot be connected to network endpoints: ${names}`));
  }
  const mode = asked[0]?.mode || 'default';
  if (aliases.length > 0 && (NOT_MADE.includes(mode) || mode.startsWith('container:')))
    throw new CommandFailure('network-scoped aliases are only supported for user-defined networks');
  return { mode, aliases, address };
}

/** `net1`, or `name=net1,alias=web,ip=10.0.0.9` */
function readOne(value: string): NetworkRequest {
  if (!value.includes('=')) return { mode: value, aliases: [], address: '' };
  const pairs = value.split(',').map((pair) => pair.split('='));
  const all = (key: string): string[] => pairs.flatMap(([name, text = '']) => (name?.toLowerCase() === key ? [text] : []));
  return { mode: all('name')[0] ?? '', aliases: all('alias'), address: all('ip')[0] ?? '' };
}
