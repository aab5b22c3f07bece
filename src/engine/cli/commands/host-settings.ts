/**
 * The flags of `run`, `create` and `update` about a container's surroundings, and what the client refuses of them (docker/cli 28
 * `container/opts.go`). What the daemon says of them: `host-settings-checks.ts`.
 */
import { findContainer } from '../../container/find-container.ts';
import { goQuote } from '../../go/quote.ts';
import type { DeviceMapping, HostSettings, Link, LogConfig, Ulimit } from '../../machine/host-settings.ts';
import type { Machine } from '../../machine/machine.ts';
import { parseDevice } from '../args/device.ts';
import type { FlagValues } from '../args/flag-values.ts';
import { parseThrottle, THROTTLE_FLAGS } from '../args/throttle.ts';
import { parseUlimit } from '../args/ulimit.ts';
import { CommandFailure } from '../command-call.ts';
import { parseBinarySize } from '../text/parse-binary-size.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { checkHostSettings, completeHostSettings, findLogProblem, findProblem, listWarnings } from './host-settings-checks.ts';
import { readLabels } from './read-labels.ts';

/** A part has one door: what is loaded with the flags is asked for here. */
export { checkHostSettings, completeHostSettings, listWarnings };

const NANOSECONDS = 1e9;

/** @throws CommandFailure in the client's or the daemon's words */
export function readHostSettings(flags: FlagValues): HostSettings {
  if (!flags.list('storage-opt').every((option) => option.includes('='))) throw new CommandFailure('invalid storage option');
  const swappiness = flags.number('memory-swappiness');
  if (swappiness !== -1 && (swappiness < 0 || swappiness > 100))
    throw new CommandFailure(`invalid value: ${swappiness}. Valid memory swappiness range is 0-100`);
  const settings: HostSettings = {
    ...readResources(flags),
    ...readModes(flags),
    ...readThrottles(flags),
    ...onlyGiven({
      MemorySwappiness: swappiness === -1 ? undefined : swappiness,
      ShmSize: flags.isSet('shm-size') && bytesOf(flags, 'shm-size') > 0 ? bytesOf(flags, 'shm-size') : undefined,
      OomScoreAdj: flags.isSet('oom-score-adj') ? flags.number('oom-score-adj') : undefined,
      OomKillDisable: flags.isSet('oom-kill-disable') ? flags.bool('oom-kill-disable') : undefined,
      CgroupParent: flags.text('cgroup-parent') || undefined,
      Ulimits: filled(readUlimits(flags.list('ulimit'))),
      CapAdd: filled(readCapabilities(flags.list('cap-add'))),
      CapDrop: filled(readCapabilities(flags.list('cap-drop'))),
      Devices: filled(readDevices(flags.list('device'))),
      DeviceCgroupRules: filled(flags.list('device-cgroup-rule')),
      SecurityOpt: filled(readSecurity(flags.list('security-opt'))),
      Dns: filled(flags.list('dns')),
      DnsSearch: filled(flags.list('dns-search')),
      DnsOptions: filled([...flags.list('dns-option'), ...flags.list('dns-opt')]),
      GroupAdd: filled(flags.list('group-add')),
      Sysctls: flags.list('sysctl').length === 0 ? undefined : readLabels(flags.list('sysctl')),
      VolumeDriver: flags.text('volume-driver') || undefined,
      discarded: filled(readDiscarded(flags)),
      LogConfig: readLogConfig(flags),
    }),
  };
  return settings;
}

const RUNTIMES = ['', 'runc', 'io.containerd.runc.v2', 'io.containerd.runtime.v1.linux'];

