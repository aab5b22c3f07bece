/** Completion of the words after `docker`. */
import type { FlagSpec } from '../cli/specs/command-spec.ts';
import { isListedFlag } from '../cli/specs/command-spec.ts';
import { type CommandNode, commandName, listSubcommands } from '../cli/specs/command-tree.ts';
import { findContainer } from '../container/find-container.ts';
import { EngineError } from '../errors.ts';
import { lookupImage } from '../machine/lookup-image.ts';
import type { Machine } from '../machine/machine.ts';
import { argumentKind } from './argument-slots.ts';
import { type CompletionItem, startingWith } from './completion.ts';
import { type DockerLine, findFlag, readDockerLine } from './docker-line.ts';
import { FLAG_VALUES } from './flag-values.data.ts';
import { containerItems, imageItems, networkItems, repositoryItems, volumeItems } from './machine-names.ts';
import { containerPlace, hostPlace, imagePlace, type Place, pathItems, programItems } from './path-items.ts';
import type { Word } from './read-commands.ts';
import type { TextNames } from './text-names.ts';
import { commandRank, usualFlags } from './usual-first.ts';

const RUNNING_FIRST: ReadonlySet<string> = new Set(
  'exec stop kill restart pause top attach port stats'.split(' ').map((name) => `container ${name}`),
);
const STOPPED_FIRST: ReadonlySet<string> = new Set(['container start', 'container rm']);

/**
 * @param before the words between `docker` and the one at the caret
 * @param typed of that word, up to the caret
 * @returns candidates, and how much of `typed` they leave standing
 */
export function completeDocker(
  root: CommandNode,
  machine: Machine,
  before: readonly Word[],
  typed: string,
  others: TextNames,
): { readonly items: readonly CompletionItem[]; readonly kept: number } {
  const line = readDockerLine(root, before);
  if (line.waiting !== undefined) return valueItems(line, machine, line.waiting, typed, 0, others);
  if (typed.startsWith('-') && !line.isPastFlags) {
    const cut = typed.indexOf('=');
    const flag = cut < 0 ? undefined : findFlag(line.node, typed.slice(2, cut));
    if (flag !== undefined) return valueItems(line, machine, flag, typed, cut + 1, others);
    return { items: startingWith(flagItems(line, typed), typed), kept: 0 };
  }
  if (line.node.spec.group === true) {
    const items = line.unknownCommand === undefined ? startingWith(commandItems(line.node), typed) : [];
    return { items, kept: 0 };
  }
  const args = argumentItems(line, machine, typed, others);
  if (typed !== '' || line.isPastFlags) return args;
  if (args.items.length === 0) return { items: flagItems(line, ''), kept: 0 };
  const { first, ahead = 0 } = usualFlags(line.node.spec.paths[0] ?? '');
  const usual = flagItems(line, '').slice(0, first.length);
  return { items: [...usual.slice(0, ahead), ...args.items, ...usual.slice(ahead)], kept: 0 };
}

/** Those that are simulated: the most usual first, then the other commands, then groups of commands. */
function commandItems(node: CommandNode): CompletionItem[] {
  const rank = ({ spec }: CommandNode): number => commandRank(spec.paths[0] ?? '');
  return listSubcommands(node)
    .filter(isOfUse)
    .sort((a, b) => Number(a.spec.group === true) - Number(b.spec.group === true) || rank(a) - rank(b))
    .map((child) => ({
      text: commandName(child),
      kind: 'command',
      detail: child.spec.short,
      help: child.spec.paths[0] ?? '',
    }));
}

function isOfUse(node: CommandNode): boolean {
  if (node.spec.group !== true) return node.spec.simulated === true;
  return [...node.children.values()].some(isOfUse);
}

/** Those that help lists and that are simulated. */
export function offeredFlags({ spec }: CommandNode): FlagSpec[] {
  return (spec.flags ?? []).filter(
    (flag) => (isListedFlag(flag) || flag.buildkit === true) && flag.unsupported !== true && flag.refused === undefined,
  );
}

