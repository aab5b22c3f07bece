import { type ContainerCondition, isWithin } from './condition.ts';
import { containerNamed, eventsOf, imageNamed } from './facts.ts';
import type { RunOutcome } from './outcome.ts';

export function evaluateContainer(condition: ContainerCondition, { start, end, events }: RunOutcome): boolean {
  switch (condition.kind) {
    case 'container-count':
      return isWithin(end.containers.size, condition.is);
    case 'running-count':
      return isWithin(
        [...end.containers.values()].filter((container) => container.state.status === 'running').length,
        condition.is,
      );
    case 'container-state':
      return (containerNamed(end, condition.container)?.state.status ?? 'absent') === condition.is;
    case 'container-kept': {
      const kept = containerNamed(end, condition.container)?.id;
      return kept !== undefined && kept === containerNamed(start, condition.container)?.id;
    }
    case 'container-uses': {
      const used = containerNamed(end, condition.container)?.imageId;
      return used !== undefined && used === imageNamed(end, condition.ref)?.id;
    }
    case 'starts-of': {
      const starts = eventsOf(end).filter((event) => isStartOf(event, condition.container));
      return isWithin(starts.length, condition.is);
    }
    case 'started-without-image': {
      const used = containerNamed(start, condition.container)?.imageId;
      const deleted = events.findIndex((event) => event.type === 'image' && event.action === 'delete' && event.id === used);
      return deleted >= 0 && events.slice(deleted).some((event) => isStartOf(event, condition.container));
    }
    case 'created':
      return isWithin(events.filter((event) => event.type === 'container' && event.action === 'create').length, condition.is);
  }
}

function isStartOf(event: RunOutcome['events'][number], name: string): boolean {
  return event.type === 'container' && event.action === 'start' && event.name === name;
}
