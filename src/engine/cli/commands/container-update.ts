import type { Container } from '../../machine/container.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import type { HostSettings } from '../../machine/host-settings.ts';
import { withEntry } from '../../machine/shared-map.ts';
import type { ContainerId } from '../../oci/digest.ts';
import type { Soon } from '../../soon.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { eachArgument } from './each-argument.ts';
import { readResources, WEIGHT_DISCARDED } from './host-settings.ts';
import { findProblem } from './host-settings-checks.ts';
import { checkRestartPolicy, readRestartPolicy } from './restart-policy.ts';

const RESOURCES = [
  'blkio-weight',
  'cpu-period',
  'cpu-quota',
  'cpu-shares',
  'cpus',
  'cpuset-cpus',
  'cpuset-mems',
  'memory',
  'memory-reservation',
  'memory-swap',
  'pids-limit',
];

/** Of what docker can change in a container: the restart policy, and limits, which are shown and not felt. */
export function* containerUpdate(call: CommandCall): Soon<number> {
  const { ref, flags } = call;
  const changes = RESOURCES.some((name) => flags.isSet(name)) ? readResources(flags) : undefined;
  if (!flags.isSet('restart') && changes === undefined)
    throw new CommandFailure('you must provide one or more flags when using this command');
  const warnings: string[] = [];
  const restart = readRestartPolicy(flags.text('restart'));
  const update = eachArgument(call, (argument) => {
    const container = namedContainer(ref.current, argument);
    const { hostConfig } = container;
    checkRestartPolicy(restart);
    const settings = changes === undefined ? hostConfig.settings : merge(hostConfig.settings ?? {}, changes, container.id);
    if (restart === '' && changes === undefined) return;
    if (restart !== '' && hostConfig.autoRemove && restart !== 'no') {
      throw refuse(container.id, 'Restart policy cannot be updated because AutoRemove is enabled for the container');
    }
    const changed: Container = {
      ...container,
      hostConfig: {
        ...hostConfig,
        ...(restart === '' ? {} : { restart }),
        ...(settings === undefined ? {} : { settings }),
      },
    };
    const containers = withEntry(ref.current.containers, container.id, changed);
    ref.current = recordContainerEvent({ ...ref.current, containers }, changed, 'update');
    if (flags.number('blkio-weight') > 0) warnings.push(WEIGHT_DISCARDED);
  });
  try {
    return yield* update;
  } finally {
    for (const warning of warnings) call.io.write(1, `${warning}\n`);
  }
}

/** The changes are looked at by themselves, and then against what was set before (moby 20.10 `container/container_unix.go` UpdateContainer). */
function merge(before: HostSettings, changes: HostSettings, id: ContainerId): HostSettings {
  const problem = findProblem(changes, true);
  if (problem !== undefined) throw new CommandFailure(daemonSays(problem));
  const conflict = findConflict(before, changes);
  if (conflict !== undefined) throw refuse(id, conflict);
  return { ...before, ...changes };
}

function findConflict(before: HostSettings, changes: HostSettings): string | undefined {
  const { Memory = 0, MemorySwap = 0 } = changes;
  const already = (what: string, other: string) =>
    `Conflicting options: ${what} cannot be updated as ${other} has already been set`;
  if (isGiven(before.NanoCpus) && isGiven(changes.CpuPeriod)) return already('CPU Period', 'NanoCPUs');
  if (isGiven(before.NanoCpus) && isGiven(changes.CpuQuota)) return already('CPU Quota', 'NanoCPUs');
  if (isGiven(changes.NanoCpus) && isGiven(before.CpuPeriod)) return already('Nano CPUs', 'CPU Period');
  if (isGiven(changes.NanoCpus) && isGiven(before.CpuQuota)) return already('Nano CPUs', 'CPU Quota');
  if (Memory > 0 && MemorySwap === 0 && Memory > (before.MemorySwap ?? 0))
    return 'Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time';
  return undefined;
}

function isGiven(value = 0): boolean {
  return value > 0;
}

function refuse(id: ContainerId, problem: string): CommandFailure {
  return new CommandFailure(daemonSays(`Cannot update container ${id}: ${problem}`));
}
