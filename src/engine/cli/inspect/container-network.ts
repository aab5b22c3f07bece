/** A container's places in networks as `docker inspect` shows them; what is empty was never given or has been given back. */
import { sha256Hex } from '../../bytes/sha256.ts';
import { utf8 } from '../../bytes/utf8.ts';
import type { Container, Endpoint } from '../../machine/container.ts';
import { parseIpv4 } from '../../machine/ipv4.ts';
import type { Machine } from '../../machine/machine.ts';
import { endpointId, listNetworks, subnetOf } from '../../machine/networks.ts';
import type { Json } from '../../oci/go-json.ts';
import { actualBindings } from '../format/container-ports.ts';

interface Place {
  readonly EndpointID: string;
  readonly Gateway: string;
  readonly GlobalIPv6Address: string;
  readonly GlobalIPv6PrefixLen: number;
  readonly IPAddress: string;
  readonly IPPrefixLen: number;
  readonly IPv6Gateway: string;
  readonly MacAddress: string;
}

const NOWHERE: Place = {
  EndpointID: '',
  Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  MacAddress: '',
};

export function networkSettings(machine: Machine, container: Container): Json {
  const sandbox =
    container.state.startedAt === undefined && container.state.reached === undefined
      ? ''
      : sha256Hex(utf8(`sandbox ${container.id}`));
  const ports = [...actualBindings(container)].map(([port, list]): [string, Json] => [
    port,
    list.length === 0 ? null : list.map(({ hostIp, hostPort }) => ({ HostIp: hostIp, HostPort: hostPort })),
  ]);
  const networks = [...container.endpoints].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    Bridge: '',
    SandboxID: sandbox,
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    Ports: new Map(ports),
    SandboxKey:
      sandbox === ''
        ? ''
        : `/var/run/docker/netns/${container.hostConfig.networkMode === 'host' ? 'default' : sandbox.slice(0, 12)}`,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    ...placeOf(machine, container, 'bridge'),
    Networks: new Map(networks.map(([name, endpoint]): [string, Json] => [name, endpointJson(machine, container, name, endpoint)])),
  };
}

/** Where it is in one network. */
export function placeOf(machine: Machine, container: Container, name: string): Place {
  const address = container.endpoints.get(name)?.address;
  if (address === undefined) return NOWHERE;
  const EndpointID = endpointId(container, name);
  const pool = listNetworks(machine).find((network) => network.name === name)?.pool;
  if (address === '' || pool === undefined) return { ...NOWHERE, EndpointID };
  return {
    ...NOWHERE,
    EndpointID,
    Gateway: pool.gateway,
    IPAddress: address,
    IPPrefixLen: subnetOf(pool).bits,
    MacAddress: macAddress(address),
  };
}

/** Made of the address: `02:42:ac:11:00:02`. */
function macAddress(address: string): string {
  const digits = (parseIpv4(address) ?? 0).toString(16).padStart(8, '0');
  return `02:42:${digits.replace(/..(?=.)/g, '$&:')}`;
}

/** Of one that was never started docker knows no network ID yet. */
function endpointJson(machine: Machine, container: Container, name: string, endpoint: Endpoint): Json {
  const place = placeOf(machine, container, name);
  const { wantedAddress, isConnected, aliases, networkId } = endpoint;
  return {
    IPAMConfig: wantedAddress === undefined ? (isConnected ? {} : null) : { IPv4Address: wantedAddress },
    Links: null,
    Aliases: aliases === undefined ? null : [...aliases],
    NetworkID: networkId,
    EndpointID: place.EndpointID,
    Gateway: place.Gateway,
    IPAddress: place.IPAddress,
    IPPrefixLen: place.IPPrefixLen,
    IPv6Gateway: place.IPv6Gateway,
    GlobalIPv6Address: place.GlobalIPv6Address,
    GlobalIPv6PrefixLen: place.GlobalIPv6PrefixLen,
    MacAddress: place.MacAddress,
    DriverOpts: isConnected ? {} : null,
  };
}