/** Flags of which this docker takes only what changes nothing. @throws CommandFailure */
export function refuseFlags(flags: FlagValues, machine: Machine): void {
  const mac = flags.text('mac-address');
  if (mac !== '') {
    const isMac = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i.test(mac);
    const tooOld = '"specify mac-address per network" requires API version 1.44, but the Docker daemon API version is 1.41';
    throw new CommandFailure(isMac ? tooOld : `${mac} is not a valid mac address`);
  }
  const refuse = (problem: string): never => {
    throw new CommandFailure(daemonSays(problem));
  };
  for (const mode of [flags.text('pid'), flags.text('ipc')]) {
    const other = /^container:(.+)$/.exec(mode)?.[1];
    if (other !== undefined && findContainer(machine, other) === undefined) refuse(`No such container: ${other}`);
  }
  const isolation = flags.text('isolation');
  if (!['', 'default'].includes(isolation)) refuse(`Invalid isolation: ${goQuote(isolation)} - linux only supports 'default'`);
  if (!RUNTIMES.includes(flags.text('runtime'))) refuse(`Unknown runtime specified ${flags.text('runtime')}`);
  const option = flags.list('storage-opt')[0]?.split('=')[0] ?? 'size';
  if (option.toLowerCase() !== 'size') refuse(`Unknown option ${option}`);
}

/** What is refused only when the container's layer is made. @throws CommandFailure */
export function checkLate(flags: FlagValues, settings: HostSettings): void {
  const problem = flags.isSet('storage-opt')
    ? "--storage-opt is supported only for overlay over xfs with 'pquota' mount option"
    : findLogProblem(settings);
  if (problem !== undefined) throw new CommandFailure(daemonSays(problem));
}

/** On networks of one's own a link is but a name, which no program here asks for. @throws CommandFailure */
export function readLinks(flags: FlagValues, machine: Machine, mode: string): HostSettings {
  const given = mode === 'default' || mode === 'bridge' || mode === 'none' ? flags.list('link') : [];
  const links = given.map((text): Link => {
    const [name = '', alias = name] = text.split(':');
    const child = findContainer(machine, name);
    if (child !== undefined) return { id: child.id, name: child.name, alias };
    const problem = name === '' ? 'invalid name or ID supplied: ""' : `No such container: ${name}`;
    throw new CommandFailure(daemonSays(`could not get container for ${name}: ${problem}`));
  });
  return links.length === 0 ? {} : { links };
}

/** Those that `docker build` knows, for the containers of RUN. */
export function readBuildLimits(flags: FlagValues): { limits: HostSettings; limitsProblem: string } {
  const limits = completeHostSettings(
    onlyGiven({
      ...readLimits(flags),
      ShmSize: sizeOf(flags, 'shm-size'),
      Ulimits: filled(readUlimits(flags.list('ulimit'))),
    }),
  );
  return { limits, limitsProblem: findProblem(limits) ?? '' };
}

/** What `update` can change, too. */
export function readResources(flags: FlagValues): HostSettings {
  return onlyGiven({
    ...readLimits(flags),
    MemoryReservation: sizeOf(flags, 'memory-reservation'),
    NanoCpus: flags.isSet('cpus') ? Math.trunc(flags.number('cpus') * NANOSECONDS) : undefined,
    KernelMemory: sizeOf(flags, 'kernel-memory'),
    PidsLimit: numberOf(flags, 'pids-limit'),
  });
}

/** Of memory and processors, what builds and containers both have; undefined where it was not given. */
function readLimits(flags: FlagValues) {
  return {
    Memory: sizeOf(flags, 'memory'),
    MemorySwap: sizeOf(flags, 'memory-swap'),
    CpuShares: numberOf(flags, 'cpu-shares'),
    CpuPeriod: numberOf(flags, 'cpu-period'),
    CpuQuota: numberOf(flags, 'cpu-quota'),
    CpusetCpus: flags.text('cpuset-cpus') || undefined,
    CpusetMems: flags.text('cpuset-mems') || undefined,
  };
}

function onlyGiven<T extends object>(settings: T): HostSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined));
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function numberOf(flags: FlagValues, name: string): number | undefined {
  return flags.isSet(name) ? flags.number(name) : undefined;
}

function bytesOf(flags: FlagValues, name: string): number {
  const value = flags.text(name);
  return value === '-1' ? -1 : (parseBinarySize(value) ?? 0);
}

function sizeOf(flags: FlagValues, name: string): number | undefined {
  return flags.isSet(name) ? bytesOf(flags, name) : undefined;
}

