/** `HostConfig` of `docker inspect`, as the daemon 20.10 writes it: what was asked for, and its defaults for all the rest. */
import type { Container, Mount } from '../../machine/container.ts';
import type { Json } from '../../oci/go-json.ts';
import { askedBindings } from '../format/container-ports.ts';

const MASKED_PATHS = [
  '/proc/asound',
  '/proc/acpi',
  '/proc/kcore',
  '/proc/keys',
  '/proc/latency_stats',
  '/proc/timer_list',
  '/proc/timer_stats',
  '/proc/sched_debug',
  '/proc/scsi',
  '/sys/firmware',
];
const READONLY_PATHS = ['/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'];
const SHM_SIZE = 67_108_864;

export function hostConfigJson(container: Container): Json {
  const { hostConfig } = container;
  const binds = hostConfig.mounts.flatMap(bindText);
  const tmpfs = hostConfig.mounts.flatMap((mount): [string, Json][] => (mount.kind === 'tmpfs' ? [[mount.target, '']] : []));
  const [restart = 'no', retries = '0'] = hostConfig.restart.split(':');
  return {
    Binds: binds.length === 0 ? null : binds,
    ContainerIDFile: '',
    LogConfig: { Type: 'json-file', Config: {} },
    NetworkMode: hostConfig.networkMode,
    PortBindings: portBindings(container),
    RestartPolicy: { Name: restart, MaximumRetryCount: Number(retries) },
    AutoRemove: hostConfig.autoRemove,
    VolumeDriver: '',
    VolumesFrom: null,
    CapAdd: null,
    CapDrop: null,
    CgroupnsMode: 'host',
    Dns: [],
    DnsOptions: [],
    DnsSearch: [],
    ExtraHosts: hostConfig.extraHosts.length === 0 ? null : hostConfig.extraHosts,
    GroupAdd: null,
    IpcMode: 'private',
    Cgroup: '',
    Links: null,
    OomScoreAdj: 0,
    PidMode: '',
    Privileged: hostConfig.privileged,
    PublishAllPorts: hostConfig.publishAll === true,
    ReadonlyRootfs: hostConfig.readOnly,
    SecurityOpt: hostConfig.privileged ? ['label=disable'] : null,
    Tmpfs: tmpfs.length === 0 ? undefined : new Map(tmpfs),
    UTSMode: '',
    UsernsMode: '',
    ShmSize: SHM_SIZE,
    Runtime: 'runc',
    ConsoleSize: [...(hostConfig.consoleSize ?? [0, 0])],
    Isolation: '',
    CpuShares: 0,
    Memory: 0,
    NanoCpus: 0,
    CgroupParent: '',
    BlkioWeight: 0,
    BlkioWeightDevice: [],
    BlkioDeviceReadBps: [],
    BlkioDeviceWriteBps: [],
    BlkioDeviceReadIOps: [],
    BlkioDeviceWriteIOps: [],
    CpuPeriod: 0,
    CpuQuota: 0,
    CpuRealtimePeriod: 0,
    CpuRealtimeRuntime: 0,
    CpusetCpus: '',
    CpusetMems: '',
    Devices: [],
    DeviceCgroupRules: null,
    DeviceRequests: null,
    KernelMemory: 0,
    KernelMemoryTCP: 0,
    MemoryReservation: 0,
    MemorySwap: 0,
    MemorySwappiness: null,
    OomKillDisable: false,
    PidsLimit: null,
    Ulimits: [],
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
    MaskedPaths: hostConfig.privileged ? null : MASKED_PATHS,
    ReadonlyPaths: hostConfig.privileged ? null : READONLY_PATHS,
    Init: hostConfig.init ? true : undefined,
  };
}

function portBindings(container: Container): Json {
  const bindings = [...askedBindings(container)].map(([port, list]): [string, Json] => [
    port,
    list.map(({ hostIp, hostPort }) => ({ HostIp: hostIp, HostPort: hostPort })),
  ]);
  return new Map(bindings);
}

function bindText(mount: Mount): string[] {
  if (mount.kind === 'tmpfs' || (mount.kind === 'volume' && isAnonymous(mount.name))) return [];
  const source = mount.kind === 'volume' ? mount.name : mount.source;
  return [`${source}:${mount.target}${mount.readOnly ? ':ro' : ''}`];
}

/** Docker names those itself, and they are in no `Binds`. */
export function isAnonymous(volume: string): boolean {
  return /^[0-9a-f]{64}$/.test(volume);
}
