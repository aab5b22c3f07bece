/** Types of `docker container inspect` in the client 28.2.2, `container.InspectResponse` and what it is made of. */
import {
  BOOL,
  entriesOf,
  type GoStructType,
  type GoValue,
  INT,
  INT64,
  mapOf,
  pointerTo,
  STRING,
  sliceOf,
} from '../template/go-value.ts';
import {
  embedded,
  goStruct,
  omitEmpty,
  PORT,
  PORT_SET,
  renamed,
  STR_SLICE,
  STRING_MAP,
  STRING_SET,
  STRINGS,
  stringType,
} from './go-struct.ts';
import { DESCRIPTOR, HEALTHCHECK, TIME } from './shared-types.data.ts';

const UINT64 = { kind: 'uint', name: 'uint64' } as const;
const UINT = { kind: 'uint', name: 'uint' } as const;

const HEALTH = goStruct('container.Health', {
  Status: STRING,
  FailingStreak: INT,
  Log: sliceOf(pointerTo(goStruct('container.HealthcheckResult', { Start: TIME, End: TIME, ExitCode: INT, Output: STRING }))),
});

const STATE = goStruct('container.State', {
  Status: STRING,
  Running: BOOL,
  Paused: BOOL,
  Restarting: BOOL,
  OOMKilled: BOOL,
  Dead: BOOL,
  Pid: INT,
  ExitCode: INT,
  Error: STRING,
  StartedAt: STRING,
  FinishedAt: STRING,
  Health: omitEmpty(pointerTo(HEALTH)),
});

const PORT_BINDING = goStruct('nat.PortBinding', { HostIP: renamed(STRING, 'HostIp'), HostPort: STRING });
const PORT_MAP = mapOf(PORT, sliceOf(PORT_BINDING), 'nat.PortMap');

const dataOf = (value: GoValue, field: string) => entriesOf(value).get(field)?.data;
const ULIMIT: GoStructType = {
  ...goStruct('units.Ulimit', { Name: STRING, Hard: INT64, Soft: INT64 }),
  toText: (value) => `${dataOf(value, 'Name')}=${dataOf(value, 'Soft')}:${dataOf(value, 'Hard')}`,
};
const THROTTLES = sliceOf(
  pointerTo({
    ...goStruct('blkiodev.ThrottleDevice', { Path: STRING, Rate: UINT64 }),
    toText: (value) => `${dataOf(value, 'Path')}:${dataOf(value, 'Rate')}`,
  }),
);

const RESOURCES = goStruct('container.Resources', {
  CPUShares: renamed(INT64, 'CpuShares'),
  Memory: INT64,
  NanoCPUs: renamed(INT64, 'NanoCpus'),
  CgroupParent: STRING,
  BlkioWeight: { kind: 'uint', name: 'uint16' },
  BlkioWeightDevice: sliceOf(pointerTo(goStruct('blkiodev.WeightDevice', {}))),
  BlkioDeviceReadBps: THROTTLES,
  BlkioDeviceWriteBps: THROTTLES,
  BlkioDeviceReadIOps: THROTTLES,
  BlkioDeviceWriteIOps: THROTTLES,
  CPUPeriod: renamed(INT64, 'CpuPeriod'),
  CPUQuota: renamed(INT64, 'CpuQuota'),
  CPURealtimePeriod: renamed(INT64, 'CpuRealtimePeriod'),
  CPURealtimeRuntime: renamed(INT64, 'CpuRealtimeRuntime'),
  CpusetCpus: STRING,
  CpusetMems: STRING,
  Devices: sliceOf(goStruct('container.DeviceMapping', { PathOnHost: STRING, PathInContainer: STRING, CgroupPermissions: STRING })),
  DeviceCgroupRules: STRINGS,
  DeviceRequests: sliceOf(goStruct('container.DeviceRequest', {})),
  KernelMemory: omitEmpty(INT64),
  KernelMemoryTCP: omitEmpty(INT64),
  MemoryReservation: INT64,
  MemorySwap: INT64,
  MemorySwappiness: pointerTo(INT64),
  OomKillDisable: pointerTo(BOOL),
  PidsLimit: pointerTo(INT64),
  Ulimits: sliceOf(pointerTo(ULIMIT)),
  CPUCount: renamed(INT64, 'CpuCount'),
  CPUPercent: renamed(INT64, 'CpuPercent'),
  IOMaximumIOps: UINT64,
  IOMaximumBandwidth: UINT64,
});

