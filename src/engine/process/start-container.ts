/** `docker start`, and the second half of `docker run`. */

import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { joinNetworks } from '../container/connect.ts';
import { ContainerError } from '../container/container-error.ts';
import { isRunning } from '../container/find-container.ts';
import { removeContainer } from '../container/remove-container.ts';
import { withoutRun } from '../container/without-run.ts';
import { InvariantError } from '../errors.ts';
import { FsError, strerror } from '../fs/errno.ts';
import type { Tree } from '../fs/node.ts';
import { recordAttachments } from '../machine/attachment-events.ts';
import type { Container, ProcessInput, RunningProcess } from '../machine/container.ts';
import { recordContainerEvent } from '../machine/events.ts';
import type { Machine, MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import { createPart } from '../part.ts';
import { SIGINT } from '../shell/kernel/signals.ts';
import type { OpenFile } from '../shell/kernel/system.ts';
import { type Soon, wait } from '../soon.ts';
import { mountTrees } from './container-mounts.ts';
import { beginHealth, findHealthCheck } from './health.ts';
import type { Sink } from './host-io.ts';
import { beginLive, type Live, takeLive } from './live.ts';
import { addressesOf } from './own-files.ts';
import { ProcessError } from './process-error.ts';
import { patience, runLive } from './run-live.ts';
import { atLeast, settleLive, withContainer } from './settle.ts';

export const INTERRUPTED = 130;
/** dockerd's status for what failed before there was a process */
const NOT_STARTED = 128;

export interface StartOptions {
  /** Run until it ends (or is interrupted as by Ctrl+C after `limits.foregroundMs`), its output to `sink`. */
  readonly attach: boolean;
  /** what `-i` gives it; without it an attached `-i` sees the end of the input at once, a detached one never */
  readonly stdin?: Uint8Array;
  readonly sink?: Sink;
  /** docker's own doing, by `--restart` */
  readonly isRestart?: boolean;
}

export interface Ended {
  readonly exitCode: number;
  readonly interrupted: boolean;
}

/**
 * Starts a created or exited container; one that runs already is left alone. What it prints goes to its logs, too.
 * With `--rm` it is gone when this returns and it has ended. `interrupted`: the foreground limit was reached, `^C` was printed, SIGINT
 * sent; the status is then 130.
 * @throws ProcessError where it cannot begin, ContainerError where its network refuses it: the machine is then left with the container as
 *   it was and its exit code 126 to 128 (removed where it has `--rm`)
 */
export function* startContainer(
  ctx: EngineContext,
  ref: MachineRef,
  id: ContainerId,
  options: StartOptions,
): Soon<Ended | { readonly started: true }> {
  const container = getById(ref.current, id);
  if (isRunning(container) && options.isRestart !== true)
    return options.attach && options.sink !== undefined ? yield* followContainer(ctx, ref, id, options.sink) : { started: true };
  const live = yield* begin(ctx, ref, container, options);
  if (!options.attach) {
    ref.current = settleLive(ref.current, id, live).machine;
    return { started: true };
  }
  return yield* runForeground(ctx, ref, id, live, {
    sink: options.sink,
    terminal: options.stdin === undefined ? undefined : live.input,
    proxies: true,
  });
}

/**
 * `docker attach`, `docker logs -f`: what it prints from here on, until it ends or the foreground limit is reached (`^C`, status 130).
 * @param proxies whether the container gets the signal that ends the command, too
 */
export function* followContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId, sink: Sink, proxies = true): Soon<Ended> {
  const container = getById(ref.current, id);
  if (container.state.status !== 'running') return { exitCode: container.state.exitCode, interrupted: false };
  return yield* runForeground(ctx, ref, id, yield* takeLive(ctx, ref.current, container), { sink, proxies });
}