/** The most usual first. What was given already and cannot be given twice is left out; both spellings of a flag are one item. */
function flagItems({ node, flags }: DockerLine, typed: string): CompletionItem[] {
  const given = new Set(flags.map(({ spec }) => spec?.name));
  const listed = offeredFlags(node);
  const command = node.spec.paths[0] ?? '';
  const left = new Map(
    listed
      .filter(({ name, type }) => !given.has(name) || type === 'list' || type === 'strings')
      .map((flag) => [flag.name, flagItem(flag, command, typed)]),
  );
  const usual: CompletionItem[] = [];
  for (const name of usualFlags(command).first) {
    const item = name.startsWith('-') ? bundleItem(listed, name, given, command) : left.get(name);
    if (item !== undefined) usual.push(item);
    left.delete(name);
  }
  return [...usual, ...left.values()];
}

/** The short spelling, if there is one, unless two dashes are typed. */
function flagItem({ name, short, usage }: FlagSpec, command: string, typed: string): CompletionItem {
  const rest = { kind: 'flag', detail: usage, help: `${command} --${name}` } as const;
  if (short === undefined) return { text: `--${name}`, ...rest };
  return { text: typed.startsWith('--') ? `--${name}` : `-${short}`, shown: `-${short}, --${name}`, ...rest };
}

/** `-it`, where neither is given, nor what has no use for them. */
function bundleItem(
  listed: readonly FlagSpec[],
  text: string,
  given: ReadonlySet<string | undefined>,
  command: string,
): CompletionItem | undefined {
  const parts = listed.filter(({ short }) => short !== undefined && text.includes(short));
  if (given.has('detach') || parts.some(({ name }) => given.has(name))) return undefined;
  return { text, kind: 'flag', detail: parts.map(({ usage }) => usage).join('; '), help: `${command} -${text}` };
}

/** `"always", "missing", "never"` in a flag's usage */
function quotedValues({ usage }: FlagSpec): string[] {
  const inside = /\((".*")\)/.exec(usage)?.[1] ?? '';
  return [...inside.matchAll(/"\|?([^" ]+)"/g)].map(([, value = '']) => value).filter((value) => !/[<:"]/.test(value));
}

function valueItems(line: DockerLine, machine: Machine, flag: FlagSpec, typed: string, kept: number, others: TextNames) {
  const begun = typed.slice(kept);
  const sources = [...quotedValues(flag), ...(FLAG_VALUES[flag.name] ?? [])];
  const items = sources.flatMap((source): CompletionItem[] => {
    switch (source) {
      case '@container':
        return [...others.containers, ...containerItems(machine, begun)];
      case '@image':
        return [...others.images, ...imageItems(machine, begun)];
      case '@network':
        return [...networkItems(machine), ...others.networks];
      case '@volume':
        return volumeItems(machine).map(({ text }) => ({ text: `${text}:`, kind: 'volume', isOpen: true }));
      case '@host-path':
        return pathItems(hostPlace(machine), begun);
      case '@variable':
        return [...machine.host.exported].sort().map((text) => ({ text, kind: 'variable' }));
      default:
        return [{ text: source, kind: 'value', isOpen: source.endsWith('=') }];
    }
  });
  return { items: startingWith(unique(items), begun), kept: line.waiting === undefined ? kept : 0 };
}

