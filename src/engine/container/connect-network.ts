/** `docker network connect` and `disconnect`: the places of a container that is there already. */

import { recordConnection } from '../machine/attachment-events.ts';
import type { Container, Endpoint } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import { findNetwork, networkOf } from '../machine/networks.ts';
import { withEntry } from '../machine/shared-map.ts';
import { checkAsked, takePlace, withEndpoint } from './connect.ts';
import { ContainerError } from './container-error.ts';
import { isRunning } from './find-container.ts';

export interface ConnectOptions {
  readonly aliases: readonly string[];
  /** '' for any */
  readonly address: string;
}

/**
 * `docker network connect`. A container that does not run may be connected to a network that is not there: it is looked for at the start.
 * @throws ContainerError `network.…`
 */
export function connectNetwork(machine: Machine, argument: string, container: Container, options: ConnectOptions): Machine {
  const network = findNetwork(machine, argument);
  if (network === undefined && isRunning(container)) throw new ContainerError('network.notFound', { argument });
  const name = network?.name ?? argument;
  const mode = networkOf(container);
  if (mode === 'host' || mode.startsWith('container:')) throw new ContainerError('network.sharedNamespace', {});
  if (network?.driver === 'host') throw new ContainerError('network.hostMode', {});
  if (mode === 'none' || network?.driver === 'null') throw new ContainerError('network.private', {});
  if (container.endpoints.get(name)?.address !== undefined)
    throw new ContainerError('network.alreadyConnected', { name: container.name, network: name });
  const asked: Endpoint = {
    networkId: '',
    aliases: options.aliases,
    isConnected: true,
    ...(options.address === '' ? {} : { wantedAddress: options.address }),
  };
  if (network !== undefined) checkAsked(network, asked);
  if (network === undefined || !isRunning(container)) return keep(machine, withEndpoint(container, name, asked));
  const connected = withEndpoint(container, name, takePlace(machine, container, network, asked));
  return recordConnection(keep(machine, connected), connected, name, 'taken');
}

/**
 * `docker network disconnect`. Of a container that does not run, and with `force` where the network is gone, only the container's own list
 * counts (moby `daemon/container_operations.go` DisconnectFromNetwork).
 * @throws ContainerError `network.…`
 */
export function disconnectNetwork(machine: Machine, argument: string, container: Container, force: boolean): Machine {
  const network = findNetwork(machine, argument);
  const isUp = isRunning(container);
  if (network === undefined && isUp && !force) throw new ContainerError('network.notFound', { argument });
  if (isUp && network?.driver === 'host') throw new ContainerError('network.hostMode', {});
  const name = network?.name ?? argument;
  if (!container.endpoints.has(name))
    throw new ContainerError('network.notConnected', { containerId: container.id, network: name, isUp });
  const changed = forgetNetwork(machine, name, container);
  return isUp && network !== undefined ? recordConnection(changed, container, name, 'given back') : changed;
}

function forgetNetwork(machine: Machine, name: string, container: Container): Machine {
  const endpoints = new Map(container.endpoints);
  endpoints.delete(name);
  return keep(machine, { ...container, endpoints });
}

function keep(machine: Machine, container: Container): Machine {
  return { ...machine, containers: withEntry(machine.containers, container.id, container) };
}
