/** What `docker create` and `docker run` ask for, from their flags (docker/cli 28 `cli/command/container/opts.go`). */

import { readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import type { CreateContainerOptions } from '../../container/create-container.ts';
import type { HostConfig } from '../../machine/container.ts';
import type { HostSettings } from '../../machine/host-settings.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { createPart } from '../../part.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { resolveVariables } from './environment.ts';
import { readHostFile } from './host-files.ts';
import { LateRefusals } from './late-refusals.ts';
import type { NetworkRequest } from './network-flags.ts';
import { readLabels } from './read-labels.ts';
import { readRestartPolicy } from './restart-policy.ts';
import type { SeldomOptions } from './seldom-options.ts';

/** `docker inspect` shows it; no other command asks how high the terminal is. */
const CONSOLE_ROWS = 50;

const NETWORKS = createPart(() => import('./network-flags.ts'));
const NETWORK_FLAGS: ReadonlySet<string> = new Set(['network', 'net', 'network-alias', 'ip']);
const DEFAULT_NETWORK: NetworkRequest = { mode: 'default', aliases: [], address: '' };

const CONFLICTS = createPart(() => import('./network-conflicts.ts'));
const SELDOM = createPart(() => import('./seldom-options.ts'));
const SELDOM_FLAGS: ReadonlySet<string> = new Set([
  'publish',
  'expose',
  'volume',
  'volumes-from',
  'mount',
  'tmpfs',
  'no-healthcheck',
  'health-cmd',
  'health-interval',
  'health-timeout',
  'health-start-period',
  'health-retries',
]);
const NOTHING_SELDOM: SeldomOptions = { ports: { exposed: {}, published: [] }, mounts: [], volumes: {} };

/** @throws CommandFailure in the client's words */
export function* readCreateOptions(call: CommandCall, detach: boolean): Soon<CreateContainerOptions> {
  const { io, flags, args } = call;
  const [image = '', ...cmd] = args;
  if (flags.isSet('restart') && flags.bool('rm') && flags.text('restart') !== 'no') {
    throw new CommandFailure('conflicting options: cannot specify both --restart and --rm');
  }
  const late = new LateRefusals();
  const { ports, mounts, problem, volumes, healthcheck } = flags.hasAny(SELDOM_FLAGS)
    ? (SELDOM.loaded ?? (yield* wait(SELDOM.load()))).readSeldomOptions(call, late)
    : NOTHING_SELDOM;
  const network = flags.hasAny(NETWORK_FLAGS)
    ? (NETWORKS.loaded ?? (yield* wait(NETWORKS.load()))).readNetwork(flags)
    : DEFAULT_NETWORK;
  const settings = yield* readSettings(call, network.mode, late);
  if (problem !== undefined) throw new CommandFailure(daemonSays(problem));
  const conflicts =
    network.mode === 'host' || network.mode.startsWith('container:') || flags.isSet('uts')
      ? (CONFLICTS.loaded ?? (yield* wait(CONFLICTS.load())))
      : undefined;
  conflicts?.refuseConflicts(flags, network.mode);
  const config: RunConfig = {
    Hostname: flags.text('hostname'),
    Domainname: flags.text('domainname'),
    User: flags.text('user'),
    ...attached(call, detach),
    Tty: flags.bool('tty'),
    OpenStdin: flags.bool('interactive'),
    Env: yield* resolveVariables(call, flags.list('env-file'), flags.list('env')),
    Cmd: cmd.length === 0 ? null : cmd,
    WorkingDir: flags.text('workdir'),
    ...(flags.isSet('entrypoint') ? { Entrypoint: [flags.text('entrypoint')] } : {}),
    ...(Object.keys(ports.exposed).length === 0 ? {} : { ExposedPorts: ports.exposed }),
    Labels: yield* labelsOf(call),
    ...(Object.keys(volumes).length === 0 ? {} : { Volumes: volumes }),
    ...(flags.text('stop-signal') === '' ? {} : { StopSignal: flags.text('stop-signal') }),
    ...(flags.isSet('stop-timeout') ? { StopTimeout: flags.number('stop-timeout') } : {}),
    ...(healthcheck === undefined ? {} : { Healthcheck: healthcheck }),
  };
  const hostConfig: Partial<HostConfig> = {
    autoRemove: flags.bool('rm'),
    readOnly: flags.bool('read-only'),
    tty: flags.bool('tty'),
    openStdin: flags.bool('interactive'),
    restart: readRestartPolicy(flags.text('restart')) || 'no',
    ports: ports.published,
    ...(flags.bool('publish-all') ? { publishAll: true } : {}),
    mounts,
    init: flags.bool('init'),
    privileged: flags.bool('privileged'),
    // the client sends it with a colon
    extraHosts: flags.list('add-host').map((host) => host.replace(/^([^:=]*)=/, '$1:')),
    ...(io.stdoutIsTty ? { consoleSize: [CONSOLE_ROWS, io.columns] } : {}),
    networkMode: conflicts?.resolveMode(call.ref.current, network.mode) ?? network.mode,
    ...(settings === undefined ? {} : { settings }),
  };
  return {
    image,
    config,
    hostConfig,
    name: flags.text('name'),
    aliases: network.aliases,
    address: network.address,
    refuseLate: late.raise,
  };
}

export const SETTINGS = createPart(() => import('./host-settings.ts'));
/** Flags about a container's surroundings: few lines have one. */
const SETTING_FLAGS: ReadonlySet<string> = new Set(
  (
    'cap-add cgroup-parent cgroupns cpu-period cpu-quota cpu-shares cpus cpuset-cpus cpuset-mems dns dns-opt dns-option dns-search group-add ipc log-driver ' +
    'isolation kernel-memory link mac-address runtime storage-opt log-opt memory memory-reservation memory-swap memory-swappiness oom-kill-disable oom-score-adj pid pids-limit security-opt shm-size ' +
    'sysctl ulimit userns uts volume-driver cap-drop device device-cgroup-rule device-read-bps device-write-bps device-read-iops device-write-iops blkio-weight blkio-weight-device'
  ).split(' '),
);

function* readSettings({ flags, ref }: CommandCall, mode: string, late: LateRefusals): Soon<HostSettings | undefined> {
  if (!flags.hasAny(SETTING_FLAGS)) return undefined;
  const { readHostSettings, readLinks, checkHostSettings, checkLate, completeHostSettings, refuseFlags } = yield* wait(
    SETTINGS.load(),
  );
  refuseFlags(flags, ref.current);
  const settings = { ...readHostSettings(flags), ...late.attempt(() => readLinks(flags, ref.current, mode), {}) };
  checkHostSettings(settings);
  late.attempt(() => checkLate(flags, settings), undefined);
  return completeHostSettings(settings);
}

function attached(
  { flags }: CommandCall,
  detach: boolean,
): Pick<RunConfig, 'AttachStdin' | 'AttachStdout' | 'AttachStderr' | 'StdinOnce'> {
  const named = flags.list('attach').map((stream) => stream.toLowerCase());
  const has = (stream: string, otherwise: boolean): boolean => (named.length === 0 ? otherwise : named.includes(stream)) && !detach;
  const stdin = has('stdin', flags.bool('interactive'));
  return { AttachStdin: stdin, AttachStdout: has('stdout', true), AttachStderr: has('stderr', true), StdinOnce: stdin };
}

function* labelsOf(call: CommandCall): Soon<Readonly<Record<string, string>>> {
  const paths = call.flags.list('label-file');
  const read = async (path: string): Promise<string[]> => text(await readContent(readHostFile(call, path))).split('\n');
  const files = paths.length === 0 ? [] : yield* wait(Promise.all(paths.map(read)));
  // in a file a name alone would take its value from the client's environment, which labels do not
  return readLabels([...files.flat().filter((line) => line.includes('=') && !line.startsWith('#')), ...call.flags.list('label')]);
}
