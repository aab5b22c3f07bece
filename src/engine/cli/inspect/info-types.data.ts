/** Types of `docker info` in the client 28.2.2. */
import { ANY, BOOL, type GoType, INT, INT64, mapOf, pointerTo, STRING, sliceOf } from '../template/go-value.ts';
import { embedded, goStruct, omitEmpty, STRINGS } from './go-struct.ts';

const COMMIT = goStruct('system.Commit', { ID: STRING, Expected: omitEmpty(STRING) });
const bools = (...names: string[]): Record<string, GoType> => Object.fromEntries(names.map((name) => [name, BOOL]));
const strings = (...names: string[]): Record<string, GoType> => Object.fromEntries(names.map((name) => [name, STRING]));

const SWARM = goStruct('swarm.Info', {
  ...strings('NodeID', 'NodeAddr', 'LocalNodeState'),
  ControlAvailable: BOOL,
  Error: STRING,
  RemoteManagers: sliceOf(ANY),
});

const SERVER = goStruct('system.Info', {
  ID: STRING,
  Containers: INT,
  ContainersRunning: INT,
  ContainersPaused: INT,
  ContainersStopped: INT,
  Images: INT,
  Driver: STRING,
  DriverStatus: sliceOf(sliceOf(STRING, '[2]string')),
  Plugins: goStruct('system.PluginsInfo', { Volume: STRINGS, Network: STRINGS, Authorization: STRINGS, Log: STRINGS }),
  ...bools('MemoryLimit', 'SwapLimit'),
  KernelMemory: omitEmpty(BOOL),
  KernelMemoryTCP: omitEmpty(BOOL),
  ...bools('CpuCfsPeriod', 'CpuCfsQuota', 'CPUShares', 'CPUSet', 'PidsLimit', 'IPv4Forwarding', 'Debug'),
  NFd: INT,
  OomKillDisable: BOOL,
  NGoroutines: INT,
  ...strings('SystemTime', 'LoggingDriver', 'CgroupDriver'),
  CgroupVersion: omitEmpty(STRING),
  NEventsListener: INT,
  ...strings('KernelVersion', 'OperatingSystem', 'OSVersion', 'OSType', 'Architecture', 'IndexServerAddress'),
  RegistryConfig: ANY,
  NCPU: INT,
  MemTotal: INT64,
  GenericResources: STRINGS,
  ...strings('DockerRootDir', 'HttpProxy', 'HttpsProxy', 'NoProxy', 'Name'),
  Labels: STRINGS,
  ExperimentalBuild: BOOL,
  ServerVersion: STRING,
  Runtimes: mapOf(STRING, ANY),
  DefaultRuntime: STRING,
  Swarm: SWARM,
  LiveRestoreEnabled: BOOL,
  ...strings('Isolation', 'InitBinary'),
  ContainerdCommit: COMMIT,
  RuncCommit: COMMIT,
  InitCommit: COMMIT,
  SecurityOptions: STRINGS,
  CDISpecDirs: STRINGS,
  Warnings: STRINGS,
});

const CLIENT = goStruct('system.clientInfo', {
  Debug: BOOL,
  ...strings('Version', 'DefaultAPIVersion', 'GitCommit', 'GoVersion', 'Os', 'Arch', 'BuildTime', 'Context'),
  Plugins: STRINGS,
  Warnings: STRINGS,
});

export const DOCKER_INFO = goStruct('system.dockerInfo', {
  Info: embedded(pointerTo(SERVER)),
  ServerErrors: omitEmpty(STRINGS),
  UserName: { type: STRING, json: '-' },
  ClientInfo: omitEmpty(pointerTo(CLIENT)),
  ClientErrors: omitEmpty(STRINGS),
});