function* begin(ctx: EngineContext, ref: MachineRef, container: Container, options: StartOptions): Soon<Live> {
  const { now } = ref.current;
  const joined = yield* join(ref, container);
  try {
    const mounts = mountTrees(ref.current, container);
    const typed = joined.hostConfig.tty ? options.stdin : undefined;
    const started = asStarted(joined, { now, mounts, pid: pidFor(ref.current), isRestart: options.isRestart === true, typed });
    const live = yield* beginLive(ctx, started, container.tree, mounts, now, {
      isAttached: options.attach,
      ...(options.stdin === undefined ? {} : { stdin: options.stdin }),
    });
    live.sink = options.attach ? options.sink : undefined;
    yield* wait(live.world.kernel.run({ until: now, done: () => live.main.state !== 'alive' }));
    if (live.beginning.error !== undefined) throw live.beginning.error;
    ref.current = recordContainerEvent(withContainer(ref.current, started), started, 'start');
    return live;
  } catch (error) {
    const problem = error instanceof FsError ? mountError(joined, error) : error;
    if (!(problem instanceof ProcessError)) throw problem;
    const left = recordAttachments(ref.current, joined, 'given back');
    ref.current = refuse(left, withoutRun(joined), problem.code, exitCodeOf(problem));
    throw problem;
  }
}

/** @throws ContainerError */
function* join(ref: MachineRef, container: Container): Soon<Container> {
  try {
    const joined = yield* joinNetworks(ref.current, container);
    const taking = takesOver(container) ? (TAKE_OVER.loaded ?? (yield* wait(TAKE_OVER.load()))) : undefined;
    const whole = taking?.takeOver(joined.machine, joined.container) ?? joined.container;
    ref.current = recordAttachments(joined.machine, whole, 'taken');
    return whole;
  } catch (error) {
    if (error instanceof ContainerError) ref.current = refuse(ref.current, container, error.code, NOT_STARTED);
    throw error;
  }
}

export const TAKE_OVER = createPart(() => import('./take-over.ts'));

/** Few have anything to do with another container, or with a disk. */
function takesOver({ hostConfig: { networkMode, settings } }: Container): boolean {
  return networkMode.startsWith('container:') || Object.keys(settings ?? {}).some((key) => /^(links|BlkioDevice)/.test(key));
}

interface Start {
  readonly now: number;
  readonly mounts: readonly Tree[];
  readonly pid: number;
  readonly isRestart: boolean;
  readonly typed: Uint8Array | undefined;
}

function asStarted(container: Container, { now, mounts, pid, isRestart, typed }: Start): Container {
  const { restarts } = container;
  const health = beginHealth(findHealthCheck(container), container.state.health, now);
  const process: RunningProcess = {
    startedAt: now,
    startTree: container.tree,
    startMounts: mounts,
    ...(typed === undefined ? {} : { typed }),
    inputs: [],
    appliedUntil: now,
  };
  return {
    ...withoutRestarts(container),
    ...(isRestart && restarts !== undefined ? { restarts: { count: restarts.count, delay: restarts.delay } } : {}),
    startedWith: addressesOf(container),
    process,
    state: {
      status: 'running',
      exitCode: 0,
      error: '',
      startedAt: now,
      pid,
      ...(health === undefined ? {} : { health }),
    },
  };
}

export interface ForegroundOptions {
  readonly sink: Sink | undefined;
  /** what is typed there; where all of it is read and more is waited for, it goes on without whoever looks */
  readonly terminal?: OpenFile | undefined;
  /** signals that the command gets are the container's, too */
  readonly proxies: boolean;
}

