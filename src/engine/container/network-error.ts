/** What Docker refuses about networks, a part of `ContainerError`. */
import type { ContainerId } from '../oci/digest.ts';

export interface NetworkErrorData {
  /** `driver failed programming external connectivity on endpoint <name> (<endpointId>): Bind for 0.0.0.0:80 failed: port is already allocated` */
  readonly 'container.portTaken': {
    readonly name: string;
    readonly endpointId: string;
    readonly address: string;
    readonly hostPort: string;
    readonly protocol: string;
    readonly kind: 'allocated' | 'listening';
  };
  /** `network <argument> not found` */
  readonly 'network.notFound': { readonly argument: string };
  /** `operation is not permitted on predefined <name> network`; `<name> is a pre-defined network and cannot be removed` */
  readonly 'network.predefined': { readonly name: string; readonly operation: 'create' | 'remove' };
  /** `network with name <name> already exists` */
  readonly 'network.exists': { readonly name: string };
  /** `only one instance of "host" network is allowed` */
  readonly 'network.oneInstance': { readonly driver: string };
  /** `This node is not a swarm manager. …` */
  readonly 'network.noSwarm': Readonly<Record<string, never>>;
  /** `plugin "<driver>" not found` */
  readonly 'network.noPlugin': { readonly driver: string };
  /** `error while removing network: network <name> id <id> has active endpoints` */
  readonly 'network.inUse': { readonly name: string; readonly id: string };
  /** `could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network` */
  readonly 'network.noPool': Readonly<Record<string, never>>;
  /** `Invalid subnet <subnet> : invalid CIDR address: <subnet>` */
  readonly 'network.invalidSubnet': { readonly subnet: string };
  /** `Pool overlaps with other one on this address space` */
  readonly 'network.overlap': Readonly<Record<string, never>>;
  /** `container sharing network namespace with another container or host cannot be connected to any other network` */
  readonly 'network.sharedNamespace': Readonly<Record<string, never>>;
  /** `container cannot be disconnected from host network or connected to host network` */
  readonly 'network.hostMode': Readonly<Record<string, never>>;
  /** `container cannot be connected to multiple networks with one of the networks in private (none) mode` */
  readonly 'network.private': Readonly<Record<string, never>>;
  /** `endpoint with name <name> already exists in network <network>` */
  readonly 'network.alreadyConnected': { readonly name: string; readonly network: string };
  /** `container <id> is not connected to network <network>` */
  readonly 'network.notConnected': { readonly containerId: ContainerId; readonly network: string; readonly isUp: boolean };
  /** `cannot join network of a non running container: <id>` */
  readonly 'network.sharedNotRunning': { readonly containerId: ContainerId };
  /** `error gathering device information while adding custom device …` */
  readonly 'container.device': { readonly path: string; readonly isMissing: boolean };
  /** `stat <Path>: no such file or directory` where there are no numbers, else what runc says of a device that is no disk */
  readonly 'container.throttle': {
    readonly Path: string;
    readonly Rate: number;
    /** `BlkioDeviceReadBps` */
    readonly key: string;
    readonly id: ContainerId;
    readonly numbers: readonly [major: number, minor: number] | undefined;
  };
  /** `Cannot link to a non running container: /<name> AS /<alias>` */
  readonly 'network.linkNotRunning': { readonly name: string; readonly alias: string };
  /** `Cannot link to /<name>, as it does not belong to the default network` */
  readonly 'network.linkElsewhere': { readonly name: string };
  /** `Invalid IPC mode: <mode>` */
  readonly 'container.ipcMode': { readonly mode: string };
  /** `can't join IPC of container <id>: …` */
  readonly 'network.ipc': { readonly containerId: ContainerId; readonly problem: 'notRunning' | 'notShareable' };
  /** `user specified IP address is supported …` */
  readonly 'network.addressNotAllowed': { readonly kind: 'predefined' | 'noSubnet' };
  /** `network-scoped alias is supported only for containers in user defined networks` */
  readonly 'network.aliasNotAllowed': Readonly<Record<string, never>>;
  /** `Invalid address <address>: It does not belong to any of this network's subnets` */
  readonly 'network.addressOutside': { readonly address: string };
  /** `Address already in use` */
  readonly 'network.addressTaken': Readonly<Record<string, never>>;
  /** `no available IPv4 addresses on this network's address pools` */
  readonly 'network.noAddress': Readonly<Record<string, never>>;
}
