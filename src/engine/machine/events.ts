/** What happened, in order: `docker events` and the page's time line. */
import type { ImageId } from '../oci/digest.ts';
import type { Container } from './container.ts';
import type { EventList, Machine, MachineEvent } from './machine.ts';

type Attributes = Readonly<Record<string, string>>;

/** `at` is the machine's present. */
export function recordEvent(machine: Machine, event: Omit<MachineEvent, 'at'>): Machine {
  return withEvent(machine, { ...event, at: machine.now });
}

function withEvent(machine: Machine, event: MachineEvent): Machine {
  const events: EventList = { event, before: machine.events };
  return { ...machine, events };
}

/** Oldest first. */
export function listEvents(machine: Machine): MachineEvent[] {
  const events: MachineEvent[] = [];
  for (let link = machine.events; link !== undefined; link = link.before) events.push(link.event);
  return events.reverse();
}

/** With what docker tells of a container at that moment: its labels, its image, its name (moby `daemon/events.go`). */
export function recordContainerEvent(machine: Machine, container: Container, action: string, more?: Attributes): Machine {
  const { id, name, imageName: image } = container;
  const { Labels } = container.config;
  const attributes = more === undefined ? { ...Labels, image, name } : { ...Labels, image, name, ...more };
  return withEvent(machine, { type: 'container', action, id, name, attributes, at: machine.now });
}

/** With the labels of an image that is still there. `name` is what docker shows as its name; without it that is the ID. */
export function recordImageEvent(machine: Machine, id: ImageId, action: string, name?: string): Machine {
  const labels = machine.images.get(id)?.config.config?.Labels;
  const event: MachineEvent =
    name === undefined ? { type: 'image', action, id, at: machine.now } : { type: 'image', action, id, name, at: machine.now };
  return withEvent(machine, labels === undefined || labels === null ? event : { ...event, attributes: labels });
}

/** What a prune of one kind of things gave back, nothing too. */
export function recordPrune(machine: Machine, type: MachineEvent['type'], reclaimed: number): Machine {
  return recordEvent(machine, { type, action: 'prune', id: '', attributes: { reclaimed: String(reclaimed) } });
}
