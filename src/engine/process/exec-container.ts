/** `docker exec`: another process beside a container's main one. */

import { utf8 } from '../bytes/utf8.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { ExecSpec, ProcessInput, RunningProcess } from '../machine/container.ts';
import { recordContainerEvent } from '../machine/events.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import type { OutputSink } from '../shell/kernel/devices.ts';
import { statusOf } from '../shell/kernel/system.ts';
import { type Soon, wait } from '../soon.ts';
import { execEvents, type ToldEvent } from './exec-events.ts';
import { type ExecRequest, execSpec } from './exec-spec.ts';
import type { Sink } from './host-io.ts';
import { fetchUserTables } from './identity.ts';
import { beginExec, giveLive, type Live, takeLive } from './live.ts';
import { ProcessError } from './process-error.ts';
import { patience, runLive } from './run-live.ts';
import { atLeast, type SettleOptions, settleLive } from './settle.ts';
import { TAKE_OVER } from './start-container.ts';
import { fetchTerminal } from './world.ts';

const INTERRUPTED = 130;

export interface ExecOptions extends ExecRequest {
  readonly detach: boolean;
  readonly sink?: Sink;
}

/**
 * Runs it to its end and returns its status; detached, returns 0 at once.
 * @throws ProcessError where the container does not run or the process cannot begin
 */
export function* execInContainer(ctx: EngineContext, ref: MachineRef, id: ContainerId, options: ExecOptions): Soon<number> {
  const container = ref.current.containers.get(id);
  if (container === undefined) throw new InvariantError(`no container ${id}`);
  if (container.state.status === 'paused') throw new ProcessError('process.paused', { subject: container.name });
  if (container.state.status === 'restarting') throw new ProcessError('process.restarting', { subject: id });
  if (container.process === undefined) throw new ProcessError('process.notRunning', { subject: id });
  // links are followed anew
  const isLinked = container.hostConfig.taken?.env !== undefined;
  const linked = isLinked && (TAKE_OVER.loaded ?? (yield* wait(TAKE_OVER.load()))).takeOver(ref.current, container);
  const live = yield* takeLive(ctx, ref.current, container);
  try {
    yield* fetchUserTables(live.world.seen, ctx.ports.limits.fileBytes);
    const exec = execSpec(linked || container, live.world.seen, options);
    return yield* run(ctx, ref, live, exec, options);
  } catch (error) {
    giveLive(container.process, live);
    throw error;
  }
}

function* run(ctx: EngineContext, ref: MachineRef, live: Live, exec: ExecSpec, options: ExecOptions): Soon<number> {
  const { container } = live;
  const { id } = container;
  const { kernel } = live.world;
  const { now } = ref.current;
  const events = execEvents(ctx.ports, container, exec.argv, now);
  const tell = ({ action, attributes }: ToldEvent): void => {
    const current = ref.current.containers.get(id);
    if (current !== undefined) ref.current = recordContainerEvent(ref.current, current, action, attributes);
  };
  yield* runLive(live, { until: now });
  tell(events.create);
  tell(events.start);
  const before = kernel.stillness();
  let isSeen = !options.detach;
  const sink: OutputSink = { write: (fd, bytes) => isSeen && options.sink?.write(fd, bytes) };
  if (exec.tty) yield* fetchTerminal(exec);
  const { process, beginning, input } = beginExec(live, exec, sink);
  const until = options.detach ? now : Math.min(now + patience(ctx, input), ctx.timeout?.at ?? Number.POSITIVE_INFINITY);
  const end = yield* runLive(live, { until, done: () => process.state !== 'alive' || input?.waiting !== undefined });
  isSeen = false;
  if (beginning.error !== undefined) throw beginning.error;
  if (process.state !== 'alive') tell(events.die(statusOf(process)));
  const told = inputOf(live, before, ref.current.containers.get(id)?.process, { kind: 'exec', at: now, exec });
  const settled = settleLive(ref.current, id, live, told);
  ref.current = atLeast(settled.machine, kernel.now);
  if (options.detach) return 0;
  const reader = process.state === 'alive' ? input?.waiting : undefined;
  if (reader !== undefined) {
    ref.current = { ...ref.current, visit: { container: id, cwd: reader.cwd } };
    return 0;
  }
  if (end === 'done') return statusOf(process);
  if (ctx.timeout === undefined) options.sink?.write(2, utf8('^C\n'));
  return INTERRUPTED;
}

/**
 * How the run is told to whoever plays it again: as what it left, where nobody else has moved meanwhile, so that a container is not slower to
 * go back to for each command that was ever run in it.
 */
function inputOf(
  live: Live,
  before: readonly unknown[],
  process: RunningProcess | undefined,
  exec: ProcessInput,
): Required<Pick<SettleOptions, 'inputs' | 'replaced'>> {
  const { kernel } = live.world;
  const stillness = kernel.stillness();
  const traces = isSameList(before, stillness) ? live.world.traces() : undefined;
  if (traces === undefined) return { inputs: [exec], replaced: 0 };
  const last = live.lastTraces;
  const input: ProcessInput = { kind: 'traces', at: kernel.now, traces };
  live.lastTraces = { input, stillness };
  const isNext =
    last !== undefined && live.inputs.length === 0 && process?.inputs.at(-1) === last.input && isSameList(last.stillness, before);
  return { inputs: [input], replaced: isNext ? 1 : 0 };
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
