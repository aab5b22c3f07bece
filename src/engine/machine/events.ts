/** What happened, in order: `docker events` and the page's time line. */
import type { EventList, Machine, MachineEvent } from './machine.ts';

/** `at` is the machine's present. */
export function recordEvent(machine: Machine, event: Omit<MachineEvent, 'at'>): Machine {
  const events: EventList = { event: { at: machine.now, ...event }, before: machine.events };
  return { ...machine, events };
}

/** Oldest first. */
export function listEvents(machine: Machine): MachineEvent[] {
  const events: MachineEvent[] = [];
  for (let link = machine.events; link !== undefined; link = link.before) events.push(link.event);
  return events.reverse();
}
