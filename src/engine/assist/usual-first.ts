/** Puts what people type most before the rest, which keeps its order. */
import type { Image, Machine } from '../machine/machine.ts';
import { USUAL_COMMANDS, USUAL_FLAGS, USUAL_PROGRAMS, type UsualFlags } from './usual.data.ts';

const NO_FLAGS: UsualFlags = { first: [] };
/** Events further back have no say in what was used last. */
const MAX_EVENTS = 2000;

function rankOf(list: readonly string[], name: string): number {
  const at = list.indexOf(name);
  return at < 0 ? list.length : at;
}

/** @param command its first name, as in the specs */
export function commandRank(command: string): number {
  return rankOf(USUAL_COMMANDS, command);
}

export function usualFlags(command: string): UsualFlags {
  return USUAL_FLAGS.get(command) ?? NO_FLAGS;
}

export function programsInOrder(names: Iterable<string>): string[] {
  const sorted = [...new Set(names)].sort();
  return sorted.sort((a, b) => rankOf(USUAL_PROGRAMS, a) - rankOf(USUAL_PROGRAMS, b));
}

export interface LastUsed {
  /** Smaller is later; of what nobody has used, the same large number. */
  image(image: Image, name: string): number;
  container(id: string): number;
}

/** When each thing of the machine was last made, named or used, by what the machine knows of what happened on it. */
export function lastUsed(machine: Machine): LastUsed {
  const ranks = new Map<string, number>();
  const note = (key: string | undefined): void => {
    if (key !== undefined && !ranks.has(key)) ranks.set(key, ranks.size);
  };
  let link = machine.events;
  for (let count = 0; link !== undefined && count < MAX_EVENTS; link = link.before, count += 1) {
    const { type, id, name, attributes } = link.event;
    if (type === 'image') {
      note(name);
      note(id);
    } else if (type === 'container') {
      note(id);
      note(attributes?.['image']);
    }
  }
  const rank = (key: string): number => ranks.get(key) ?? Number.MAX_SAFE_INTEGER;
  return {
    image: ({ id }, name) => ranks.get(name) ?? rank(id),
    container: rank,
  };
}
