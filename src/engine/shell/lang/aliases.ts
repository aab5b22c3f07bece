/** Aliases: other words for a command's first one, put in before a line is parsed (POSIX 2.3.1). */
import type { Command } from 'unbash';
import { parseScript } from './parse-script.ts';

export type Aliases = ReadonlyMap<string, string>;

interface Place {
  readonly pos: number;
  readonly end: number;
  readonly value: string;
}

/** Parts of a command in which no command begins that an alias could stand for. */
const NOT_ENTERED = new Set(['args', 'errors', 'parts', 'prefix', 'redirects']);

/** The text with each alias in its place; a value that begins with another alias is replaced, too, but by none twice. */
export function expandAliases(text: string, aliases: Aliases): string {
  if (aliases.size === 0) return text;
  const places: Place[] = [];
  findPlaces(parseScript(text), text, aliases, places);
  return places
    .sort((a, b) => b.pos - a.pos)
    .reduce((now, { pos, end, value }) => now.slice(0, pos) + value + now.slice(end), text);
}

/** The text of an alias, with those that it begins with. */
function valueOf(name: string, aliases: Aliases, seen: readonly string[] = []): string | undefined {
  const value = seen.includes(name) ? undefined : aliases.get(name);
  if (value === undefined) return undefined;
  const first = /^\s*([^\s;|&<>()'"\\$`]+)(?=$|[\s;|&<>()])/.exec(value);
  const inner = first?.[1] === undefined ? undefined : valueOf(first[1], aliases, [...seen, name]);
  return inner === undefined ? value : value.replace(first?.[1] ?? '', () => inner);
}

function findPlaces(node: object, text: string, aliases: Aliases, places: Place[]): void {
  if (Array.isArray(node)) {
    for (const one of node) if (typeof one === 'object' && one !== null) findPlaces(one, text, aliases, places);
    return;
  }
  if ('type' in node && node.type === 'Command') {
    placeCommand(node as Command, text, aliases, places);
    return;
  }
  for (const [key, value] of Object.entries(node))
    if (!NOT_ENTERED.has(key) && typeof value === 'object' && value !== null) findPlaces(value, text, aliases, places);
}

/** A value that ends in a blank has the next word looked up, too. */
function placeCommand({ name, args }: Command, text: string, aliases: Aliases, places: Place[]): void {
  for (const word of name === undefined ? [] : [name, ...args]) {
    const value = text.slice(word.pos, word.end) === word.text ? valueOf(word.text, aliases) : undefined;
    if (value === undefined) return;
    places.push({ pos: word.pos, end: word.end, value });
    if (!/[ \t]$/.test(value)) return;
  }
}
