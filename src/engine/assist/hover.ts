/** What stands at a place of a text for the learner's shell: facts and keys, which the page puts into words of its language. */
import { ALL_COMMANDS } from '../cli/specs/all-commands.ts';
import { usageLine } from '../cli/specs/command-tree.ts';
import { findContainer } from '../container/find-container.ts';
import { EngineError } from '../errors.ts';
import { writableSize } from '../layer/sizes.ts';
import { shortContainerImageName } from '../machine/container-image.ts';
import { listReferences } from '../machine/image-references.ts';
import { sumLayers } from '../machine/layer-sizes.ts';
import { lookupImage } from '../machine/lookup-image.ts';
import type { Machine } from '../machine/machine.ts';
import { shortId } from '../oci/digest.ts';
import { familiarString } from '../reference/reference.ts';
import { argumentKind } from './argument-slots.ts';
import { readDockerLine } from './docker-line.ts';
import { commandAt, readCommands, type Word } from './read-commands.ts';

export interface Hover {
  /** offsets in the text */
  readonly from: number;
  readonly to: number;
  readonly subject: HoverSubject;
}

export type HoverSubject =
  | {
      readonly kind: 'command';
      /** its first name, which is the key of its help: `image ls` */
      readonly help: string;
      readonly usage: string;
      /** docker's own words */
      readonly short: string;
      readonly isSimulated: boolean;
    }
  | {
      readonly kind: 'flag';
      /** `run --rm` */
      readonly help: string;
      /** `-a, --all` */
      readonly name: string;
      readonly type: string;
      readonly default?: string;
      readonly usage: string;
      readonly isSimulated: boolean;
    }
  | { readonly kind: 'instruction'; readonly help: string }
  | { readonly kind: 'instruction-flag'; readonly help: string; readonly name: string }
  | {
      readonly kind: 'image';
      readonly id: string;
      readonly names: readonly string[];
      readonly layers: number;
      /** bytes */
      readonly size: number;
      readonly containers: number;
    }
  | {
      readonly kind: 'container';
      readonly id: string;
      readonly name: string;
      readonly image: string;
      readonly status: string;
      /** bytes that it wrote */
      readonly written: number;
    };

export function hover(machine: Machine, text: string, caret: number): Hover | undefined {
  const command = commandAt(readCommands(text), caret);
  const [program, ...words] = command?.words ?? [];
  const word = command?.words.find(({ start, end }) => start <= caret && caret <= end);
  if (program?.text !== 'docker' || word === undefined) return undefined;
  const subject = subjectAt(machine, words, word, program);
  return subject && { from: word.start, to: word.end, subject };
}

function subjectAt(machine: Machine, words: readonly Word[], word: Word, program: Word): HoverSubject | undefined {
  if (word === program) return undefined;
  const line = readDockerLine(ALL_COMMANDS.root, words);
  const { node } = line;
  const named = line.named.find((one) => one.word === word);
  if (named !== undefined) {
    const { spec } = named.node;
    return {
      kind: 'command',
      help: spec.paths[0] ?? '',
      usage: usageLine(named.node),
      short: spec.short,
      isSimulated: spec.simulated === true || spec.group === true,
    };
  }
  const used = line.flags.filter((flag) => flag.word === word && flag.spec !== undefined).at(-1)?.spec;
  if (used !== undefined) {
    return {
      kind: 'flag',
      help: `${node.spec.paths[0] ?? ''} --${used.name}`,
      name: used.short === undefined ? `--${used.name}` : `-${used.short}, --${used.name}`,
      type: used.type,
      usage: used.usage,
      isSimulated: used.unsupported !== true,
      ...(used.default === undefined ? {} : { default: used.default }),
    };
  }
  const index = line.args.indexOf(word);
  if (index < 0) return undefined;
  const kind = argumentKind(node.spec, index);
  const container = kind === 'container' || kind === 'object' ? describeContainer(machine, word.text) : undefined;
  if (container !== undefined) return container;
  if (kind === 'copy-path') return describeContainer(machine, word.text.split(':')[0] ?? '');
  return kind === 'image' || kind === 'object' || kind === 'new-image' ? describeImage(machine, word.text) : undefined;
}

export function describeImage(machine: Machine, argument: string): HoverSubject | undefined {
  const image = quietly(() => lookupImage(machine, argument));
  if (image === undefined) return undefined;
  return {
    kind: 'image',
    id: shortId(image.id),
    names: listReferences(machine, image.id).map(({ reference }) => familiarString(reference)),
    layers: image.chain.length,
    size: sumLayers(machine, image.chain),
    containers: [...machine.containers.values()].filter(({ imageId }) => imageId === image.id).length,
  };
}

function describeContainer(machine: Machine, argument: string): HoverSubject | undefined {
  const container = quietly(() => findContainer(machine, argument));
  if (container === undefined) return undefined;
  return {
    kind: 'container',
    id: shortId(container.id),
    name: container.name,
    image: shortContainerImageName(machine, container),
    status: container.state.status,
    written: writableSize(container.baseTree, container.tree),
  };
}

function quietly<T>(find: () => T | undefined): T | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof EngineError) return undefined;
    throw error;
  }
}
