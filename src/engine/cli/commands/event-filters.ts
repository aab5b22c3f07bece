/** `docker events --filter` (moby 20.10 `daemon/events/filter.go`). A filter that the daemon does not know leaves all through. */
import type { Filters } from '../../machine/filters.ts';
import { matchesLabels } from '../../machine/filters.ts';
import { familiarName, parseReference } from '../../reference/reference.ts';
import { InvalidReferenceError } from '../../reference/reference-error.ts';
import type { EventMessage } from '../format/event-message.ts';

/** Each takes the ID or the name of such a thing, or the beginning of one. */
const KINDS = ['daemon', 'container', 'plugin', 'volume', 'network', 'node', 'service', 'secret', 'config'];
/** Their actions go on with what is done: `exec_start: sh -c ls` */
const OPEN_ACTIONS = ['health_status', 'exec_create', 'exec_start'];

export function isWantedEvent(message: EventMessage, filters: Filters): boolean {
  const { Action, Type, Actor } = message;
  const names = [Actor.ID, Actor.Attributes['name'] ?? ''];
  return (
    matchesAction(Action, filters.get('event')) &&
    matchesExactly(filters.get('type'), [Type]) &&
    matchesExactly(filters.get('scope'), ['local']) &&
    KINDS.every((kind) => filters.get(kind)?.some((wanted) => names.some((name) => name.startsWith(wanted))) ?? true) &&
    matchesExactly(filters.get('image'), imageNames(message)) &&
    matchesLabels(filters, Actor.Attributes)
  );
}

function matchesAction(action: string, wanted: readonly string[] | undefined): boolean {
  if (wanted?.some((one) => OPEN_ACTIONS.includes(one))) return wanted.some((one) => action.startsWith(one));
  return matchesExactly(wanted, [action]);
}

function matchesExactly(wanted: readonly string[] | undefined, values: readonly string[]): boolean {
  return wanted?.some((one) => values.includes(one)) ?? true;
}

/** Of an image event its ID and name, of a container's its image; with and without the tag. */
function imageNames({ Type, Actor }: EventMessage): string[] {
  const name = Actor.Attributes[Type === 'image' ? 'name' : 'image'] ?? '';
  return [Actor.ID, name].flatMap((one) => [one, withoutTag(one)]);
}

function withoutTag(name: string): string {
  try {
    return familiarName(parseReference(name));
  } catch (error) {
    if (error instanceof InvalidReferenceError) return name;
    throw error;
  }
}
