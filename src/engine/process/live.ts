/**
 * The coroutines behind a running container.
 *
 * A `RunningProcess` is a value, so that a machine can be kept, undone and branched; what runs is not. So the value says what determines the
 * run (the files it began with, everything that reached it since), and the run is played again from there whenever it is not at hand. It is
 * mostly at hand: the live one is kept beside the value, taken away while it is used, and never given to a machine whose clock stands
 * before it.
 */

import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import { findNode, realPath } from '../fs/lookup.ts';
import type { Tree } from '../fs/node.ts';
import type { Container, ExecSpec, Health, LogEntry, ProcessInput, RunningProcess } from '../machine/container.ts';
import type { Machine } from '../machine/machine.ts';
import { DEFAULT_PATH } from '../shell/exec.ts';
import type { OutputSink } from '../shell/kernel/devices.ts';
import type { Kernel } from '../shell/kernel/kernel.ts';
import { SIGKILL } from '../shell/kernel/signals.ts';
import type { OpenFile, Process } from '../shell/kernel/system.ts';
import { type Soon, wait } from '../soon.ts';
import { type Beginning, beginProgram } from './begin.ts';
import { mountedTrees, mountTrees } from './container-mounts.ts';
import { buildEnvironment } from './environment.ts';
import type { ToldEvent } from './exec-events.ts';
import { findHealthCheck, type HealthCheck } from './health.ts';
import type { Sink } from './host-io.ts';
import { fetchUserTables, findIdentity } from './identity.ts';
import { initArguments, initProgram } from './init-program.ts';
import { addressesOf, ownFileOptions } from './own-files.ts';
import { systemMounts } from './system-mounts.ts';
import { fetchTerminal, type StandardOptions, standardFiles, World } from './world.ts';

/** The file that the main process runs, links followed. */
function findMainProgram(tree: Tree, [name = '']: readonly string[], env: readonly string[]): string | undefined {
  const folders = env.findLast((one) => one.startsWith('PATH='))?.slice('PATH='.length) ?? DEFAULT_PATH;
  const candidates = name.includes('/') ? [name] : folders.split(':').map((folder) => `${folder}/${name}`);
  const found = candidates.find((path) => findNode(tree, path)?.kind === 'file');
  return found === undefined ? undefined : realPath(tree, found);
}

export interface Live {
  readonly world: World;
  readonly main: Process;
  /** what the main process was given to read */
  readonly input: OpenFile | undefined;
  readonly beginning: Beginning;
  /** printed by the main process and not yet in the container's logs */
  logs: LogEntry[];
  /** where its output is shown, too */
  sink: Sink | undefined;
  /** mounted trees as they were last handed in or written back */
  mounts: readonly Tree[];
  /** its settings; of what changes while it runs only what is here is up to date */
  readonly container: Container;
  readonly healthCheck: HealthCheck | undefined;
  health: Health | undefined;
  probe: Probe | undefined;
  /** what health checks did and is not yet in the machine */
  told: ToldEvent[];
  inputs: ProcessInput[];
  /** the last input that tells traces, and the kernel's stillness then */
  lastTraces: { readonly input: ProcessInput; readonly stillness: readonly unknown[] } | undefined;
}

/** One look at a container's health that is not over. */
export interface Probe {
  readonly process: Process;
  readonly exec: ExecSpec;
  readonly startedAt: number;
  readonly output: Uint8Array[];
  /** what was there when it began: a look that changes nothing need not be played again */
  readonly root: Tree['root'];
}

/**
 * What is given back is mostly taken next, and an entry of a `WeakMap` costs as much as a small command: the latest stays beside them. It is held
 * until another comes.
 */
const lives = new WeakMap<RunningProcess, Live>();
let latest: { readonly process: RunningProcess; readonly live: Live } | undefined;

function takeKept(process: RunningProcess): Live | undefined {
  const isLatest = latest?.process === process;
  const live = isLatest ? latest?.live : lives.get(process);
  if (isLatest) latest = undefined;
  lives.delete(process);
  return live;
}

/** Takes the live run of a running container, at `machine.now` or before, with what others changed in its mounts. Give it back with `giveLive`. */
export function* takeLive(ctx: EngineContext, machine: Machine, container: Container): Soon<Live> {
  const { process } = container;
  if (process === undefined) throw new InvariantError(`container ${container.id} does not run`);
  const known = takeKept(process);
  const live = known !== undefined && known.world.kernel.now <= machine.now ? known : yield* replay(ctx, container, process);
  const trees = mountTrees(machine, container);
  if (trees.some((tree, at) => container.hostConfig.mounts[at]?.kind !== 'tmpfs' && tree.root !== live.mounts[at]?.root)) {
    const now = live.world.trees();
    const merged = trees.map((tree, at) => (container.hostConfig.mounts[at]?.kind === 'tmpfs' ? (now.mounts[at] ?? tree) : tree));
    live.world.replace(now.tree, merged);
    live.mounts = merged;
  }
  return live;
}

export function giveLive(process: RunningProcess, live: Live): void {
  live.sink = undefined;
  if (latest !== undefined && latest.process !== process) lives.set(latest.process, latest.live);
  latest = { process, live };
}

