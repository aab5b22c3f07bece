/** Names that the commands of a text give or use: what is not on the machine yet may be once they have run. */
import { ALL_COMMANDS } from '../cli/specs/all-commands.ts';
import { argumentKind } from './argument-slots.ts';
import type { CompletionItem } from './completion.ts';
import { readDockerLine } from './docker-line.ts';
import type { CommandWords } from './read-commands.ts';

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
      if (place !== undefined && value !== undefined) found[place].add(value.text);
    }
    for (const [index, { text, isPlain }] of args.entries()) {
      if (!isPlain) continue;
      const kind = argumentKind(node.spec, index);
      if (kind === 'image' || kind === 'new-image') found.images.add(text);
      else if (kind === 'volume') found.volumes.add(text);
      else if (kind === 'network') found.networks.add(text);
    }
  }
  return {
    images: itemsOf(found.images, 'image'),
    containers: itemsOf(found.containers, 'container'),
    volumes: itemsOf(found.volumes, 'volume'),
    networks: itemsOf(found.networks, 'network'),
  };
}

function itemsOf(names: ReadonlySet<string>, kind: CompletionItem['kind']): CompletionItem[] {
  return [...names].filter((text) => text !== '').map((text) => ({ text, kind }));
}
