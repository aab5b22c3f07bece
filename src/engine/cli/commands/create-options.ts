/** What `docker create` and `docker run` ask for, from their flags (docker/cli 28 `cli/command/container/opts.go`). */

import { readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import type { CreateContainerOptions } from '../../container/create-container.ts';
import { getContainer } from '../../container/find-container.ts';
import type { HostConfig, Mount } from '../../machine/container.ts';
import type { Healthcheck, RunConfig } from '../../oci/image-config.ts';
import { type Soon, wait } from '../../soon.ts';
import { parseMountFlag } from '../args/mount-flag.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseDuration } from '../text/durations.ts';
import { resolveVariables } from './environment.ts';
import { readHostFile } from './host-files.ts';
import { readNetwork } from './network-flags.ts';
import { readPorts } from './port-flags.ts';
import { readLabels } from './read-labels.ts';
import { readRestartPolicy } from './restart-policy.ts';

/** `docker inspect` shows it; no other command asks how high the terminal is. */
const CONSOLE_ROWS = 50;

/** @throws CommandFailure in the client's words */
export function* readCreateOptions(call: CommandCall, detach: boolean): Soon<CreateContainerOptions> {
  const { io, flags, args } = call;
  const [image = '', ...cmd] = args;
  if (flags.isSet('restart') && flags.bool('rm') && flags.text('restart') !== 'no') {
    throw new CommandFailure('conflicting options: cannot specify both --restart and --rm');
  }
  const ports = readPorts(flags.list('publish'), flags.list('expose'));
  const binds = flags.list('volume').map((volume) => readVolume(call, volume));
  const borrowed = flags.list('volumes-from').flatMap((from) => mountsFrom(call, from));
  const mounts = [
    ...borrowed,
    ...binds,
    ...flags.list('mount').map((mount) => readMount(call, mount)),
    ...flags.list('tmpfs').map(readTmpfs),
  ];
  const healthcheck = readHealthcheck(call);
  const network = readNetwork(flags);
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
    extraHosts: flags.list('add-host'),
    ...(io.stdoutIsTty ? { consoleSize: [CONSOLE_ROWS, io.columns] } : {}),
    networkMode: network.mode,
  };
  return { image, config, hostConfig, name: flags.text('name'), aliases: network.aliases, address: network.address };
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
  return readLabels([...files.flat().filter((line) => line.trim() !== '' && !line.startsWith('#')), ...call.flags.list('label')]);
}

/** `[source:]target[:options]`; a source with a slash in front, or `.` before it, is a folder of this computer, another a volume. */
function readVolume({ io }: CommandCall, volume: string): Mount {
  const parts = volume.split(':');
  if (volume === '' || parts.length > 3 || parts.some((part) => part === ''))
    throw new CommandFailure(`invalid spec: ${volume}: empty section between colons`);
  const [first = '', second, options = ''] = parts;
  const readOnly = options.split(',').includes('ro');
  if (second === undefined) return { kind: 'volume', name: '', target: first, readOnly: false };
  if (!second.startsWith('/')) {
    if (first.startsWith('/') && ['ro', 'rw', 'z', 'Z'].includes(second)) {
      return { kind: 'volume', name: '', target: first, readOnly: second === 'ro' };
    }
    throw new CommandFailure(
      `Error response from daemon: invalid volume specification: '${volume}': invalid mount config for type "volume": invalid mount path: '${second}' mount path must be absolute`,
    );
  }
  if (/^[/.~]/.test(first))
    return { kind: 'bind', source: absolute(io.cwd, first, io.env.get('HOME') ?? '/root'), target: second, readOnly };
  return { kind: 'volume', name: first, target: second, readOnly };
}

function readMount({ io }: CommandCall, value: string): Mount {
  const mount = parseMountFlag(value);
  if ('problem' in mount) throw new CommandFailure(`invalid argument "${value}" for "--mount" flag: ${mount.problem}`, 125);
  const { source, target, readOnly } = mount;
  if (mount.type === 'bind') return { kind: 'bind', source: absolute(io.cwd, source, ''), target, readOnly };
  if (mount.type === 'tmpfs') return { kind: 'tmpfs', target };
  if (mount.type === 'volume') return { kind: 'volume', name: source, target, readOnly };
  throw new CommandFailure(`camadas: a mount of the type ${mount.type} is not simulated here`);
}

/** `--volumes-from name[:ro]`: what another container has mounted. */
function mountsFrom({ ref }: CommandCall, from: string): Mount[] {
  const [name = '', mode = 'rw'] = from.split(':');
  const { mounts } = getContainer(ref.current, name).hostConfig;
  return mounts.map((mount) => (mount.kind === 'tmpfs' || mode !== 'ro' ? mount : { ...mount, readOnly: true }));
}

/** `--tmpfs target[:options]` */
function readTmpfs(value: string): Mount {
  return { kind: 'tmpfs', target: value.split(':')[0] ?? value };
}

function absolute(cwd: string, path: string, home: string): string {
  const expanded = path.startsWith('~') ? home + path.slice(1) : path;
  const parts: string[] = [];
  for (const part of (expanded.startsWith('/') ? expanded : `${cwd}/${expanded}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function readHealthcheck({ flags }: CommandCall): Healthcheck | undefined {
  const names = ['health-cmd', 'health-interval', 'health-timeout', 'health-start-period', 'health-retries'];
  const isSet = names.some((name) => flags.isSet(name));
  if (flags.bool('no-healthcheck')) {
    if (isSet) throw new CommandFailure('--no-healthcheck conflicts with --health-* options');
    return { Test: ['NONE'] };
  }
  if (!isSet) return undefined;
  const command = flags.text('health-cmd');
  if (flags.number('health-retries') < 0) throw new CommandFailure('--health-retries cannot be negative');
  const nanoseconds = (name: string): number => {
    const duration = parseDuration(flags.text(name));
    return 'milliseconds' in duration ? Math.round(duration.milliseconds * 1e6) : 0;
  };
  return {
    ...(command === '' ? {} : { Test: ['CMD-SHELL', command] }),
    Interval: nanoseconds('health-interval'),
    Timeout: nanoseconds('health-timeout'),
    StartPeriod: nanoseconds('health-start-period'),
    Retries: flags.number('health-retries'),
  };
}
