import type { Tree } from '../fs/node.ts';
import type { ChainId, ContainerId, ImageId } from '../oci/digest.ts';
import type { RunConfig } from '../oci/image-config.ts';
import type { HostSettings } from './host-settings.ts';

export interface Container {
  /** its addresses when it was last started: docker's own /etc/hosts says them until the next start; absent before the first */
  readonly startedWith?: readonly string[];
  readonly id: ContainerId;
  /** without the slash that inspect shows in front */
  readonly name: string;
  readonly created: number;
  /** Kept when the image is gone (SEMANTICS section 3). */
  readonly imageId: ImageId;
  /** the image as the learner wrote it: `Config.Image`, and the IMAGE column while that name still means `imageId` */
  readonly imageName: string;
  readonly config: RunConfig;
  readonly hostConfig: HostConfig;
  /** path and args of the process: entrypoint and command joined */
  readonly path: string;
  readonly args: readonly string[];
  /** top layer it stands on; it holds this one and all below. Absent for an image without layers. */
  readonly base: ChainId | undefined;
  /** what it started from: the image's tree and the mount points docker adds (`/.dockerenv`, `/dev/console`, `/etc/hosts` …), which are never a change */
  readonly baseTree: Tree;
  /** what it sees; nodes that are not `baseTree`'s own are its writable layer */
  readonly tree: Tree;
  readonly state: ContainerState;
  /** by the network's name */
  readonly endpoints: ReadonlyMap<string, Endpoint>;
  /** While it runs: where its ports can be reached, one for each address; empty lists for ports that are only open inside. */
  readonly bindings?: ReadonlyMap<string, readonly PortBinding[]>;
  readonly restarts?: Restarts;
  readonly logs: readonly LogEntry[];
  /** the running main process; absent when it does not run */
  readonly process?: RunningProcess;
}

export interface HostConfig {
  readonly autoRemove: boolean;
  readonly readOnly: boolean;
  readonly tty: boolean;
  readonly openStdin: boolean;
  /** `--restart`: no, always, on-failure[:n], unless-stopped */
  readonly restart: string;
  /** `-p` */
  readonly ports: readonly PublishedPort[];
  /** `-P`: all that it exposes, too, at ports that docker chooses */
  readonly publishAll?: boolean;
  readonly mounts: readonly Mount[];
  readonly init: boolean;
  readonly privileged: boolean;
  readonly extraHosts: readonly string[];
  readonly networkMode: string;
  /** absent: as docker does it by itself */
  readonly settings?: HostSettings;
  /** what it took over from other containers when it was last started */
  readonly taken?: TakenOver;
  /** rows and columns of the terminal it was made from; absent without one */
  readonly consoleSize?: readonly [rows: number, columns: number];
}

/** By `--network container:…` all of another's network, by `--link` addresses and variables. */
export interface TakenOver {
  readonly addresses?: readonly string[];
  /** `names:address`, with its own */
  readonly extraHosts: readonly string[];
  /** whose name servers it asks */
  readonly dns?: HostSettings;
  readonly ownNetwork?: boolean | undefined;
  /** `NAME=value` */
  readonly env?: readonly string[];
}

export interface PublishedPort {
  /** `80/tcp` */
  readonly container: string;
  readonly hostIp: string;
  /** '' where docker may choose, `8000-8010` where it may within a range */
  readonly hostPort: string;
}

/** A container's place in one network. */
export interface Endpoint {
  /** '' as long as it was never started there */
  readonly networkId: string;
  /** absent: none was ever thought of */
  readonly aliases?: readonly string[];
  /** `--ip` */
  readonly wantedAddress?: string;
  /** by `docker network connect`, not when the container was made */
  readonly isConnected: boolean;
  /** while it runs: `172.17.0.2`; '' in a network that gives none */
  readonly address?: string;
}

export interface PortBinding {
  readonly hostIp: string;
  readonly hostPort: string;
}

