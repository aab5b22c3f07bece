/** A container's place in the network: addresses are given in the order of starting, from `172.17.0.2` on. */
import { sha256Hex } from '../../bytes/sha256.ts';
import { utf8 } from '../../bytes/utf8.ts';
import { isRunning } from '../../container/find-container.ts';
import type { Container } from '../../machine/container.ts';
import type { Machine } from '../../machine/machine.ts';
import { networkId } from '../../machine/networks.ts';
import type { Json } from '../../oci/go-json.ts';
import { actualBindings } from '../format/container-ports.ts';

const GATEWAY = '172.17.0.1';
const FIRST_HOST = 2;

interface Endpoint {
  readonly EndpointID: string;
  readonly Gateway: string;
  readonly GlobalIPv6Address: string;
  readonly GlobalIPv6PrefixLen: number;
  readonly IPAddress: string;
  readonly IPPrefixLen: number;
  readonly IPv6Gateway: string;
  readonly MacAddress: string;
}

/** `bridge`, `host` or `none`; a name of another kind stays what it is. */
export function networkOf(container: Container): string {
  const { networkMode } = container.hostConfig;
  return networkMode === 'default' ? 'bridge' : networkMode;
}

export function networkSettings(machine: Machine, container: Container): Json {
  const network = networkOf(container);
  const endpoint = endpointOf(machine, container);
  const sandbox = container.state.startedAt === undefined ? '' : sha256Hex(utf8(`sandbox ${container.id}`));
  const top = network === 'bridge' ? endpoint : { ...NO_ENDPOINT };
  const ports = [...actualBindings(machine, container)].map(([port, list]): [string, Json] => [
    port,
    list.length === 0 ? null : list.map(({ hostIp, hostPort }) => ({ HostIp: hostIp, HostPort: hostPort })),
  ]);
  return {
    Bridge: '',
    SandboxID: sandbox,
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    Ports: new Map(ports),
    SandboxKey: sandbox === '' ? '' : `/var/run/docker/netns/${sandbox.slice(0, 12)}`,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    ...top,
    Networks: new Map([[network, endpointJson(network, endpoint, container)]]),
  };
}

const NO_ENDPOINT: Endpoint = {
  EndpointID: '',
  Gateway: '',
  GlobalIPv6Address: '',
  GlobalIPv6PrefixLen: 0,
  IPAddress: '',
  IPPrefixLen: 0,
  IPv6Gateway: '',
  MacAddress: '',
};

export function endpointOf(machine: Machine, container: Container): Endpoint {
  if (!isRunning(container)) return NO_ENDPOINT;
  const EndpointID = sha256Hex(utf8(`endpoint ${container.id}`));
  if (networkOf(container) !== 'bridge') return { ...NO_ENDPOINT, EndpointID };
  const host = FIRST_HOST + bridgeContainers(machine).findIndex((one) => one.id === container.id);
  const low = host & 0xff;
  const high = host >> 8;
  return {
    ...NO_ENDPOINT,
    EndpointID,
    Gateway: GATEWAY,
    IPAddress: `172.17.${high}.${low}`,
    IPPrefixLen: 16,
    MacAddress: `02:42:ac:11:${hexByte(high)}:${hexByte(low)}`,
  };
}

function bridgeContainers(machine: Machine): Container[] {
  const running = [...machine.containers.values()].filter((one) => isRunning(one) && networkOf(one) === 'bridge');
  return running.sort((a, b) => (a.state.startedAt ?? 0) - (b.state.startedAt ?? 0));
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** Of one that was never started docker knows no network ID yet. */
function endpointJson(network: string, endpoint: Endpoint, container: Container): Json {
  return {
    IPAMConfig: null,
    Links: null,
    Aliases: null,
    NetworkID: container.state.startedAt === undefined ? '' : networkId(network),
    EndpointID: endpoint.EndpointID,
    Gateway: endpoint.Gateway,
    IPAddress: endpoint.IPAddress,
    IPPrefixLen: endpoint.IPPrefixLen,
    IPv6Gateway: endpoint.IPv6Gateway,
    GlobalIPv6Address: endpoint.GlobalIPv6Address,
    GlobalIPv6PrefixLen: endpoint.GlobalIPv6PrefixLen,
    MacAddress: endpoint.MacAddress,
    DriverOpts: null,
  };
}