const HOST_CONFIG = goStruct('container.HostConfig', {
  Binds: STRINGS,
  ContainerIDFile: STRING,
  LogConfig: goStruct('container.LogConfig', { Type: STRING, Config: STRING_MAP }),
  NetworkMode: stringType('container.NetworkMode'),
  PortBindings: PORT_MAP,
  RestartPolicy: goStruct('container.RestartPolicy', { Name: stringType('container.RestartPolicyMode'), MaximumRetryCount: INT }),
  AutoRemove: BOOL,
  VolumeDriver: STRING,
  VolumesFrom: STRINGS,
  ConsoleSize: sliceOf(UINT, '[2]uint'),
  Annotations: omitEmpty(STRING_MAP),
  CapAdd: STR_SLICE,
  CapDrop: STR_SLICE,
  CgroupnsMode: stringType('container.CgroupnsMode'),
  DNS: renamed(STRINGS, 'Dns'),
  DNSOptions: renamed(STRINGS, 'DnsOptions'),
  DNSSearch: renamed(STRINGS, 'DnsSearch'),
  ExtraHosts: STRINGS,
  GroupAdd: STRINGS,
  IpcMode: stringType('container.IpcMode'),
  Cgroup: stringType('container.CgroupSpec'),
  Links: STRINGS,
  OomScoreAdj: INT,
  PidMode: stringType('container.PidMode'),
  Privileged: BOOL,
  PublishAllPorts: BOOL,
  ReadonlyRootfs: BOOL,
  SecurityOpt: STRINGS,
  StorageOpt: omitEmpty(STRING_MAP),
  Tmpfs: omitEmpty(STRING_MAP),
  UTSMode: stringType('container.UTSMode'),
  UsernsMode: stringType('container.UsernsMode'),
  ShmSize: INT64,
  Sysctls: omitEmpty(STRING_MAP),
  Runtime: omitEmpty(STRING),
  Isolation: stringType('container.Isolation'),
  Resources: embedded(RESOURCES),
  Mounts: omitEmpty(
    sliceOf(
      goStruct('mount.Mount', {
        Type: omitEmpty(stringType('mount.Type')),
        Source: omitEmpty(STRING),
        Target: omitEmpty(STRING),
        ReadOnly: omitEmpty(BOOL),
      }),
    ),
  ),
  MaskedPaths: STRINGS,
  ReadonlyPaths: STRINGS,
  Init: omitEmpty(pointerTo(BOOL)),
});

export const CONTAINER_CONFIG = goStruct('container.Config', {
  Hostname: STRING,
  Domainname: STRING,
  User: STRING,
  AttachStdin: BOOL,
  AttachStdout: BOOL,
  AttachStderr: BOOL,
  ExposedPorts: omitEmpty(PORT_SET),
  Tty: BOOL,
  OpenStdin: BOOL,
  StdinOnce: BOOL,
  Env: STRINGS,
  Cmd: STR_SLICE,
  Healthcheck: omitEmpty(pointerTo(HEALTHCHECK)),
  ArgsEscaped: omitEmpty(BOOL),
  Image: STRING,
  Volumes: STRING_SET,
  WorkingDir: STRING,
  Entrypoint: STR_SLICE,
  NetworkDisabled: omitEmpty(BOOL),
  MacAddress: omitEmpty(STRING),
  OnBuild: STRINGS,
  Labels: STRING_MAP,
  StopSignal: omitEmpty(STRING),
  StopTimeout: omitEmpty(pointerTo(INT)),
  Shell: omitEmpty(STR_SLICE),
});

