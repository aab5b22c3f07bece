/**
 * What a command's arguments stand for, read off its usage line (`[OPTIONS] CONTAINER COMMAND [ARG...]`): a word in capitals names a
 * thing, one in brackets with dots may come again.
 */
import type { CommandSpec } from '../cli/specs/command-spec.ts';

export type ArgumentKind =
  | 'container'
  | 'image'
  /** a name to give */
  | 'new-image'
  | 'volume'
  | 'network'
  /** whatever `docker inspect` finds */
  | 'object'
  | 'host-path'
  | 'host-folder'
  /** of the host, or after `container:` of a container */
  | 'copy-path'
  /** what runs inside of the container or image before it */
  | 'inner'
  | 'other';

const KINDS: ReadonlyMap<string, ArgumentKind> = new Map([
  ['CONTAINER', 'container'],
  ['IMAGE', 'image'],
  ['SOURCE_IMAGE', 'image'],
  ['NAME', 'image'],
  ['REPOSITORY', 'new-image'],
  ['TARGET_IMAGE', 'new-image'],
  ['VOLUME', 'volume'],
  ['NETWORK', 'network'],
  ['NAME|ID', 'object'],
  ['PATH', 'host-folder'],
  ['file|URL|-', 'host-path'],
  ['CONTAINER:SRC_PATH', 'copy-path'],
  ['DEST_PATH|-', 'copy-path'],
  ['COMMAND', 'inner'],
  ['ARG', 'inner'],
]);

/** @param index of the argument, from 0 */
export function argumentKind(spec: CommandSpec, index: number): ArgumentKind {
  const slots = slotsOf(spec);
  const last = slots.at(-1);
  const slot = slots[index] ?? (last?.repeats === true ? last : undefined);
  return slot?.kind ?? 'other';
}

interface Slot {
  readonly kind: ArgumentKind;
  readonly repeats: boolean;
}
const known = new WeakMap<CommandSpec, readonly Slot[]>();

function slotsOf(spec: CommandSpec): readonly Slot[] {
  const found = known.get(spec);
  if (found !== undefined) return found;
  const line = (spec.use ?? '').split('\n')[0] ?? '';
  const words = line
    .replace(/\[?OPTIONS\]?/g, '')
    .replaceAll(' | ', ' |')
    .split(' ');
  const slots = words.filter((word) => word !== '' && !word.startsWith('|')).map(readSlot);
  known.set(spec, slots);
  return slots;
}

function readSlot(word: string): Slot {
  const repeats = word.endsWith('...]');
  const inside = word.replace(/^\[|(?:\.\.\.)?\]$/g, '');
  const name = KINDS.has(inside) ? inside : inside.replace(/\[?:TAG.*$|\[:TAG.*$/, '');
  return { kind: KINDS.get(name) ?? 'other', repeats };
}