/** Begins a container's main process; it has not run yet. @throws ProcessError `process.user` */
export function* beginLive(
  ctx: EngineContext,
  container: Container,
  tree: Tree,
  mounts: readonly Tree[],
  now: number,
  input: { readonly stdin?: Uint8Array; readonly isAttached: boolean },
): Soon<Live> {
  yield* fetchUserTables(tree, ctx.ports.limits.fileBytes);
  const { config, hostConfig } = container;
  const hostname = config.Hostname ?? '';
  const own = [container.path, ...container.args];
  const argv = hostConfig.init ? initArguments(own) : own;
  const world: World = new World(ctx, {
    tree,
    base: container.baseTree,
    systemMounts: systemMounts({
      ...ownFileOptions(container),
      addresses: addressesOf(container),
      init: hostConfig.init,
      argv,
      program: () => findMainProgram(world.seen, argv, config.Env ?? []),
      isPrivileged: hostConfig.privileged,
      isRoot: /^(0|root)?(:.*)?$/.test(config.User ?? ''),
      mtime: now / 1000,
    }),
    mounts: mountedTrees(container, mounts),
    readOnly: hostConfig.readOnly,
    hostname,
    ulimits: new Map(hostConfig.settings?.Ulimits?.map(({ Name, Soft, Hard }) => [Name, { soft: Soft, hard: Hard }])),
    now,
  });
  const { who, home } = findIdentity(world.seen, config.User ?? '', hostConfig);
  const beginning: Beginning = { error: undefined };
  const holder: { live?: Live } = {};
  const sink: OutputSink = {
    write(fd, bytes) {
      const { live } = holder;
      if (live === undefined) return;
      live.logs.push({ at: world.kernel.now, stream: fd === 1 ? 'stdout' : 'stderr', bytes });
      live.sink?.write(fd, bytes);
    },
  };
  const tty = hostConfig.tty;
  const stdin = input.stdin ?? (hostConfig.openStdin && !input.isAttached ? 'never' : undefined);
  const files: StandardOptions = { tty, ...(stdin === undefined ? {} : { stdin }), sink };
  if (tty) yield* fetchTerminal(files);
  const fds = standardFiles(files);
  const main = world.kernel.start({
    argv,
    program: hostConfig.init ? initProgram(own) : beginProgram(argv, beginning),
    env: buildEnvironment({ hostname, tty, variables: config.Env ?? [], linked: hostConfig.taken?.env, home }),
    cwd: config.WorkingDir || '/',
    who,
    fds,
  });
  const live: Live = {
    world,
    main,
    input: fds.get(0),
    beginning,
    logs: [],
    sink: undefined,
    mounts,
    container,
    healthCheck: findHealthCheck(container),
    health: container.state.health,
    probe: undefined,
    told: [],
    inputs: [],
    lastTraces: undefined,
  };
  holder.live = live;
  return live;
}

/** Nobody looks at what it prints. */
const NO_SINK: OutputSink = { write() {} };

/** Starts another process beside the main one; it has not run yet. Its terminal has been fetched (`fetchTerminal`). */
export function beginExec(
  live: Live,
  exec: ExecSpec,
  sink: OutputSink,
): { readonly process: Process; readonly beginning: Beginning; readonly input: OpenFile | undefined } {
  const beginning: Beginning = { error: undefined };
  const fds = standardFiles({ tty: exec.tty, ...(exec.stdin === undefined ? {} : { stdin: exec.stdin }), sink });
  const process = live.world.kernel.start({
    argv: exec.argv,
    program: beginProgram(exec.argv, beginning),
    env: exec.env,
    cwd: exec.cwd,
    who: exec,
    fds,
  });
  return { process, beginning, input: fds.get(0) };
}

function* replay(ctx: EngineContext, container: Container, process: RunningProcess): Soon<Live> {
  const live = yield* beginLive(ctx, container, process.startTree, process.startMounts, process.startedAt, {
    isAttached: false,
    ...(process.typed === undefined ? {} : { stdin: process.typed }),
  });
  const { kernel } = live.world;
  let isPaused = false;
  yield* wait(kernel.run({ until: process.startedAt }));
  for (const input of process.inputs) {
    yield* runTo(kernel, input.at, isPaused);
    if (input.kind === 'signal') kernel.signalFromOutside(live.main, input.signal);
    else if (input.kind === 'tree') live.world.replace(input.tree, live.world.trees().mounts);
    else if (input.kind === 'exec') yield* replayExec(live, input);
    else if (input.kind === 'traces') live.world.putTraces(input.traces);
    else isPaused = input.kind === 'pause';
  }
  yield* runTo(kernel, process.appliedUntil, isPaused);
  live.health = container.state.health;
  live.logs = [];
  live.mounts = live.world.trees().mounts;
  return live;
}

function* runTo(kernel: Kernel, at: number, isPaused: boolean): Soon<void> {
  if (isPaused) kernel.moveTo(at);
  else yield* wait(kernel.run({ until: at }));
}

function* replayExec(live: Live, { exec, at, killedAt }: Extract<ProcessInput, { kind: 'exec' }>): Soon<void> {
  if (exec.tty) yield* fetchTerminal(exec);
  const { process } = beginExec(live, exec, NO_SINK);
  if (killedAt === undefined) return;
  yield* wait(live.world.kernel.run({ until: Math.max(at, killedAt) }));
  live.world.kernel.signalFromOutside(process, SIGKILL);
}
