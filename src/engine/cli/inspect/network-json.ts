/** What the daemon 20.10 tells of a network. */
import type { Machine } from '../../machine/machine.ts';
import type { Network } from '../../machine/network.ts';
import { isBuiltIn } from '../../machine/networks.ts';
import { formatTimestamp } from '../../machine/timestamps.ts';
import type { Json } from '../../oci/go-json.ts';
import type { Ports } from '../../ports.ts';
import { placeOf } from './container-network.ts';

export function networkJson({ epoch }: Pick<Ports, 'epoch'>, machine: Machine, network: Network): Json {
  return {
    Name: network.name,
    Id: network.id,
    Created: formatTimestamp(network.createdAt ?? epoch),
    Scope: 'local',
    Driver: network.driver,
    EnableIPv6: false,
    IPAM: { Driver: 'default', Options: isBuiltIn(network) ? null : {}, Config: poolJson(network) },
    Internal: network.internal,
    Attachable: network.attachable,
    Ingress: false,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: containersOf(machine, network),
    Options: textMap(network.options),
    Labels: textMap(network.labels),
  };
}

function poolJson(network: Network): Json {
  const { pool } = network;
  if (pool === undefined) return [];
  // a daemon that has just made its own bridge does not say yet which address the bridge has
  if (isBuiltIn(network)) return [{ Subnet: pool.subnet }];
  return [
    {
      Subnet: pool.subnet,
      IPRange: pool.range,
      Gateway: pool.isGatewayHidden === true ? undefined : pool.gateway,
      AuxiliaryAddresses: pool.auxiliary === undefined ? undefined : textMap(pool.auxiliary),
    },
  ];
}

function textMap(map: Readonly<Record<string, string>>): Json {
  return new Map(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function containersOf(machine: Machine, { name }: Network): Json {
  const connected = [...machine.containers.values()].filter(({ endpoints }) => endpoints.get(name)?.address !== undefined);
  return new Map(
    connected.map((container): [string, Json] => {
      const { EndpointID, IPAddress, IPPrefixLen, MacAddress } = placeOf(machine, container, name);
      const address = IPAddress === '' ? '' : `${IPAddress}/${IPPrefixLen}`;
      return [container.id, { Name: container.name, EndpointID, MacAddress, IPv4Address: address, IPv6Address: '' }];
    }),
  );
}