export function* runForeground(
  ctx: EngineContext,
  ref: MachineRef,
  id: ContainerId,
  live: Live,
  { sink, terminal, proxies }: ForegroundOptions,
): Soon<Ended> {
  live.sink = sink;
  const { kernel } = live.world;
  const until = ref.current.now + patience(ctx, terminal);
  const { at: deadline, signal: timeoutSignal } = ctx.timeout ?? { at: Number.POSITIVE_INFINITY, signal: SIGINT };
  const hasEnded = (): boolean => live.main.state !== 'alive';
  const done = (): boolean => hasEnded() || terminal?.waiting !== undefined;
  const inputs: ProcessInput[] = [];
  function* send(signal: number): Soon<void> {
    inputs.push({ kind: 'signal', at: kernel.now, signal });
    kernel.signalFromOutside(live.main, signal);
    yield* wait(kernel.run({ until: kernel.now, done: hasEnded }));
  }
  yield* runLive(live, { until: Math.min(until, deadline), done });
  const isTimedOut = !done() && deadline < until;
  if (isTimedOut && proxies) {
    // the client passes the signal on, and goes on waiting
    yield* send(timeoutSignal);
    if (!hasEnded()) yield* runLive(live, { until, done });
  }
  const reader = hasEnded() ? undefined : terminal?.waiting;
  const interrupted = !hasEnded() && reader === undefined;
  if (interrupted && sink !== undefined && !(isTimedOut && !proxies)) {
    sink.write(2, utf8('^C\n'));
    if (proxies) yield* send(SIGINT);
  }
  const { now } = kernel;
  const settled = settleLive(ref.current, id, live, { inputs });
  ref.current = atLeast(settled.machine, now);
  if (reader !== undefined) ref.current = { ...ref.current, visit: { container: id, cwd: reader.cwd } };
  return interrupted ? { exitCode: INTERRUPTED, interrupted } : { exitCode: settled.exitCode ?? 0, interrupted };
}

/** What docker keeps of a container that could not begin. */
/** MS_BIND and MS_REC */
const BIND = 0x5000;
const READ_ONLY = 1;
/** MS_NOSUID, MS_NODEV and MS_NOEXEC */
const MEMORY = 0xe;

function mountError({ hostConfig: { mounts } }: Container, { code, data }: FsError): ProcessError {
  const mount = mounts.find(({ target }) => target === data.path);
  const source =
    mount?.kind === 'volume' ? `/var/lib/docker/volumes/${mount.name}/_data` : mount?.kind === 'bind' ? mount.source : 'tmpfs';
  const flags = mount?.kind === 'tmpfs' ? MEMORY : BIND | (mount?.readOnly === true ? READ_ONLY : 0);
  const mounted = mount && { source, flags };
  return new ProcessError('process.mount', {
    subject: data.path,
    reason: strerror(code).toLowerCase(),
    ...(mounted === undefined ? {} : { mounted }),
  });
}

/** The network comes first, then what runc is told, then the process. */
const REACHED: ReadonlyMap<string, NonNullable<Container['state']['reached']>> = new Map([
  ['container.portTaken', 'ports'],
  ['container.device', 'settings'],
  ['container.ipcMode', 'settings'],
  ['network.ipc', 'settings'],
  ['process.user', 'settings'],
]);

function refuse(machine: Machine, container: Container, error: string, exitCode: number): Machine {
  const reached = REACHED.get(error) ?? (error.startsWith('process.') ? 'process' : container.state.reached);
  if (container.hostConfig.autoRemove)
    return removeContainer(withContainer(machine, container), container.id, { volumes: true }).machine;
  const status = container.state.status === 'restarting' ? 'exited' : container.state.status;
  return withContainer(machine, {
    ...withoutRestarts(container),
    state: { ...container.state, status, exitCode, error, ...(reached === undefined ? {} : { reached }) },
  });
}

function withoutRestarts(container: Container): Container {
  if (container.restarts === undefined) return container;
  const { restarts: _, ...rest } = container;
  return rest;
}

function exitCodeOf({ code }: ProcessError): number {
  return code === 'process.notFound' || code === 'process.mount' ? 127 : code === 'process.user' ? NOT_STARTED : 126;
}

/** As the host would number it: higher with each process that was ever made. */
function pidFor(machine: Machine): number {
  return 1000 + (machine.drawn % 30_000);
}

export function getById(machine: Machine, id: ContainerId): Container {
  const container = machine.containers.get(id);
  if (container === undefined) throw new InvariantError(`no container ${id}`);
  return container;
}
