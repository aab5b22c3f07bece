/** `HostConfig` of `docker inspect`, as the daemon 20.10 writes it: what was asked for, and its defaults for all the rest. */
import type { Container, HostConfig, Mount } from '../../machine/container.ts';
import type { LogConfig } from '../../machine/host-settings.ts';
import type { Machine } from '../../machine/machine.ts';
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

export function hostConfigJson(machine: Machine, container: Container): Json {
  const { hostConfig } = container;
  const { settings = {} } = hostConfig;
  const binds = hostConfig.mounts.flatMap(bindText);
  const tmpfs = hostConfig.mounts.flatMap((mount): [string, Json][] =>
    mount.kind === 'tmpfs' && mount.isMount !== true ? [[mount.target, mount.options ?? '']] : [],
  );
  const mounts = hostConfig.mounts.flatMap(mountJson);
  const [restart = 'no', retries = '0'] = hostConfig.restart.split(':');
  return {
    Binds: binds.length === 0 ? null : binds,
    ContainerIDFile: '',
    LogConfig: logConfigJson(settings.LogConfig),
    NetworkMode: hostConfig.networkMode,
    PortBindings: portBindings(container),
    RestartPolicy: { Name: restart, MaximumRetryCount: Number(retries) },
    AutoRemove: hostConfig.autoRemove,
    VolumeDriver: settings.VolumeDriver ?? '',
    VolumesFrom: null,
    CapAdd: settings.CapAdd ?? null,
    CapDrop: settings.CapDrop ?? null,
    CgroupnsMode: settings.CgroupnsMode ?? 'host',
    Dns: settings.Dns ?? [],
    DnsOptions: settings.DnsOptions ?? [],
    DnsSearch: settings.DnsSearch ?? [],
    ExtraHosts: hostConfig.extraHosts.length === 0 ? null : hostConfig.extraHosts,
    GroupAdd: settings.GroupAdd ?? null,
    IpcMode: settings.IpcMode ?? 'private',
    Cgroup: '',
    Links:
      settings.links?.map(({ id, name, alias }) => `/${machine.containers.get(id)?.name ?? name}:/${container.name}/${alias}`) ??
      null,
    OomScoreAdj: settings.OomScoreAdj ?? 0,
    PidMode: settings.PidMode ?? '',
    Privileged: hostConfig.privileged,
    PublishAllPorts: hostConfig.publishAll === true,
    ReadonlyRootfs: hostConfig.readOnly,
    SecurityOpt: securityOpt(hostConfig),
    Tmpfs: tmpfs.length === 0 ? undefined : new Map(tmpfs),
    UTSMode: settings.UTSMode ?? '',
    UsernsMode: settings.UsernsMode ?? '',
    ShmSize: settings.ShmSize ?? SHM_SIZE,
    Sysctls: settings.Sysctls === undefined ? undefined : new Map(Object.entries(settings.Sysctls)),
    Runtime: 'runc',
    ConsoleSize: [...(hostConfig.consoleSize ?? [0, 0])],
    Isolation: '',
    CpuShares: settings.CpuShares ?? 0,
    Memory: settings.Memory ?? 0,
    NanoCpus: settings.NanoCpus ?? 0,
    CgroupParent: settings.CgroupParent ?? '',
    BlkioWeight: 0,
    BlkioWeightDevice: [],
    BlkioDeviceReadBps: (settings.BlkioDeviceReadBps ?? []).map((device) => ({ ...device })),
    BlkioDeviceWriteBps: (settings.BlkioDeviceWriteBps ?? []).map((device) => ({ ...device })),
    BlkioDeviceReadIOps: (settings.BlkioDeviceReadIOps ?? []).map((device) => ({ ...device })),
    BlkioDeviceWriteIOps: (settings.BlkioDeviceWriteIOps ?? []).map((device) => ({ ...device })),
    CpuPeriod: settings.CpuPeriod ?? 0,
    CpuQuota: settings.CpuQuota ?? 0,
    CpuRealtimePeriod: 0,
    CpuRealtimeRuntime: 0,
    CpusetCpus: settings.CpusetCpus ?? '',
    CpusetMems: settings.CpusetMems ?? '',
    Devices: (settings.Devices ?? []).map((device) => ({ ...device })),
    DeviceCgroupRules: settings.DeviceCgroupRules ?? null,
    DeviceRequests: null,
    KernelMemory: settings.KernelMemory ?? 0,
    KernelMemoryTCP: 0,
    MemoryReservation: settings.MemoryReservation ?? 0,
    MemorySwap: settings.MemorySwap ?? 0,
    MemorySwappiness: settings.MemorySwappiness ?? null,
    OomKillDisable: settings.OomKillDisable ?? false,
    PidsLimit: settings.PidsLimit ?? null,
    Ulimits: (settings.Ulimits ?? []).map(({ Name, Hard, Soft }) => ({ Name, Hard, Soft })),
    CpuCount: 0,
    CpuPercent: 0,
    IOMaximumIOps: 0,
    IOMaximumBandwidth: 0,
    Mounts: mounts.length === 0 ? undefined : mounts,
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
  if (mount.kind === 'tmpfs' || mount.isMount === true || (mount.kind === 'volume' && isAnonymous(mount.name))) return [];
  const source = mount.kind === 'volume' ? mount.name : mount.source;
  const mode = mount.mode ?? (mount.readOnly ? 'ro' : '');
  return [`${source}:${mount.target}${mode === '' ? '' : `:${mode}`}`];
}

function mountJson(mount: Mount): Json[] {
  if (mount.isMount !== true) return [];
  const source = mount.kind === 'volume' ? mount.name : mount.kind === 'bind' ? mount.source : '';
  const isNamed = source !== '' && !(mount.kind === 'volume' && isAnonymous(source));
  return [
    {
      Type: mount.kind,
      Source: isNamed ? source : undefined,
      Target: mount.target,
      ReadOnly: mount.readOnly || undefined,
    },
  ];
}

function logConfigJson(config: LogConfig | undefined): Json {
  return { Type: config?.Type ?? 'json-file', Config: new Map(Object.entries(config?.Config ?? {})) };
}

/** With the host's processes or memory there are no labels, where nothing was said of them (moby `daemon/create.go` generateSecurityOpt). */
function securityOpt({ settings = {}, privileged }: HostConfig): Json {
  const given = settings.SecurityOpt ?? [];
  const isUnlabelled = privileged || settings.IpcMode === 'host' || settings.PidMode === 'host';
  const added = isUnlabelled && !given.some((option) => option.startsWith('label')) ? ['label=disable'] : [];
  return given.length + added.length === 0 ? null : [...given, ...added];
}

/** Docker names those itself, and they are in no `Binds`. */
export function isAnonymous(volume: string): boolean {
  return /^[0-9a-f]{64}$/.test(volume);
}
