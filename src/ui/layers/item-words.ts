/** What a slab, a sheet or a flag is, as a sentence: the name of its button, and what is said of it when it is pointed at. */
import type { MachineView } from '../../engine/index.ts';
import { shortDigest } from '../kit/hue.ts';
import type { Say } from '../kit/say.ts';
import { shortCreatedBy } from './short-created-by.ts';
import type { ContainerView, Item, LayerView } from './skyline.model.ts';

export function describeItem(item: Item, view: MachineView, say: Say): string {
  if (item.kind === 'layer') return describeLayer(item.layer, view, say);
  if (item.kind === 'container') return describeContainer(item.container, say);
  return say('layers.flag', { name: item.name, digest: shortDigest(item.image.id) });
}

/** @param key 12 digits: a layer's diff ID, a container's or an image's ID */
export function describeHash(key: string, view: MachineView, say: Say): string | undefined {
  const layer = view.layers.find(({ diffId }) => shortDigest(diffId) === key);
  if (layer !== undefined) return describeLayer(layer, view, say);
  const container = view.containers.find(({ id }) => shortDigest(id) === key);
  if (container !== undefined) return describeContainer(container, say);
  const image = view.images.find(({ id }) => shortDigest(id) === key);
  return image && say('layers.flag', { name: image.tags.join(', ') || '<none>', digest: key });
}

function describeLayer(layer: LayerView, view: MachineView, say: Say): string {
  return say('layers.slab', {
    digest: shortDigest(layer.diffId),
    size: say.bytes(layer.size),
    createdBy: shortCreatedBy(layer.createdBy) || say('layers.unknown'),
    holders: holdersOf(layer, view).join(', ') || say('layers.nobody'),
  });
}

function describeContainer({ name, status, changeCount, writableSize }: ContainerView, say: Say): string {
  return say('layers.sheet', {
    name,
    status: say(`layers.status.${status}`),
    changes: changeCount,
    size: say.bytes(writableSize),
  });
}

export function holdersOf(layer: LayerView, view: MachineView): string[] {
  const images = view.images.filter(({ id }) => layer.imageIds.includes(id));
  const containers = view.containers.filter(({ id }) => layer.containerIds.includes(id));
  return [
    ...images.flatMap(({ tags, id }) => (tags.length === 0 ? [shortDigest(id)] : tags)),
    ...containers.map(({ name }) => name),
  ];
}
