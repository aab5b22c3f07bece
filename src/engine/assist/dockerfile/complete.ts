/** What could stand at the caret of a Dockerfile. */
import { listFlagNames } from '../../build/dockerfile/flags.ts';
import type { InstructionKind } from '../../build/dockerfile/instruction.ts';
import { MOUNT_TYPES } from '../../build/dockerfile/mount.ts';
import { type Dockerfile, parseDockerfile } from '../../build/dockerfile/parse-dockerfile.ts';
import { listInstructionNames } from '../../build/dockerfile/read-instruction.ts';
import { EngineError } from '../../errors.ts';
import { lookupImage } from '../../machine/lookup-image.ts';
import type { Image, Machine } from '../../machine/machine.ts';
import { type Completion, type CompletionItem, startingWith } from '../completion.ts';
import { imageItems } from '../machine-names.ts';
import { imagePlace, pathItems, programItems } from '../path-items.ts';
import { commandAt, readCommands } from '../read-commands.ts';
import { contextPlace } from './context-place.ts';
import { metaOf, namesGiven, type StageLines, stagesOf } from './source-places.ts';

const MAX_LENGTH = 50_000;
/** Instructions whose words are replaced by variables. */
const EXPANDED = /^(?:FROM|COPY|ADD|ENV|LABEL|WORKDIR|USER|EXPOSE|VOLUME|STOPSIGNAL|ARG|RUN|ONBUILD)$/;

/** Before the others, in this order. */
const USUAL_FLAGS = ['from', 'chown', 'chmod', 'mount'];

interface Asked {
  readonly machine: Machine;
  readonly path: string;
  readonly file: Dockerfile;
  /** stages that begin above the caret */
  readonly stages: readonly StageLines[];
}

