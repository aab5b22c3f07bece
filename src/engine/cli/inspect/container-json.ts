/** What the daemon 20.10 tells of a container (moby `daemon/inspect.go`, `types.ContainerJSON`). */
import { containerSize, virtualSize } from '../../container/container-size.ts';
import type { Container, Health, Mount } from '../../machine/container.ts';
import { listChain } from '../../machine/holders.ts';
import type { Machine } from '../../machine/machine.ts';
import { formatTimestamp } from '../../machine/timestamps.ts';
import { runConfigJson } from '../../oci/encode-image-config.ts';
import type { Json } from '../../oci/go-json.ts';
import { ZERO_TIME } from '../text/times.ts';
import { networkSettings } from './container-network.ts';
import { containerGraphDriver } from './graph-driver.ts';
import { hostConfigJson, isAnonymous } from './host-config-json.ts';

/** @param size `--size` */
export function containerJson(machine: Machine, container: Container, size: boolean): Json {
  const { id, state } = container;
  const reached = state.startedAt === undefined ? state.reached : 'process';
  const fileOf = (name: string, isThere = reached !== undefined): string =>
    isThere ? `/var/lib/docker/containers/${id}/${name}` : '';
  return {
    Id: id,
    Created: formatTimestamp(container.created),
    Path: container.path,
    Args: container.args,
    State: stateJson(container),
    Image: container.imageId,
    ResolvConfPath: fileOf('resolv.conf'),
    HostnamePath: fileOf('hostname', reached !== undefined && reached !== 'ports'),
    HostsPath: fileOf('hosts'),
    LogPath: hasJsonLog(container) ? fileOf(`${id}-json.log`, reached === 'process') : '',
    Name: `/${container.name}`,
    RestartCount: container.restarts?.count ?? 0,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: '',
    ExecIDs: null,
    HostConfig: hostConfigJson(machine, container),
    GraphDriver: containerGraphDriver(id, listChain(machine, container.base)),
    SizeRw: size ? containerSize(container) : undefined,
    SizeRootFs: size ? virtualSize(machine, container) : undefined,
    Mounts: container.hostConfig.mounts.flatMap(mountPoint),
    Config: runConfigJson(container.config),
    NetworkSettings: networkSettings(machine, container),
  };
}

function stateJson({ state }: Container): Json {
  const isRestarting = state.status === 'restarting';
  const isPaused = state.status === 'paused';
  return {
    Status: state.status,
    Running: state.status === 'running' || isPaused || isRestarting,
    Paused: isPaused,
    Restarting: isRestarting,
    OOMKilled: false,
    Dead: state.status === 'dead',
    Pid: state.pid,
    ExitCode: state.exitCode,
    Error: state.error,
    StartedAt: timeOf(state.startedAt),
    FinishedAt: timeOf(state.finishedAt),
    Health: state.health === undefined ? undefined : healthJson(state.health),
  };
}

function healthJson({ status, failingStreak, log }: Health): Json {
  return {
    Status: status,
    FailingStreak: failingStreak,
    Log: log.map(({ start, end, exitCode, output }) => ({
      Start: formatTimestamp(start),
      End: formatTimestamp(end),
      ExitCode: exitCode,
      Output: output,
    })),
  };
}

function timeOf(moment: number | undefined): string {
  return moment === undefined ? ZERO_TIME : formatTimestamp(moment);
}

function hasJsonLog({ hostConfig }: Container): boolean {
  return (hostConfig.settings?.LogConfig?.Type ?? 'json-file') === 'json-file';
}

/** `--tmpfs` is none: it stands in HostConfig alone. */
function mountPoint(mount: Mount): Json[] {
  switch (mount.kind) {
    case 'volume':
      return [
        {
          Type: 'volume',
          Name: mount.name,
          Source: `/var/lib/docker/volumes/${mount.name}/_data`,
          Destination: mount.target,
          Driver: 'local',
          Mode: isAnonymous(mount.name) ? '' : mount.mode || (mount.readOnly && mount.isMount !== true ? 'ro' : 'z'),
          RW: !mount.readOnly,
          Propagation: '',
        },
      ];
    case 'bind':
      return [
        {
          Type: 'bind',
          Source: mount.source,
          Destination: mount.target,
          Mode: mount.mode ?? '',
          RW: !mount.readOnly,
          Propagation: 'rprivate',
        },
      ];
    case 'tmpfs':
      return mount.isMount === true
        ? [{ Type: 'tmpfs', Source: '', Destination: mount.target, Mode: '', RW: !mount.readOnly, Propagation: '' }]
        : [];
  }
}
