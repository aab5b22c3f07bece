/** Names that the commands of a text give or use: what is not on the machine yet may be once they have run. */
import { ALL_COMMANDS } from '../cli/specs/all-commands.ts';
import { type ArgumentKind, argumentKind } from './argument-slots.ts';
import type { CompletionItem } from './completion.ts';
import { readDockerLine } from './docker-line.ts';
import type { CommandWords } from './read-commands.ts';

/** The last one that the text names comes first. */
export interface TextNames {
  readonly images: readonly CompletionItem[];
  readonly containers: readonly CompletionItem[];
  readonly volumes: readonly CompletionItem[];
  readonly networks: readonly CompletionItem[];
}

const NAMING: ReadonlyMap<string, keyof TextNames> = new Map([
  ['name', 'containers'],
  ['tag', 'images'],
]);
const NAMED: Partial<Record<ArgumentKind, keyof TextNames>> = {
  image: 'images',
  'new-image': 'images',
  container: 'containers',
  volume: 'volumes',
  network: 'networks',
};
const REMOVING: ReadonlySet<string> = new Set(['container rm', 'image rm', 'volume rm', 'network rm']);
const MAX_COMMANDS = 200;

export function readNames(commands: readonly CommandWords[]): TextNames {
  const found = {
    images: new Set<string>(),
    containers: new Set<string>(),
    volumes: new Set<string>(),
    networks: new Set<string>(),
  };
  for (const { words } of commands.slice(0, MAX_COMMANDS)) {
    const [program, ...rest] = words;
    if (program?.text !== 'docker') continue;
    const { node, flags, args } = readDockerLine(ALL_COMMANDS.root, rest);
    for (const { spec, value } of flags) {
      const place = NAMING.get(spec?.name ?? '');
      if (place !== undefined && value !== undefined) name(found[place], value.text);
    }
    const isRemoved = REMOVING.has(node.spec.paths[0] ?? '');
    for (const [index, { text, isPlain }] of args.entries()) {
      if (!isPlain) continue;
      const kind = argumentKind(node.spec, index);
      const set = NAMED[kind];
      if (set === undefined) continue;
      if (isRemoved) found[set].delete(text);
      else if (kind !== 'container') name(found[set], text);
    }
  }
  return {
    images: itemsOf(found.images, 'image'),
    containers: itemsOf(found.containers, 'container'),
    volumes: itemsOf(found.volumes, 'volume'),
    networks: itemsOf(found.networks, 'network'),
  };
}

/** The later it is named, the later it stands. */
function name(names: Set<string>, text: string): void {
  names.delete(text);
  names.add(text);
}

function itemsOf(names: ReadonlySet<string>, kind: CompletionItem['kind']): CompletionItem[] {
  return [...names]
    .filter((text) => text !== '')
    .reverse()
    .map((text) => ({ text, kind }));
}
