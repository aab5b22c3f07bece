/** What the daemon 20.10 tells of a network. */
import { isRunning } from '../../container/find-container.ts';
import type { Machine } from '../../machine/machine.ts';
import { NETWORKS, type Network, networkId } from '../../machine/networks.ts';
import { formatTimestamp } from '../../machine/timestamps.ts';
import type { Json } from '../../oci/go-json.ts';
import type { Ports } from '../../ports.ts';
import { endpointOf, networkOf } from './container-network.ts';

const BRIDGE_OPTIONS = new Map<string, Json>([
  ['com.docker.network.bridge.default_bridge', 'true'],
  ['com.docker.network.bridge.enable_icc', 'true'],
  ['com.docker.network.bridge.enable_ip_masquerade', 'true'],
  ['com.docker.network.bridge.host_binding_ipv4', '0.0.0.0'],
  ['com.docker.network.bridge.name', 'docker0'],
  ['com.docker.network.driver.mtu', '1500'],
]);

/** By name, ID or the beginning of one. */
export function findNetwork(argument: string): Network | undefined {
  if (argument === '') return undefined;
  const found = NETWORKS.filter(({ name }) => networkId(name).startsWith(argument));
  return NETWORKS.find(({ name }) => name === argument) ?? (found.length === 1 ? found[0] : undefined);
}

export function networkJson({ epoch }: Pick<Ports, 'epoch'>, machine: Machine, network: Network): Json {
  const isBridge = network.name === 'bridge';
  return {
    Name: network.name,
    Id: networkId(network.name),
    Created: formatTimestamp(epoch),
    Scope: 'local',
    Driver: network.driver,
    EnableIPv6: false,
    IPAM: { Driver: 'default', Options: null, Config: isBridge ? [{ Subnet: '172.17.0.0/16', Gateway: '172.17.0.1' }] : [] },
    Internal: false,
    Attachable: false,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: containersOf(machine, network),
    Options: isBridge ? BRIDGE_OPTIONS : {},
    Labels: {},
  };
}

function containersOf(machine: Machine, network: Network): Json {
  const connected = [...machine.containers.values()].filter((one) => isRunning(one) && networkOf(one) === network.name);
  return new Map(
    connected.map((container): [string, Json] => {
      const { EndpointID, IPAddress, IPPrefixLen, MacAddress } = endpointOf(machine, container);
      const address = IPAddress === '' ? '' : `${IPAddress}/${IPPrefixLen}`;
      return [container.id, { Name: container.name, EndpointID, MacAddress, IPv4Address: address, IPv6Address: '' }];
    }),
  );
}
