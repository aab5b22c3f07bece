/** What the daemon tells of one event (moby 20.10 `daemon/events/events.go`, `daemon/events.go`). */
import { listEvents } from '../../machine/events.ts';
import type { Machine, MachineEvent } from '../../machine/machine.ts';
import { familiarName, parseReference } from '../../reference/reference.ts';
import { formatFixedNano } from '../text/times.ts';

export interface EventMessage {
  readonly status?: string;
  readonly id?: string;
  readonly from?: string;
  readonly Type: string;
  readonly Action: string;
  readonly Actor: { readonly ID: string; readonly Attributes: Readonly<Record<string, string>> };
  readonly scope: 'local';
  readonly time: number;
  readonly timeNano: number;
}

/** The daemon remembers no more. */
const MAX_EVENTS = 256;
const MICROSECONDS = 1000;

/** Oldest first. What the machine records for itself (layers that came, what BuildKit built) is not docker's. */
export function listMessages(machine: Machine): EventMessage[] {
  const messages: EventMessage[] = [];
  let last = 0;
  const events = listEvents(machine).sort((a, b) => a.at - b.at);
  for (const event of events) {
    if (event.type === 'layer' || (event.type === 'image' && event.action === 'build')) continue;
    last = Math.max(last + 1, Math.floor(event.at) * MICROSECONDS);
    messages.push(asMessage(event, last));
  }
  return messages.slice(-MAX_EVENTS);
}

/** Without a template: time, kind, what happened, to whom, and all else in the order of its names. */
export function formatMessage({ Type, Action, Actor, timeNano }: EventMessage): string {
  const microseconds = Math.round(timeNano / 1000);
  const milliseconds = Math.floor(microseconds / MICROSECONDS);
  const when = formatFixedNano(milliseconds, (microseconds - milliseconds * MICROSECONDS) * 1000);
  const attributes = Object.entries(Actor.Attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  return `${when} ${Type} ${Action} ${Actor.ID}${attributes.length === 0 ? '' : ` (${attributes.join(', ')})`}\n`;
}

/** @param microseconds since 1970: no two events have the same */
function asMessage(event: MachineEvent, microseconds: number): EventMessage {
  const { type, action } = event;
  const Actor = actorOf(event);
  const hasStatus = type === 'container' || type === 'image';
  const { image } = Actor.Attributes;
  return {
    ...(hasStatus ? { status: action, id: Actor.ID } : {}),
    ...(type === 'container' && image !== undefined ? { from: image } : {}),
    Type: type,
    Action: action,
    Actor,
    scope: 'local',
    time: Math.floor(microseconds / 1e6),
    timeNano: microseconds * 1000,
  };
}

/** An image goes by the name that was asked for where it came from or went to a registry, else by its ID. */
function actorOf({ type, action, id, name, attributes = {} }: MachineEvent): EventMessage['Actor'] {
  if (type !== 'image' || action === 'prune') return { ID: id, Attributes: attributes };
  if (name !== undefined && (action === 'pull' || action === 'push'))
    return { ID: name, Attributes: { ...attributes, name: familiarName(parseReference(name)) } };
  return { ID: id, Attributes: { ...attributes, name: action === 'tag' ? (name ?? id) : id } };
}