export type Mount =
  | (MountCommon & {
      readonly kind: 'volume';
      readonly name: string;
      /** false: what the image has there stays out of a new one */
      readonly isFilled?: boolean;
    })
  | (MountCommon & { readonly kind: 'bind'; readonly source: string })
  | (MountCommon & { readonly kind: 'tmpfs' /** `size=64k,mode=700` */; readonly options?: string });

interface MountCommon {
  readonly target: string;
  readonly readOnly: boolean;
  /** what stood behind the second colon of `-v` */
  readonly mode?: string;
  /** asked for with `--mount` */
  readonly isMount?: boolean;
}

export interface ContainerState {
  readonly status: 'created' | 'running' | 'paused' | 'restarting' | 'exited' | 'dead';
  readonly exitCode: number;
  readonly pid: number;
  readonly startedAt?: number;
  readonly finishedAt?: number;
  readonly error: string;
  /** How far a start came that failed: to its ports, to what it is to run with, to the process itself. Absent where its network was refused. */
  readonly reached?: 'ports' | 'settings' | 'process';
  /** absent without a health check */
  readonly health?: Health;
}

export interface Health {
  readonly status: 'starting' | 'healthy' | 'unhealthy';
  readonly failingStreak: number;
  /** the last few, oldest first */
  readonly log: readonly HealthResult[];
  /** when it is looked at next */
  readonly nextAt: number;
}

export interface HealthResult {
  readonly start: number;
  readonly end: number;
  /** -1 where it took too long */
  readonly exitCode: number;
  readonly output: string;
}

/** What `--restart` did since the last `docker start`. */
export interface Restarts {
  readonly count: number;
  /** how long the last one waited, milliseconds */
  readonly delay: number;
  /** when it begins again; absent where it does not wait for that */
  readonly at?: number;
}

export interface LogEntry {
  readonly at: number;
  readonly stream: 'stdout' | 'stderr';
  /** one write, newline included where there was one */
  readonly bytes: Uint8Array;
}

/**
 * A running main process as a value. A JavaScript coroutine cannot be undone or copied, so it is kept as what determines it: the
 * tree it started on and everything that reached it from outside since. `process/` simulates it again up to a moment when asked.
 */
export interface RunningProcess {
  readonly startedAt: number;
  readonly startTree: Tree;
  /** what its volumes and bind mounts held then, in the order of `hostConfig.mounts` */
  readonly startMounts: readonly Tree[];
  /** at its terminal, from the start */
  readonly typed?: Uint8Array;
  readonly inputs: readonly ProcessInput[];
  /** effects up to here are already in the container's `tree` and `logs` */
  readonly appliedUntil: number;
  /** until before this moment nothing happens inside unless something reaches it: all wait. Absent where nobody has looked. */
  readonly quietUntil?: number;
}
export type ProcessInput =
  | { readonly kind: 'signal'; readonly at: number; readonly signal: number }
  /** the container's tree as `cp` left it */
  | { readonly kind: 'tree'; readonly at: number; readonly tree: Tree }
  /** another process beside the main one; `docker exec` */
  | { readonly kind: 'exec'; readonly at: number; readonly exec: ExecSpec; readonly killedAt?: number }
  /** others have come and gone while those that are there waited: only what they left need be told */
  | { readonly kind: 'traces'; readonly at: number; readonly traces: ProcessTraces }
  | { readonly kind: 'pause' | 'unpause'; readonly at: number };

export interface ProcessTraces {
  readonly tree: Tree;
  /** what is mounted, in the order of `hostConfig.mounts` */
  readonly mounts: readonly Tree[];
  /** what the simulation counts: process numbers, steps */
  readonly counters: { readonly nextPid: number; readonly stepsNow: number; readonly stepsInAll: number };
}

export interface ExecSpec {
  readonly argv: readonly string[];
  /** whole environment, in its order */
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  /** see Credentials of fs/node.ts */
  readonly dropped?: readonly string[];
  readonly tty: boolean;
  /** absent: the end of the input at once; at a terminal it is typed, and more may come */
  readonly stdin?: Uint8Array;
}
