/**
 * A machine as a text without the files of its layers, containers and volumes: small enough to be there before them (docs/decisions/0018).
 * All else is told whole, the learner's own files too, so two machines have the same outline only if they differ in such files alone; and
 * those follow from the digests of their layers.
 */
import { findText } from '../bytes/utf8.ts';
import type { Tree } from '../fs/node.ts';
import { describeMachine } from './describe-machine.ts';
import { listEvents } from './events.ts';
import type { Machine } from './machine.ts';
import type { Outline, Told } from './read-outline.ts';

/** @throws TypeError where the machine holds what is no plain value, as a file that is read when it is asked for */
export function writeOutline(machine: Machine): string {
  const { events: _, host, ...rest } = machine;
  const { tree, ...shell } = host;
  const teller = new Teller();
  const written = describeMachine(machine).containers.map(
    ({ id, writableSize, changes, changeCount }) => [id, { writableSize, changes, changeCount }] as const,
  );
  const outline: Outline = {
    machine: teller.tell(rest),
    events: teller.tell(listEvents(machine)),
    shell: teller.tell(shell),
    files: teller.tell([tree.root, tree.nextIno]),
    written: teller.tell(new Map(written)),
  };
  return JSON.stringify(outline);
}

class Teller {
  /** which of them are the same is told, too */
  private readonly trees = new Map<Tree, number>();

  tell(value: unknown): Told {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
    if (value === undefined) return { $: 'none' };
    if (typeof value !== 'object') throw new TypeError(`no outline of a ${typeof value}`);
    if (value instanceof Uint8Array) return tellBytes(value);
    if (Array.isArray(value)) return value.map((one) => this.tell(one));
    if (value instanceof Set) return { $: 'set', of: this.tell([...value]) };
    if (isMap(value)) return { $: 'map', of: this.tell([...value.entries()]) };
    if (isTree(value)) return { $: 'tree', of: this.number(value) };
    if ('configBytes' in value) return { $: 'image', of: this.fields({ ...value, config: undefined }) };
    return '$' in value ? { $: 'object', of: this.fields(value) } : this.fields(value);
  }

  private fields(value: object): { readonly [name: string]: Told } {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, this.tell(field)]));
  }

  private number(tree: Tree): number {
    const known = this.trees.get(tree) ?? this.trees.size;
    this.trees.set(tree, known);
    return known;
  }
}

/** Those that are made by changing others, too (`shared-map.ts`). */
function isMap(value: object): value is ReadonlyMap<unknown, unknown> {
  return 'entries' in value && typeof value.entries === 'function' && 'size' in value;
}

function isTree(value: object): value is Tree {
  return 'nextIno' in value && 'root' in value;
}

function tellBytes(bytes: Uint8Array): Told {
  const text = findText(bytes);
  return text === undefined ? { $: 'bytes', of: [...bytes] } : { $: 'text', of: text };
}
