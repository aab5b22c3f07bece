/** What a run has left behind, written into the machine: files, logs, the end. */
import { removeContainer } from '../container/remove-container.ts';
import type { Container, ProcessInput } from '../machine/container.ts';
import { recordEvent } from '../machine/events.ts';
import type { Machine } from '../machine/machine.ts';
import type { ContainerId } from '../oci/digest.ts';
import { statusOf } from '../shell/kernel/system.ts';
import { keepMounts } from './container-mounts.ts';
import { giveLive, type Live } from './live.ts';

export interface Settled {
  readonly machine: Machine;
  /** of the main process, where it has ended */
  readonly exitCode: number | undefined;
}

/**
 * Writes back what `live` did up to its clock, and gives it back (or lets it go where the main process has ended). `inputs` are those that
 * were put in since it was taken.
 */
export function settleLive(machine: Machine, id: ContainerId, live: Live, inputs: readonly ProcessInput[] = []): Settled {
  const before = machine.containers.get(id);
  if (before?.process === undefined) return { machine, exitCode: undefined };
  const { tree, mounts } = live.world.trees();
  const hasEnded = live.main.state !== 'alive';
  const isSame = !hasEnded && inputs.length === 0 && live.logs.length === 0 && tree === before.tree;
  const kept = keepMounts(machine, before, live.mounts, mounts);
  live.mounts = mounts;
  if (isSame) {
    giveLive(before.process, live);
    return { machine: kept, exitCode: undefined };
  }
  const process = { ...before.process, inputs: [...before.process.inputs, ...inputs], appliedUntil: live.world.kernel.now };
  const container: Container = {
    ...before,
    tree,
    logs: live.logs.length === 0 ? before.logs : [...before.logs, ...live.logs],
    process,
  };
  live.logs = [];
  const changed = withContainer(kept, container);
  if (hasEnded) {
    const exitCode = statusOf(live.main);
    return { machine: endContainer(changed, id, exitCode, live.world.kernel.now), exitCode };
  }
  giveLive(process, live);
  return { machine: changed, exitCode: undefined };
}

/** `exited`; with `--rm` it goes, and its anonymous volumes with it. */
export function endContainer(machine: Machine, id: ContainerId, exitCode: number, at: number): Machine {
  const container = machine.containers.get(id);
  if (container === undefined) return machine;
  const { process: _, ...rest } = container;
  const ended: Container = { ...rest, state: { ...container.state, status: 'exited', exitCode, pid: 0, finishedAt: at } };
  const died = recordEvent(withContainer(machine, ended), { type: 'container', action: 'die', id, name: container.name });
  return container.hostConfig.autoRemove ? removeContainer(died, id, { volumes: true }).machine : died;
}

export function withContainer(machine: Machine, container: Container): Machine {
  return { ...machine, containers: new Map(machine.containers).set(container.id, container) };
}

/** The clock never goes back. */
export function atLeast(machine: Machine, now: number): Machine {
  return now > machine.now ? { ...machine, now } : machine;
}
