/** `docker container prune`: all that do not run (SEMANTICS section 8). */
import { type Filters, matchesPruneLabels, NO_FILTERS } from '../machine/filters.ts';
import type { Machine } from '../machine/machine.ts';
import { readMoment } from '../machine/moments.ts';
import type { ContainerId } from '../oci/digest.ts';
import { ContainerError } from './container-error.ts';
import { containerSize } from './container-size.ts';
import { isRunning } from './find-container.ts';
import { byAge } from './list-containers.ts';
import { removeContainer } from './remove-container.ts';

const ACCEPTED = new Set(['label', 'label!', 'until']);

/** `removed` newest first; `reclaimed` is what they had written. @throws ContainerError `container.invalidFilter`, `container.invalidUntil` */
export function pruneContainers(
  machine: Machine,
  filters: Filters = NO_FILTERS,
): { machine: Machine; removed: ContainerId[]; reclaimed: number } {
  for (const name of filters.keys()) if (!ACCEPTED.has(name)) throw new ContainerError('container.invalidFilter', { name });
  const until = readUntil(machine, filters);
  const chosen = byAge(machine).filter(
    (container) =>
      !isRunning(container) &&
      (until === undefined || container.created <= until) &&
      matchesPruneLabels(filters, container.config.Labels),
  );
  let current = machine;
  let reclaimed = 0;
  for (const container of chosen) {
    reclaimed += containerSize(container);
    current = removeContainer(current, container.id).machine;
  }
  return { machine: current, removed: chosen.map((container) => container.id), reclaimed };
}

function readUntil(machine: Machine, filters: Filters): number | undefined {
  const values = filters.get('until');
  if (values === undefined) return undefined;
  const [value = '', ...more] = values;
  if (more.length > 0) throw new ContainerError('container.invalidUntil', {});
  const until = readMoment(value, machine.now);
  if ('problem' in until) throw new ContainerError('container.invalidUntil', { problem: until.problem });
  return until.at;
}
