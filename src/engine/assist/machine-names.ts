/** The names and IDs of what is on a machine, as a command takes them. */
import { shortContainerImageName } from '../machine/container-image.ts';
import { listReferences } from '../machine/image-references.ts';
import type { Machine } from '../machine/machine.ts';
import { listNetworks } from '../machine/networks.ts';
import { shortId } from '../oci/digest.ts';
import { familiarName, familiarString, parseReference } from '../reference/reference.ts';
import type { CompletionItem } from './completion.ts';
import { lastUsed } from './usual-first.ts';

const HEX = /^[0-9a-f]+$/;

/** Names first, the last used before the others, by digest only where there is no tag or an `@` is typed; IDs of what has none, and of everything once the prefix looks like one. */
export function imageItems(machine: Machine, prefix: string): CompletionItem[] {
  const named: Ranked[] = [];
  const ids: Ranked[] = [];
  const used = lastUsed(machine);
  for (const image of machine.images.values()) {
    const all = listReferences(machine, image.id).map(({ reference }) => familiarString(reference));
    const tags = all.filter((name) => !name.includes('@'));
    const names = tags.length === 0 || prefix.includes('@') ? all : tags;
    for (const text of names) named.push({ text, kind: 'image', detail: shortId(image.id), rank: used.image(image, text) });
    if (names.length === 0 || HEX.test(prefix)) {
      const detail = names[0] === undefined ? {} : { detail: names[0] };
      ids.push({ text: shortId(image.id), kind: 'image', ...detail, rank: used.image(image, names[0] ?? image.id) });
    }
  }
  return [...inOrder(named), ...inOrder(ids)];
}

/** Names without a tag, to make another of: `loja:` */
export function repositoryItems(machine: Machine): CompletionItem[] {
  const names = new Set([...machine.references.keys()].map((full) => familiarName(parseReference(full))));
  return [...names].sort().map((name) => ({ text: `${name}:`, kind: 'image', isOpen: true }));
}

/** The last used before the others. @param first which of them the command is mostly meant for */
export function containerItems(machine: Machine, prefix: string, first?: 'running' | 'stopped'): CompletionItem[] {
  const used = lastUsed(machine);
  const isWanted = (status: string): boolean =>
    first === undefined || (status === 'running' || status === 'paused') === (first === 'running');
  const containers = [...machine.containers.values()].sort(
    (a, b) => Number(isWanted(b.state.status)) - Number(isWanted(a.state.status)) || used.container(a.id) - used.container(b.id),
  );
  const named = containers.map(
    (container): CompletionItem => ({
      text: container.name,
      kind: 'container',
      detail: `${shortContainerImageName(machine, container)}, ${container.state.status}`,
    }),
  );
  const ids = HEX.test(prefix)
    ? containers.map((one): CompletionItem => ({ text: shortId(one.id), kind: 'container', detail: one.name }))
    : [];
  return [...named, ...ids];
}

export function volumeItems(machine: Machine): CompletionItem[] {
  return [...machine.volumes.values()].map(({ name }): CompletionItem => ({ text: name, kind: 'volume' })).sort(byText);
}

export function networkItems(machine: Machine): CompletionItem[] {
  return listNetworks(machine).map(({ name, driver }) => ({ text: name, kind: 'network', detail: driver }));
}

type Ranked = CompletionItem & { readonly rank: number };

function inOrder(items: readonly Ranked[]): CompletionItem[] {
  return items.toSorted((a, b) => a.rank - b.rank || byText(a, b)).map(({ rank: _, ...item }) => item);
}

function byText(a: CompletionItem, b: CompletionItem): number {
  return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
}