function readUlimits(given: readonly string[]): Ulimit[] {
  const limits = new Map<string, Ulimit>();
  for (const text of given) {
    const limit = parseUlimit(text);
    if (!('problem' in limit)) limits.set(limit.Name, limit);
  }
  return [...limits.values()].sort((a, b) => (a.Name < b.Name ? -1 : 1));
}

/** In their full form and in order (moby 20.10 `oci/caps` NormalizeLegacyCapabilities). */
function readCapabilities(given: readonly string[]): readonly string[] {
  const names = given.map((name) => {
    const upper = name.toUpperCase();
    return upper === 'ALL' || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
  });
  return [...new Set(names)].sort();
}

/** Limits of block devices' weight are checked, and then left away as where the kernel has no BFQ. */
function readDiscarded(flags: FlagValues): readonly string[] {
  return [
    ...(flags.number('blkio-weight') > 0 ? [WEIGHT_DISCARDED] : []),
    ...(flags.list('blkio-weight-device').length > 0 ? [discardedWords('weight_device', 'Weight-device')] : []),
  ];
}

export const WEIGHT_DISCARDED = discardedWords('weight', 'Weight');

function discardedWords(what: string, short: string): string {
  return `Your kernel does not support Block I/O ${what} or the cgroup is not mounted. ${short} discarded.`;
}

function readThrottles(flags: FlagValues): HostSettings {
  const found = Object.entries(THROTTLE_FLAGS).map(([flag, key]) => {
    const devices = flags.list(flag).map((text) => parseThrottle(text, flag.endsWith('bps')));
    return [key, filled(devices.filter((device) => typeof device !== 'string'))] as const;
  });
  return onlyGiven(Object.fromEntries(found));
}

function readDevices(given: readonly string[]): readonly DeviceMapping[] {
  return given.map((text) => {
    const device = parseDevice(text);
    if (typeof device === 'string') throw new CommandFailure(device);
    return device;
  });
}

function readSecurity(given: readonly string[]): readonly string[] {
  for (const option of given) {
    if (/[=:]/.test(option) || option === 'no-new-privileges') continue;
    throw new CommandFailure(`Invalid --security-opt: ${goQuote(option)}`);
  }
  return given;
}

interface Mode {
  readonly key: keyof HostSettings;
  readonly pattern: RegExp;
  readonly problem: string;
}

const MODES: ReadonlyMap<string, Mode> = new Map([
  ['pid', { key: 'PidMode', pattern: /^(|host|container:.+)$/, problem: '--pid: invalid PID mode' }],
  ['uts', { key: 'UTSMode', pattern: /^(|host)$/, problem: '--uts: invalid UTS mode' }],
  ['userns', { key: 'UsernsMode', pattern: /^(|host)$/, problem: '--userns: invalid USER mode' }],
  ['cgroupns', { key: 'CgroupnsMode', pattern: /^(|host|private)$/, problem: '--cgroupns: invalid CGROUP mode' }],
  ['ipc', { key: 'IpcMode', pattern: /^/, problem: '' }],
]);

function readModes(flags: FlagValues): HostSettings {
  const found = [...MODES].map(([name, { key, pattern, problem }]) => {
    const value = flags.text(name);
    if (!pattern.test(value)) throw new CommandFailure(problem);
    return [key, value || undefined] as const;
  });
  return onlyGiven(Object.fromEntries(found));
}

const OTHER_LOGS = ['awslogs', 'fluentd', 'gcplogs', 'gelf', 'journald', 'logentries', 'splunk', 'syslog'];

function readLogConfig(flags: FlagValues): LogConfig | undefined {
  if (!flags.isSet('log-driver') && !flags.isSet('log-opt')) return undefined;
  const Type = flags.text('log-driver') || 'json-file';
  if (OTHER_LOGS.includes(Type)) throw new CommandFailure(`camadas: the logging driver ${Type} is not simulated here`);
  if (Type === 'none' && flags.list('log-opt').length > 0) throw new CommandFailure('invalid logging opts for driver none');
  const sorted = Object.entries(readLabels(flags.list('log-opt'))).sort(([a], [b]) => (a < b ? -1 : 1));
  return { Type, Config: Object.fromEntries(sorted) };
}
