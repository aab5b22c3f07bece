/** What a run has left behind, written into the machine: files, logs, the end. */
import { removeContainer } from '../container/remove-container.ts';
import { withoutRun } from '../container/without-run.ts';
import { recordAttachments } from '../machine/attachment-events.ts';
import type { Container, ProcessInput } from '../machine/container.ts';
import { recordContainerEvent } from '../machine/events.ts';
import type { Machine } from '../machine/machine.ts';
import { withEntry } from '../machine/shared-map.ts';
import type { ContainerId } from '../oci/digest.ts';
import { statusOf } from '../shell/kernel/system.ts';
import { keepMounts } from './container-mounts.ts';
import { unwatched } from './health.ts';
import { giveLive, type Live } from './live.ts';
import { nextRestart } from './restart-policy.ts';
import { quietUntil, takeInputs } from './run-live.ts';

export interface Settled {
  readonly machine: Machine;
  /** of the main process, where it has ended */
  readonly exitCode: number | undefined;
}

export interface SettleOptions {
  /** what was put in since it was taken */
  readonly inputs?: readonly ProcessInput[];
  /** how many of the last ones before them these stand for */
  readonly replaced?: number;
  /** `docker stop` or `kill` is what ends it: it is not started again */
  readonly isStopped?: boolean;
}

/** Writes back what `live` did up to its clock, and gives it back (or lets it go where the main process has ended). */
export function settleLive(machine: Machine, id: ContainerId, live: Live, options: SettleOptions = {}): Settled {
  // what is told of it is told of its own moment
  const settled = settleAt({ ...machine, now: live.world.kernel.now }, id, live, options);
  return { ...settled, machine: { ...settled.machine, now: machine.now } };
}

function settleAt(machine: Machine, id: ContainerId, live: Live, options: SettleOptions): Settled {
  const before = machine.containers.get(id);
  if (before?.process === undefined) return { machine, exitCode: undefined };
  const inputs = takeInputs(live, options.inputs ?? []);
  const { tree, mounts } = live.world.trees();
  const hasEnded = live.main.state !== 'alive';
  const hasNews = live.logs.length > 0 || live.health !== before.state.health || live.told.length > 0;
  const isKnown = before.process.quietUntil !== undefined;
  const isSame = isKnown && !hasEnded && inputs.length === 0 && !hasNews && tree === before.tree;
  const kept = keepMounts(machine, before, live.mounts, mounts);
  live.mounts = mounts;
  if (isSame) {
    giveLive(before.process, live);
    return { machine: kept, exitCode: undefined };
  }
  const earlier = before.process.inputs;
  const process = {
    ...before.process,
    inputs: inputs.length === 0 ? earlier : [...earlier.slice(0, earlier.length - (options.replaced ?? 0)), ...inputs],
    appliedUntil: live.world.kernel.now,
    quietUntil: quietUntil(live),
  };
  const container: Container = {
    ...before,
    tree,
    logs: live.logs.length === 0 ? before.logs : [...before.logs, ...live.logs],
    state: live.health === undefined ? before.state : { ...before.state, health: live.health },
    process,
  };
  live.logs = [];
  // one that has ended is put there as it is then
  let changed = hasEnded ? kept : withContainer(kept, container);
  for (const { action, attributes } of live.told) changed = recordContainerEvent(changed, container, action, attributes);
  live.told = [];
  if (hasEnded) {
    const exitCode = statusOf(live.main);
    return { machine: endContainer(changed, container, exitCode, live.world.kernel.now, options.isStopped === true), exitCode };
  }
  giveLive(process, live);
  return { machine: changed, exitCode: undefined };
}

/** `exited`, or waiting to be started again; with `--rm` it goes, and its anonymous volumes with it. */
function endContainer(machine: Machine, container: Container, exitCode: number, at: number, isStopped: boolean): Machine {
  const before = container.restarts;
  const again = isStopped ? undefined : nextRestart(container, exitCode, at);
  const restarts = again ?? (before === undefined ? undefined : { count: before.count, delay: before.delay });
  const ended: Container = {
    ...withoutRun(container),
    ...(restarts === undefined ? {} : { restarts }),
    state: {
      ...container.state,
      status: again === undefined ? 'exited' : 'restarting',
      exitCode,
      pid: 0,
      finishedAt: at,
      ...unwatched(container.state.health),
    },
  };
  const died = recordContainerEvent(withContainer(machine, ended), container, 'die', { exitCode: String(exitCode) });
  const left = recordAttachments(died, container, 'given back');
  return container.hostConfig.autoRemove ? removeContainer(left, container.id, { volumes: true }).machine : left;
}

export function withContainer(machine: Machine, container: Container): Machine {
  return { ...machine, containers: withEntry(machine.containers, container.id, container) };
}

/** The clock never goes back. */
export function atLeast(machine: Machine, now: number): Machine {
  return now > machine.now ? { ...machine, now } : machine;
}
