/** Docker's words for what it refuses about networks: the whole line that the client prints. */
import type { NetworkErrorData } from '../../container/network-error.ts';
import { goQuote } from '../../go/quote.ts';
import { showAddress } from '../format/container-ports.ts';
import { daemonSays } from './daemon-words.ts';

type Words = { readonly [Code in keyof NetworkErrorData]: (data: NetworkErrorData[Code]) => string };

export const NETWORK_WORDS: Words = {
  'container.portTaken': ({ name, endpointId, address, hostPort, protocol, kind }) => {
    const place = showAddress(address, hostPort);
    const problem =
      kind === 'allocated'
        ? `Bind for ${place} failed: port is already allocated`
        : `Error starting userland proxy: listen ${protocol}4 ${place}: bind: address already in use`;
    return daemonSays(`driver failed programming external connectivity on endpoint ${name} (${endpointId}): ${problem}`);
  },
  'network.notFound': ({ argument }) => daemonSays(`network ${argument} not found`),
  'network.predefined': ({ name, operation }) =>
    daemonSays(
      operation === 'create'
        ? `operation is not permitted on predefined ${name} network`
        : `${name} is a pre-defined network and cannot be removed`,
    ),
  'network.exists': ({ name }) => daemonSays(`network with name ${name} already exists`),
  'network.oneInstance': ({ driver }) => daemonSays(`only one instance of ${goQuote(driver)} network is allowed`),
  'network.noSwarm': () =>
    daemonSays(
      'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
    ),
  'network.noPlugin': ({ driver }) => daemonSays(`plugin ${goQuote(driver)} not found`),
  'network.inUse': ({ name, id }) => daemonSays(`error while removing network: network ${name} id ${id} has active endpoints`),
  'network.noPool': () =>
    daemonSays('could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network'),
  'network.invalidSubnet': ({ subnet }) => daemonSays(`Invalid subnet ${subnet} : invalid CIDR address: ${subnet}`),
  'network.overlap': () => daemonSays('Pool overlaps with other one on this address space'),
  'network.sharedNamespace': () =>
    daemonSays('container sharing network namespace with another container or host cannot be connected to any other network'),
  'network.hostMode': () => daemonSays('container cannot be disconnected from host network or connected to host network'),
  'network.private': () =>
    daemonSays('container cannot be connected to multiple networks with one of the networks in private (none) mode'),
  'network.alreadyConnected': ({ name, network }) => daemonSays(`endpoint with name ${name} already exists in network ${network}`),
  'network.notConnected': ({ containerId, network, isUp }) =>
    daemonSays(`container ${containerId} is not connected to ${isUp ? '' : 'the '}network ${network}`),
  'network.sharedNotRunning': ({ containerId }) => daemonSays(`cannot join network of a non running container: ${containerId}`),
  'container.device': ({ path, isMissing }) =>
    daemonSays(
      `error gathering device information while adding custom device ${goQuote(path)}: ${
        isMissing ? 'no such file or directory' : 'not a device node'
      }`,
    ),
  'container.throttle': ({ Path, Rate, key, id, numbers }) => {
    if (numbers === undefined) return daemonSays(`stat ${Path}: no such file or directory`);
    const file = key.replace(/^BlkioDevice(Read|Write)(.*)$/, (_, way: string, unit: string) => `${way}_${unit}`).toLowerCase();
    const path = `/sys/fs/cgroup/blkio/docker/${id}/blkio.throttle.${file}_device`;
    const runc = `error setting cgroup config for procHooks process: failed to write "${numbers.join(':')} ${Rate}": write ${path}: no such device`;
    return daemonSays(
      `failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: ${runc}: unknown`,
    );
  },
  'network.linkNotRunning': ({ name, alias }) => daemonSays(`Cannot link to a non running container: /${name} AS /${alias}`),
  'network.linkElsewhere': ({ name }) => daemonSays(`Cannot link to /${name}, as it does not belong to the default network`),
  'container.ipcMode': ({ mode }) => daemonSays(`Invalid IPC mode: ${mode}`),
  'network.ipc': ({ containerId, problem }) =>
    daemonSays(
      `can't join IPC of container ${containerId}: ${
        problem === 'notRunning'
          ? `container ${containerId} is not running`
          : 'non-shareable IPC (hint: use IpcMode:shareable for the donor container)'
      }`,
    ),
  'network.addressNotAllowed': ({ kind }) =>
    daemonSays(
      kind === 'predefined'
        ? 'user specified IP address is supported on user defined networks only'
        : 'user specified IP address is supported only when connecting to networks with user configured subnets',
    ),
  'network.aliasNotAllowed': () => daemonSays('network-scoped alias is supported only for containers in user defined networks'),
  'network.addressOutside': ({ address }) =>
    daemonSays(`Invalid address ${address}: It does not belong to any of this network's subnets`),
  'network.addressTaken': () => daemonSays('Address already in use'),
  'network.noAddress': () => daemonSays("no available IPv4 addresses on this network's address pools"),
};
