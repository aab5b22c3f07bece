/** The columns of `docker ps` (docker/cli `formatter/container.go`; the daemon's `container/state.go` for STATUS). */
import { containerSize, virtualSize } from '../../container/container-size.ts';
import { goQuote } from '../../go/quote.ts';
import type { Container } from '../../machine/container.ts';
import { containerImageName, shortContainerImageName } from '../../machine/container-image.ts';
import type { Machine } from '../../machine/machine.ts';
import { shortId } from '../../oci/digest.ts';
import type { GoValue } from '../template/go-value.ts';
import { humanDuration } from '../text/durations.ts';
import { ellipsis } from '../text/ellipsis.ts';
import { humanSizeWithPrecision } from '../text/sizes.ts';
import { formatGoTime } from '../text/times.ts';
import { formatPorts } from './container-ports.ts';
import type { ListLayout, Row } from './list-row.ts';

export const CONTAINER_LAYOUT: ListLayout = {
  typeName: '*formatter.ContainerContext',
  headers: {
    ID: 'CONTAINER ID',
    Names: 'NAMES',
    Image: 'IMAGE',
    Command: 'COMMAND',
    CreatedAt: 'CREATED AT',
    RunningFor: 'CREATED',
    Ports: 'PORTS',
    State: 'STATE',
    Status: 'STATUS',
    Size: 'SIZE',
    Labels: 'LABELS',
    Mounts: 'MOUNTS',
    LocalVolumes: 'LOCAL VOLUMES',
    Networks: 'NETWORKS',
    Platform: 'PLATFORM',
  },
};

const COMMAND_WIDTH = 20;
const MOUNT_WIDTH = 15;
/** Go's nil. */
const NO_PLATFORM: GoValue = {
  type: {
    kind: 'pointer',
    name: '*formatter.Platform',
    elem: { kind: 'struct', name: 'formatter.Platform', fields: [], toText: () => '' },
  },
  data: undefined,
};

export interface ContainerRowOptions {
  readonly truncate: boolean;
  /** what the daemon was asked to measure: nothing, the container's own layer, or that and the layers it stands on */
  readonly size: 'none' | 'own' | 'whole';
}

export function containerRow(machine: Machine, container: Container, { truncate, size }: ContainerRowOptions): Row {
  const { config, created, hostConfig, id, name } = container;
  const cut = (text: string, width: number): string => (truncate ? ellipsis(text, width) : text);
  const labels = Object.entries(config.Labels ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    columns: {
      ID: () => (truncate ? shortId(id) : id),
      Names: () => (truncate ? name : allNames(machine, container).join(',')),
      Image: () => (truncate ? shortContainerImageName(machine, container) : containerImageName(machine, container)),
      Command: () => goQuote(cut(commandText(container), COMMAND_WIDTH)),
      CreatedAt: () => formatGoTime(created),
      RunningFor: () => `${humanDuration(machine.now - Math.floor(created / 1000) * 1000)} ago`,
      Ports: () => formatPorts(container),
      State: () => container.state.status,
      Status: () => statusText(machine, container),
      Size: () => sizeText(machine, container, size),
      Labels: () => labels.map(([key, value]) => `${key}=${value}`).join(','),
      Mounts: () =>
        mountNames(container)
          .map((mount) => cut(mount, MOUNT_WIDTH))
          .join(','),
      LocalVolumes: () => String(hostConfig.mounts.filter((mount) => mount.kind === 'volume').length),
      Networks: () => [...container.endpoints.keys()].sort().join(','),
      Platform: () => NO_PLATFORM,
    },
    lookups: { Label: (key) => config.Labels?.[key] ?? '' },
  };
}

/** Its own, and what others are linked to it by. */
function allNames(machine: Machine, { id, name }: Container): string[] {
  const names = [...machine.containers.values()].flatMap((parent) =>
    (parent.hostConfig.settings?.links ?? []).filter((link) => link.id === id).map(({ alias }) => `${parent.name}/${alias}`),
  );
  return [name, ...names].sort();
}

/** What a template is tried on before the daemon is asked: nothing in any column. @param onSize told when the template asks for sizes */
export function emptyContainerRow(now: number, onSize: () => void): Row {
  const text = (value: string) => () => value;
  return {
    columns: {
      ...Object.fromEntries(Object.keys(CONTAINER_LAYOUT.headers).map((name) => [name, text('')])),
      Image: text('<no image>'),
      Command: text('""'),
      CreatedAt: text(formatGoTime(0)),
      RunningFor: text(`${humanDuration(now)} ago`),
      LocalVolumes: text('0'),
      Platform: () => NO_PLATFORM,
      Size: () => {
        onSize();
        return '0B';
      },
    },
    lookups: { Label: text('') },
  };
}

/** Path and arguments; an argument with a blank in it stands in quotes. */
function commandText({ path, args }: Container): string {
  return [path, ...args.map((arg) => (arg.includes(' ') ? `'${arg}'` : arg))].join(' ');
}

function statusText({ now }: Machine, { state }: Container): string {
  const since = (moment: number | undefined): string => humanDuration(now - (moment ?? now));
  switch (state.status) {
    case 'running':
      return `Up ${since(state.startedAt)}${healthText(state)}`;
    case 'paused':
      return `Up ${since(state.startedAt)} (Paused)`;
    case 'restarting':
      return `Restarting (${state.exitCode}) ${since(state.finishedAt)} ago`;
    case 'created':
      return 'Created';
    case 'dead':
      return 'Dead';
    default:
      return `Exited (${state.exitCode}) ${since(state.finishedAt)} ago`;
  }
}

function healthText({ health }: Container['state']): string {
  if (health === undefined) return '';
  return health.status === 'starting' ? ' (health: starting)' : ` (${health.status})`;
}

function sizeText(machine: Machine, container: Container, size: ContainerRowOptions['size']): string {
  if (size === 'none') return '0B';
  const own = humanSizeWithPrecision(containerSize(container), 3);
  const whole = size === 'own' ? 0 : virtualSize(machine, container);
  return whole > 0 ? `${own} (virtual ${humanSizeWithPrecision(whole, 3)})` : own;
}

function mountNames({ hostConfig }: Container): string[] {
  return hostConfig.mounts.flatMap((mount) =>
    mount.kind === 'volume' ? [mount.name] : mount.kind === 'bind' ? [mount.source] : [],
  );
}
