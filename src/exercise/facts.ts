/** Short questions to a machine that the evaluators share. */
import { findImage, type Image, isDangling, type Layer, type Machine, type MachineEvent } from '../engine/index.ts';

/** @throws where `ref` is no reference at all: the exercise is broken */
export function imageNamed(machine: Machine, ref: string): Image | undefined {
  return findImage(machine, ref);
}

/** Bottom first. */
export function layersOf(machine: Machine, image: Image): Layer[] {
  return image.chain.map((chainId) => machine.layers.get(chainId)).filter((layer) => layer !== undefined);
}

/** References with a tag, in docker's canonical form. */
export function taggedReferences(machine: Machine): string[] {
  return [...machine.references.keys()].filter((reference) => !reference.includes('@'));
}

/** What `docker images` lists: images with a name, and unnamed ones that no other image was made from. */
export function listedImages(machine: Machine): Image[] {
  const named = new Set(machine.references.values());
  const parents = new Set([...machine.images.values()].map((image) => image.parent));
  return [...machine.images.values()].filter((image) => named.has(image.id) || !parents.has(image.id));
}

/** Dangling means: no tag. One pulled by digest has none either. */
export function danglingImages(machine: Machine): Image[] {
  return [...machine.images.values()].filter((image) => isDangling(machine, image.id));
}

export function containerNamed(machine: Machine, name: string) {
  return [...machine.containers.values()].find((container) => container.name === name || container.id.startsWith(name));
}

/** Oldest first; with `since`, only those after it. */
export function eventsOf(machine: Machine, since?: Machine): MachineEvent[] {
  const events: MachineEvent[] = [];
  for (let at = machine.events; at !== undefined && at !== since?.events; at = at.before) events.push(at.event);
  return events.reverse();
}

export function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
