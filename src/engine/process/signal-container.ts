/** What `docker kill`, `stop`, `pause` and `unpause` do to a container's main process. */

import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { Container, ProcessInput } from '../machine/container.ts';
import { recordContainerEvent } from '../machine/events.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import { parseSignal, SIGKILL, SIGTERM } from '../shell/kernel/signals.ts';
import { type Soon, wait } from '../soon.ts';
import { findHealthCheck, unwatched } from './health.ts';
import { giveLive, type Live, takeLive } from './live.ts';
import { ProcessError } from './process-error.ts';
import { atLeast, type SettleOptions, settleLive, withContainer } from './settle.ts';

/**
 * Sends one signal (a number, `parseSignal` reads names); returns when what it causes at once has happened. One that ends it by
 * docker's own wish keeps `--restart` from starting it again.
 * @throws ProcessError `process.notRunning`
 */
export function* signalContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId, signal: number): Soon<void> {
  if (giveUpRestart(ref, id)) return;
  const live = yield* reach(ctx, ref, id);
  const inputs = yield* send(live, signal);
  const isStopped = signal === SIGKILL || signal === stopSignalOf(live.container);
  tell(ref, id, 'kill', { signal: String(signal) });
  finish(ref, id, live, { inputs, isStopped });
}

/** Its stop signal, after `graceSeconds` (docker's default: 10) SIGKILL. A container that does not run is left alone. Time goes on. */
export function* stopContainer(
  ctx: EngineContext,
  ref: MachineRef,
  id: ContainerId,
  graceSeconds: number,
  signal?: number,
): Soon<void> {
  if (giveUpRestart(ref, id)) return tell(ref, id, 'stop');
  if (getById(ref, id).process === undefined) return;
  const live = yield* reach(ctx, ref, id);
  const first = signal ?? stopSignalOf(live.container);
  const inputs = [...(yield* send(live, first))];
  tell(ref, id, 'kill', { signal: String(first) });
  const { kernel } = live.world;
  const grace = Math.min(graceSeconds * 1000, ctx.ports.limits.foregroundMs);
  yield* wait(kernel.run({ until: kernel.now + grace, done: () => live.main.state !== 'alive' }));
  if (live.main.state === 'alive') {
    inputs.push(...(yield* send(live, SIGKILL)));
    tell(ref, id, 'kill', { signal: String(SIGKILL) });
  }
  finish(ref, id, live, { inputs, isStopped: true });
  tell(ref, id, 'stop');
}

function stopSignalOf({ config }: Container): number {
  return parseSignal(config.StopSignal ?? '') ?? SIGTERM;
}

/** One that waits to be started again has no process to send anything to. */
function giveUpRestart(ref: MachineRef, id: ContainerId): boolean {
  const container = getById(ref, id);
  if (container.state.status !== 'restarting') return false;
  const { restarts: _, ...rest } = container;
  ref.current = withContainer(ref.current, { ...rest, state: { ...container.state, status: 'exited' } });
  return true;
}

/** @throws ProcessError `process.notRunning`, `process.alreadyPaused` */
export function* pauseContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId): Soon<void> {
  const container = getById(ref, id);
  if (container.state.status === 'paused') throw new ProcessError('process.alreadyPaused', { subject: id });
  if (container.state.status === 'restarting') throw new ProcessError('process.restarting', { subject: id });
  if (container.process === undefined) throw new ProcessError('process.notRunning', { subject: id });
  const live = yield* takeLive(ctx, ref.current, container);
  const { now } = ref.current;
  yield* wait(live.world.kernel.run({ until: now }));
  live.health = unwatched(live.health)?.health;
  ref.current = settleLive(ref.current, id, live, { inputs: [{ kind: 'pause', at: now }] }).machine;
  setStatus(ref, id, 'paused', 'pause');
}

/** @throws ProcessError `process.notPaused` */
export function* unpauseContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId): Soon<void> {
  const container = getById(ref, id);
  if (container.state.status !== 'paused' || container.process === undefined)
    throw new ProcessError('process.notPaused', { subject: id });
  const live = yield* takeLive(ctx, ref.current, container);
  const { now } = ref.current;
  live.world.kernel.moveTo(now);
  const process = { ...container.process, inputs: withUnpause(container.process.inputs, now), appliedUntil: now };
  const check = findHealthCheck(container);
  if (check !== undefined && live.health !== undefined) live.health = { ...live.health, nextAt: now + check.interval };
  const { health } = live;
  ref.current = withContainer(ref.current, { ...container, process, state: { ...container.state, ...(health && { health }) } });
  giveLive(process, live);
  setStatus(ref, id, 'running', 'unpause');
}

/** A pause in which no time has passed was none: `docker commit` makes one each time. */
function withUnpause(inputs: readonly ProcessInput[], at: number): readonly ProcessInput[] {
  const last = inputs.at(-1);
  return last?.kind === 'pause' && last.at === at ? inputs.slice(0, -1) : [...inputs, { kind: 'unpause', at }];
}

/** A frozen container is thawed first: docker does it to deliver the signal. */
function* reach(ctx: EngineContext, ref: MachineRef, id: ContainerId): Soon<Live> {
  if (getById(ref, id).state.status === 'paused') yield* unpauseContainer(ctx, ref, id);
  const container = getById(ref, id);
  if (container.process === undefined) throw new ProcessError('process.notRunning', { subject: id });
  const live = yield* takeLive(ctx, ref.current, container);
  yield* wait(live.world.kernel.run({ until: ref.current.now, done: () => live.main.state !== 'alive' }));
  return live;
}

function* send(live: Live, signal: number): Soon<readonly ProcessInput[]> {
  const { kernel } = live.world;
  const at = kernel.now;
  kernel.signalFromOutside(live.main, signal);
  yield* wait(kernel.run({ until: at, done: () => live.main.state !== 'alive' }));
  return [{ kind: 'signal', at, signal }];
}

function finish(ref: MachineRef, id: ContainerId, live: Live, options: SettleOptions): void {
  const { now } = live.world.kernel;
  ref.current = atLeast(settleLive(ref.current, id, live, options).machine, now);
}

function tell(ref: MachineRef, id: ContainerId, action: string, attributes: Readonly<Record<string, string>> = {}): void {
  const container = ref.current.containers.get(id);
  if (container !== undefined) ref.current = recordContainerEvent(ref.current, container, action, attributes);
}

function setStatus(ref: MachineRef, id: ContainerId, status: 'running' | 'paused', action: string): void {
  const container = ref.current.containers.get(id);
  if (container?.process === undefined) return;
  ref.current = withContainer(ref.current, { ...container, state: { ...container.state, status } });
  tell(ref, id, action);
}

function getById(ref: MachineRef, id: ContainerId): Container {
  const container = ref.current.containers.get(id);
  if (container === undefined) throw new InvariantError(`no container ${id}`);
  return container;
}
