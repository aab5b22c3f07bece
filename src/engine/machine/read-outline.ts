/** The machine of an outline (`write-outline.ts`): whole but for the files of layers, containers and volumes, into which nobody can look. */
import { utf8 } from '../bytes/utf8.ts';
import { AbsentTree } from '../fs/absent-tree.ts';
import type { DirNode, Tree } from '../fs/node.ts';
import { knowWritableSize } from '../layer/sizes.ts';
import { decodeImageConfig } from '../oci/image-config.ts';
import { type ContainerView, knowContainerView } from './describe-machine.ts';
import type { Host } from './host.ts';
import type { EventList, Machine, MachineEvent } from './machine.ts';

/** A value as JSON has it; `$` says what JSON has not. */
export type Told =
  | string
  | number
  | boolean
  | null
  | readonly Told[]
  | { readonly $: 'none' }
  | { readonly $: 'text' | 'bytes' | 'set' | 'map' | 'tree' | 'image' | 'object'; readonly of: Told }
  | { readonly [name: string]: Told };

export interface Outline {
  readonly machine: Told;
  readonly events: Told;
  readonly shell: Told;
  /** root and `nextIno` of the learner's own files */
  readonly files: Told;
  /** by container */
  readonly written: Told;
}

type Written = Pick<ContainerView, 'writableSize' | 'changes' | 'changeCount'>;

/** @throws Error where the text is none that `writeOutline` wrote */
export function readOutline(text: string): Machine {
  const outline = JSON.parse(text) as Outline;
  const reader = new Reader();
  const rest = reader.read(outline.machine) as Omit<Machine, 'events' | 'host'>;
  const [root, nextIno] = reader.read(outline.files) as [DirNode, number];
  const shell = reader.read(outline.shell) as Omit<Host, 'tree'>;
  let events: EventList | undefined;
  for (const event of reader.read(outline.events) as MachineEvent[]) events = { event, before: events };
  const written = reader.read(outline.written) as ReadonlyMap<string, Written>;
  for (const container of rest.containers.values()) {
    const view = written.get(container.id);
    if (view === undefined) throw new TypeError(`the outline does not tell what ${container.id} wrote`);
    knowWritableSize(container.baseTree, container.tree, view.writableSize);
    knowContainerView(container, view);
  }
  return { ...rest, host: { ...shell, tree: { root, nextIno } }, events };
}

class Reader {
  private readonly trees = new Map<Told, Tree>();

  read(told: Told): unknown {
    if (typeof told !== 'object' || told === null) return told;
    if (isList(told)) return told.map((one) => this.read(one));
    if (!('$' in told)) return this.fields(told);
    const of = 'of' in told ? told.of : null;
    switch (told.$) {
      case 'none':
        return undefined;
      case 'text':
        return utf8(of as string);
      case 'bytes':
        return Uint8Array.from(of as readonly number[]);
      case 'set':
        return new Set(this.read(of) as unknown[]);
      case 'map':
        return new Map(this.read(of) as [unknown, unknown][]);
      case 'tree':
        return this.tree(of);
      case 'image':
        return withConfig(this.fields(of));
      case 'object':
        return this.fields(of);
      default:
        throw new TypeError(`an outline does not know ${JSON.stringify(told.$)}`);
    }
  }

  private fields(told: Told): Readonly<Record<string, unknown>> {
    return Object.fromEntries(Object.entries(told ?? {}).map(([name, field]) => [name, this.read(field)]));
  }

  private tree(number: Told): Tree {
    const known = this.trees.get(number) ?? new AbsentTree();
    this.trees.set(number, known);
    return known;
  }
}

function isList(told: Told): told is readonly Told[] {
  return Array.isArray(told);
}

/** In the place in which it was. */
function withConfig(image: Readonly<Record<string, unknown>>) {
  return { ...image, config: decodeImageConfig(image['configBytes'] as Uint8Array) };
}