export function completeDockerfile(machine: Machine, text: string, caret: number, path: string): Completion {
  const place = Math.min(Math.max(0, caret), text.length);
  const nothing = { from: place, to: place, items: [] };
  if (text.length > MAX_LENGTH) return nothing;
  const start = startOfInstruction(text, place);
  const written = text.slice(start, place).replace(/\\\r?\n/g, (match) => ' '.repeat(match.length));
  if (/^\s*#/.test(written)) return nothing;
  const file = parseDockerfile(text.slice(0, start), 'buildkit');
  const asked: Asked = { machine, path, file, stages: stagesOf(file) };
  const begun = /\S*$/.exec(written)?.[0] ?? '';
  const { items, typed } = itemsFor(asked, written, begun);
  return { from: place - typed.length, to: place, items };
}

function startOfInstruction(text: string, caret: number): number {
  let start = text.lastIndexOf('\n', caret - 1) + 1;
  while (start > 0 && /\\[ \t]*\r?$/.test(text.slice(text.lastIndexOf('\n', start - 2) + 1, start - 1)))
    start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

interface Found {
  readonly items: readonly CompletionItem[];
  /** how much of what stands before the caret they replace */
  readonly typed: string;
}

function itemsFor(asked: Asked, written: string, begun: string): Found {
  const [, keyword = '', rest = ''] = /^\s*(\S+)(\s[\s\S]*)?$/.exec(written) ?? [];
  if (rest === '') return { items: instructionItems(keyword), typed: begun };
  const name = keyword.toUpperCase();
  if (name === 'ONBUILD') return itemsFor(asked, rest.trimStart(), begun);
  const variable = /\$\{?(\w*)$/.exec(begun);
  if (variable !== null && EXPANDED.test(name)) {
    const items = startingWith(variableItems(asked, name), variable[1] ?? '');
    return { items, typed: variable[1] ?? '' };
  }
  const kind = name.toLowerCase() as InstructionKind;
  const words = rest.trimStart().split(/\s+/).slice(0, -1);
  if (begun.startsWith('--') && words.every((word) => word.startsWith('--'))) return flagItems(asked, kind, begun);
  return { items: argumentItems(asked, name, words, rest, begun), typed: begun };
}

/** In the letters that were begun with. */
function instructionItems(typed: string): CompletionItem[] {
  const isLower = typed !== '' && typed === typed.toLowerCase();
  return listInstructionNames()
    .filter((name) => name !== 'MAINTAINER' && name.startsWith(typed.toUpperCase()))
    .map((name) => ({ text: isLower ? name.toLowerCase() : name, kind: 'instruction', help: name }));
}

function variableItems({ file, stages }: Asked, name: string): CompletionItem[] {
  const names = name === 'FROM' ? namesGiven(metaOf(file)) : namesGiven(stages.at(-1)?.instructions ?? []);
  return [...new Set(names)].map((text) => ({ text, kind: 'variable' }));
}

function flagItems(asked: Asked, kind: InstructionKind, begun: string): Found {
  const cut = begun.indexOf('=');
  if (cut < 0) {
    const rank = (name: string): number => (USUAL_FLAGS.includes(name) ? USUAL_FLAGS.indexOf(name) : USUAL_FLAGS.length);
    const names = listFlagNames(kind, 'buildkit').toSorted((a, b) => rank(a) - rank(b));
    const items = names.map((name): CompletionItem => {
      const isAlone = name === 'link' || name === 'parents' || name === 'keep-git-dir';
      return { text: `--${name}${isAlone ? '' : '='}`, kind: 'flag', isOpen: !isAlone, help: `${kind.toUpperCase()} --${name}` };
    });
    return { items: startingWith(items, begun), typed: begun };
  }
  const value = begun.slice(cut + 1);
  const values = flagValues(asked, begun.slice(2, cut), value);
  return { items: startingWith(values, value), typed: value };
}

function flagValues({ machine, stages }: Asked, flag: string, value: string): CompletionItem[] {
  switch (flag) {
    case 'from':
      return [...stageItems(stages), ...imageItems(machine, value)];
    case 'platform':
      return [{ text: 'linux/amd64', kind: 'value' }];
    case 'mount':
      return MOUNT_TYPES.map((type) => ({ text: `type=${type},`, kind: 'value', isOpen: true }));
    case 'network':
      return ['none', 'host', 'default'].map((text) => ({ text, kind: 'value' }));
    case 'chown':
      return ['root:root', '1000:1000'].map((text) => ({ text, kind: 'value' }));
    case 'chmod':
      return ['755', '644'].map((text) => ({ text, kind: 'value' }));
    default:
      return [];
  }
}

function stageItems(stages: readonly StageLines[]): CompletionItem[] {
  return stages
    .filter(({ from }) => from.name !== '')
    .map(({ from }) => ({ text: from.name, kind: 'stage', detail: from.image.text }));
}

function argumentItems(asked: Asked, name: string, words: readonly string[], rest: string, begun: string): CompletionItem[] {
  const { machine, stages } = asked;
  const args = words.filter((word) => !word.startsWith('--'));
  switch (name) {
    case 'FROM':
      if (args.length === 1) return startingWith([{ text: 'AS', kind: 'value' }], begun.toUpperCase());
      return args.length > 1
        ? []
        : startingWith([...stageItems(stages), ...imageItems(machine, ''), { text: 'scratch', kind: 'image' }], begun);
    case 'COPY':
    case 'ADD':
      return transferItems(asked, words, args, begun);
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return shellItems(asked, rest, begun);
    case 'HEALTHCHECK':
      return args.length > 0
        ? []
        : startingWith(
            [
              { text: 'CMD', kind: 'value' },
              { text: 'NONE', kind: 'value' },
            ],
            begun,
          );
    case 'STOPSIGNAL':
      return startingWith(
        ['SIGTERM', 'SIGINT', 'SIGQUIT'].map((text) => ({ text, kind: 'value' })),
        begun,
      );
    case 'WORKDIR':
      return inBase(asked, (image) => {
        const place = imagePlace(machine, image);
        return place === undefined || !begun.startsWith('/') ? [] : pathItems(place, begun, 'folders');
      });
    default:
      return [];
  }
}

function transferItems(
  { machine, path, stages }: Asked,
  words: readonly string[],
  args: readonly string[],
  begun: string,
): CompletionItem[] {
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const here = args.length === 0 ? [] : [{ text: './', kind: 'folder' as const }];
  if (from === undefined) return startingWith([...pathItems(contextPlace(machine, path), begun), ...here], begun);
  const stage = stages.find(({ from: one }) => one.name !== '' && one.name === from.toLowerCase());
  const image = quietly(() => lookupImage(machine, stage?.from.image.text ?? from));
  const place = image && imagePlace(machine, image);
  return place === undefined || !begun.startsWith('/') ? startingWith(here, begun) : pathItems(place, begun);
}

/** The programs and paths of the image that the stage begins with, where it is here. */
function shellItems(asked: Asked, rest: string, begun: string): CompletionItem[] {
  if (rest.trimStart().startsWith('[')) return [];
  const command = commandAt(readCommands(rest), rest.length);
  const isProgram = (command?.words.length ?? 0) <= (begun === '' ? 0 : 1);
  return inBase(asked, (image) => {
    const place = imagePlace(asked.machine, image);
    if (place === undefined || begun.startsWith('-')) return [];
    if (isProgram && !begun.includes('/'))
      return begun === '' ? [] : startingWith(programItems(place, image.config.config?.Env ?? []), begun);
    return begun.startsWith('/') ? pathItems(place, begun) : [];
  });
}

function inBase({ machine, stages }: Asked, find: (image: Image) => CompletionItem[]): CompletionItem[] {
  const base = stages.at(-1)?.from.image.text;
  const named =
    base === undefined ? undefined : (stages.find(({ from }) => from.name === base.toLowerCase())?.from.image.text ?? base);
  const image = named === undefined || named.includes('$') ? undefined : quietly(() => lookupImage(machine, named));
  return image === undefined ? [] : find(image);
}

function quietly<T>(find: () => T | undefined): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}
