/** What a command comes to: events for the log, and what is told to whoever asked. Nothing is true before the events are on disk. */
import type { ClassEvent } from './class-event.ts';

export interface Decision<T> {
  readonly events: readonly ClassEvent[];
  readonly result: T;
}

export function decided(...events: readonly ClassEvent[]): Decision<undefined> {
  return { events, result: undefined };
}
