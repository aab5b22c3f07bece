/**
 * Entries of a folder that are not copied: a folder of an image with something mounted in it differs from the image's in a few nodes, and
 * most containers end before anybody has looked into their /dev. Both behave as the `Map` that they stand for.
 */
import type { DirNode, Node } from './node.ts';

type Entries = DirNode['entries'];

export interface Changeable {
  readonly entries: Entries;
  /** to be filled by whoever makes it: other nodes under names that are there already, each of which keeps its place */
  readonly changed: Map<string, Node>;
}

export function changeEntries(before: Entries): Changeable {
  const base = before instanceof LaterEntries ? before.all() : before;
  const isChanged = base instanceof ChangedEntries;
  const changed = new Map(isChanged ? base.changed : undefined);
  return { entries: new ChangedEntries(isChanged ? base.base : base, changed), changed };
}

/** @param make is called once, when they are first looked at */
export function laterEntries(make: () => Entries): Entries {
  return new LaterEntries(make);
}

abstract class EntriesView implements ReadonlyMap<string, Node> {
  abstract readonly size: number;
  abstract get(name: string): Node | undefined;
  abstract has(name: string): boolean;
  abstract entries(): MapIterator<[string, Node]>;

  [Symbol.iterator](): MapIterator<[string, Node]> {
    return this.entries();
  }

  *keys(): MapIterator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): MapIterator<Node> {
    for (const [, node] of this.entries()) yield node;
  }

  forEach(callback: (node: Node, name: string, entries: ReadonlyMap<string, Node>) => void): void {
    for (const [name, node] of this.entries()) callback(node, name, this);
  }
}

class ChangedEntries extends EntriesView {
  readonly base: Entries;
  readonly changed: ReadonlyMap<string, Node>;

  constructor(base: Entries, changed: ReadonlyMap<string, Node>) {
    super();
    this.base = base;
    this.changed = changed;
  }

  get size(): number {
    return this.base.size;
  }

  get(name: string): Node | undefined {
    return this.changed.get(name) ?? this.base.get(name);
  }

  has(name: string): boolean {
    return this.base.has(name);
  }

  *entries(): MapIterator<[string, Node]> {
    for (const [name, node] of this.base) yield [name, this.changed.get(name) ?? node];
  }
}

class LaterEntries extends EntriesView {
  readonly #make: () => Entries;
  #made: Entries | undefined;

  constructor(make: () => Entries) {
    super();
    this.#make = make;
  }

  get size(): number {
    return this.all().size;
  }

  get(name: string): Node | undefined {
    return this.all().get(name);
  }

  has(name: string): boolean {
    return this.all().has(name);
  }

  entries(): MapIterator<[string, Node]> {
    return this.all().entries();
  }

  all(): Entries {
    this.#made ??= this.#make();
    return this.#made;
  }
}
