/** Ports, mounts and health checks as `docker create` and `docker run` are asked for them: loaded with the first such flag. */
import { getContainer } from '../../container/find-container.ts';
import type { Mount } from '../../machine/container.ts';
import type { Healthcheck } from '../../oci/image-config.ts';
import { parseMountFlag } from '../args/mount-flag.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { parseDuration } from '../text/durations.ts';
import { readPorts } from './port-flags.ts';

export interface SeldomOptions {
  readonly ports: ReturnType<typeof readPorts>;
  readonly mounts: readonly Mount[];
  readonly healthcheck?: Healthcheck;
}

/** @throws CommandFailure in the client's words */
export function readSeldomOptions(call: CommandCall): SeldomOptions {
  const { flags } = call;
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
  return { ports, mounts, ...(healthcheck === undefined ? {} : { healthcheck }) };
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