function argumentItems({ node, args, flags }: DockerLine, machine: Machine, typed: string, others: TextNames) {
  const { spec } = node;
  const first = spec.paths[0] ?? '';
  const order = RUNNING_FIRST.has(first) ? 'running' : STOPPED_FIRST.has(first) ? 'stopped' : undefined;
  const given = new Set(args.map(({ text }) => text));
  const fitting = (items: readonly CompletionItem[]) => ({
    items: startingWith(
      unique(items).filter(({ text }) => !given.has(text)),
      typed,
    ),
    kept: 0,
  });
  switch (argumentKind(spec, args.length)) {
    case 'container':
      return fitting([...others.containers, ...containerItems(machine, typed, order)]);
    case 'image':
      return fitting([...others.images, ...imageItems(machine, typed)]);
    case 'new-image':
      return fitting([...repositoryItems(machine), ...imageItems(machine, ''), ...others.images]);
    case 'volume':
      return fitting([...volumeItems(machine), ...others.volumes]);
    case 'network':
      return fitting([...networkItems(machine), ...others.networks]);
    case 'object':
      return fitting([
        ...containerItems(machine, typed),
        ...imageItems(machine, typed),
        ...volumeItems(machine),
        ...networkItems(machine),
      ]);
    case 'host-folder':
      return fitting([
        ...(typed === '' ? [{ text: '.', kind: 'folder' as const }] : []),
        ...pathItems(hostPlace(machine), typed, 'folders'),
      ]);
    case 'host-path':
      return fitting(pathItems(hostPlace(machine), typed));
    case 'copy-path':
      return copyItems(machine, args, typed);
    case 'inner':
      return {
        items: innerItems(
          machine,
          args,
          typed,
          flags.some(({ spec: one }) => one?.name === 'interactive'),
        ),
        kept: 0,
      };
    default:
      return { items: [], kept: 0 };
  }
}

/** Each once, where it first stands, with all that is known of it. */
function unique(items: readonly CompletionItem[]): CompletionItem[] {
  const found = new Map<string, CompletionItem>();
  for (const item of items) found.set(item.text, { ...item, ...found.get(item.text) });
  return [...found.values()];
}

/** `box:/etc/` or a path of the host; only one of the two may be a container's. */
function copyItems(machine: Machine, args: readonly Word[], typed: string) {
  const colon = typed.indexOf(':');
  if (colon > 0 && !typed.slice(0, colon).includes('/')) {
    const container = quietly(() => findContainer(machine, typed.slice(0, colon)));
    const inside = container === undefined ? [] : pathItems(containerPlace(container), typed.slice(colon + 1));
    return { items: inside, kept: colon + 1 };
  }
  const isOneInside = args.some(({ text }) => text.includes(':'));
  const containers = isOneInside
    ? []
    : containerItems(machine, '').map(({ text, ...item }): CompletionItem => ({ ...item, text: `${text}:`, isOpen: true }));
  const here = pathItems(hostPlace(machine), typed);
  const current = args.length > 0 && typed === '' ? [{ text: '.', kind: 'folder' as const }] : [];
  return { items: startingWith([...containers, ...current, ...here], typed), kept: 0 };
}

/** The command line inside of the container or image that the first argument names. */
function innerItems(machine: Machine, [name, ...inner]: readonly Word[], typed: string, isInteractive: boolean): CompletionItem[] {
  const found = name === undefined ? undefined : insideOf(machine, name.text);
  if (found === undefined) return [];
  if (inner.length === 0 && !typed.includes('/')) {
    const programs = programItems(found.place, found.env);
    const isShell = ({ text }: CompletionItem): boolean => isInteractive && (text === 'bash' || text === 'sh');
    return startingWith([...programs.filter(isShell), ...programs.filter((one) => !isShell(one))], typed);
  }
  return typed.startsWith('-') ? [] : pathItems(found.place, typed);
}

function insideOf(machine: Machine, name: string): { readonly place: Place; readonly env: readonly string[] } | undefined {
  const container = quietly(() => findContainer(machine, name));
  if (container !== undefined) return { place: containerPlace(container), env: container.config.Env ?? [] };
  const image = quietly(() => lookupImage(machine, name));
  const place = image && imagePlace(machine, image);
  return place && { place, env: image.config.config?.Env ?? [] };
}

function quietly<T>(find: () => T | undefined): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}