const ADDRESS = goStruct('network.Address', { Addr: STRING, PrefixLen: INT });

const ENDPOINT = goStruct('network.EndpointSettings', {
  IPAMConfig: pointerTo(
    goStruct('network.EndpointIPAMConfig', {
      IPv4Address: omitEmpty(STRING),
      IPv6Address: omitEmpty(STRING),
      LinkLocalIPs: omitEmpty(STRINGS),
    }),
  ),
  Links: STRINGS,
  Aliases: STRINGS,
  MacAddress: STRING,
  DriverOpts: STRING_MAP,
  GwPriority: INT,
  NetworkID: STRING,
  EndpointID: STRING,
  Gateway: STRING,
  IPAddress: STRING,
  IPPrefixLen: INT,
  IPv6Gateway: STRING,
  GlobalIPv6Address: STRING,
  GlobalIPv6PrefixLen: INT,
  DNSNames: STRINGS,
});

const NETWORK_SETTINGS = goStruct('container.NetworkSettings', {
  NetworkSettingsBase: embedded(
    goStruct('container.NetworkSettingsBase', {
      Bridge: STRING,
      SandboxID: STRING,
      SandboxKey: STRING,
      Ports: PORT_MAP,
      HairpinMode: BOOL,
      LinkLocalIPv6Address: STRING,
      LinkLocalIPv6PrefixLen: INT,
      SecondaryIPAddresses: sliceOf(ADDRESS),
      SecondaryIPv6Addresses: sliceOf(ADDRESS),
    }),
  ),
  DefaultNetworkSettings: embedded(
    goStruct('container.DefaultNetworkSettings', {
      EndpointID: STRING,
      Gateway: STRING,
      GlobalIPv6Address: STRING,
      GlobalIPv6PrefixLen: INT,
      IPAddress: STRING,
      IPPrefixLen: INT,
      IPv6Gateway: STRING,
      MacAddress: STRING,
    }),
  ),
  Networks: mapOf(STRING, pointerTo(ENDPOINT)),
});

const MOUNT_POINT = goStruct('container.MountPoint', {
  Type: omitEmpty(stringType('mount.Type')),
  Name: omitEmpty(STRING),
  Source: STRING,
  Destination: STRING,
  Driver: omitEmpty(STRING),
  Mode: STRING,
  RW: BOOL,
  Propagation: stringType('mount.Propagation'),
});

const BASE = goStruct('container.ContainerJSONBase', {
  ID: renamed(STRING, 'Id'),
  Created: STRING,
  Path: STRING,
  Args: STRINGS,
  State: pointerTo(STATE),
  Image: STRING,
  ResolvConfPath: STRING,
  HostnamePath: STRING,
  HostsPath: STRING,
  LogPath: STRING,
  Name: STRING,
  RestartCount: INT,
  Driver: STRING,
  Platform: STRING,
  MountLabel: STRING,
  ProcessLabel: STRING,
  AppArmorProfile: STRING,
  ExecIDs: STRINGS,
  HostConfig: pointerTo(HOST_CONFIG),
  GraphDriver: goStruct('storage.DriverData', { Data: STRING_MAP, Name: STRING }),
  SizeRw: omitEmpty(pointerTo(INT64)),
  SizeRootFs: omitEmpty(pointerTo(INT64)),
});

export const CONTAINER_INSPECT = goStruct('container.InspectResponse', {
  ContainerJSONBase: embedded(pointerTo(BASE)),
  Mounts: sliceOf(MOUNT_POINT),
  Config: pointerTo(CONTAINER_CONFIG),
  NetworkSettings: pointerTo(NETWORK_SETTINGS),
  ImageManifestDescriptor: omitEmpty(pointerTo(DESCRIPTOR)),
});
