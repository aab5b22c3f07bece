import type { ContainerId } from '../oci/digest.ts';

/**
 * Settings of a container's surroundings, by docker's names in `HostConfig`. `docker inspect` shows them; of what they do only the name
 * servers, the groups, the number of open files and what becomes of the logs is simulated: nothing here eats memory or time.
 */
export interface HostSettings {
  readonly Memory?: number;
  readonly MemoryReservation?: number;
  readonly MemorySwap?: number;
  readonly MemorySwappiness?: number;
  readonly NanoCpus?: number;
  readonly CpuShares?: number;
  readonly CpuPeriod?: number;
  readonly CpuQuota?: number;
  readonly CpusetCpus?: string;
  readonly CpusetMems?: string;
  readonly KernelMemory?: number;
  readonly CgroupParent?: string;
  readonly PidsLimit?: number;
  readonly ShmSize?: number;
  readonly OomScoreAdj?: number;
  readonly OomKillDisable?: boolean;
  readonly Ulimits?: readonly Ulimit[];
  readonly CapAdd?: readonly string[];
  readonly CapDrop?: readonly string[];
  readonly Devices?: readonly DeviceMapping[];
  readonly BlkioDeviceReadBps?: readonly ThrottleDevice[];
  readonly BlkioDeviceWriteBps?: readonly ThrottleDevice[];
  readonly BlkioDeviceReadIOps?: readonly ThrottleDevice[];
  readonly BlkioDeviceWriteIOps?: readonly ThrottleDevice[];
  readonly DeviceCgroupRules?: readonly string[];
  readonly SecurityOpt?: readonly string[];
  readonly Dns?: readonly string[];
  readonly DnsSearch?: readonly string[];
  readonly DnsOptions?: readonly string[];
  readonly GroupAdd?: readonly string[];
  readonly IpcMode?: string;
  readonly PidMode?: string;
  readonly UTSMode?: string;
  readonly UsernsMode?: string;
  readonly CgroupnsMode?: string;
  readonly VolumeDriver?: string;
  readonly Sysctls?: Readonly<Record<string, string>>;
  readonly LogConfig?: LogConfig;
  readonly links?: readonly Link[];
  /** what the daemon says it left away */
  readonly discarded?: readonly string[];
}

/** `--link`: to a container, by a name that holds in this one alone */
export interface Link {
  readonly id: ContainerId;
  /** as it was called then, for when it is gone */
  readonly name: string;
  readonly alias: string;
}

export interface DeviceMapping {
  readonly PathOnHost: string;
  readonly PathInContainer: string;
  /** of `r`, `w`, `m` */
  readonly CgroupPermissions: string;
}

export interface ThrottleDevice {
  readonly Path: string;
  /** bytes or operations in a second */
  readonly Rate: number;
}

export interface Ulimit {
  readonly Name: string;
  readonly Hard: number;
  readonly Soft: number;
}

export interface LogConfig {
  /** `json-file`, `local`, `none` */
  readonly Type: string;
  readonly Config: Readonly<Record<string, string>>;
}
