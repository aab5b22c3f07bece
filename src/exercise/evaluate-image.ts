import { familiarName, type Image, imageSize, type Machine, parseReference } from '../engine/index.ts';
import { type ImageCondition, isWithin } from './condition.ts';
import { danglingImages, imageNamed, listedImages, taggedReferences } from './facts.ts';
import type { RunOutcome } from './outcome.ts';

export function evaluateImage(condition: ImageCondition, { end }: RunOutcome): boolean {
  switch (condition.kind) {
    case 'image-exists':
      return imageNamed(end, condition.ref) !== undefined;
    case 'same-image': {
      const id = imageNamed(end, condition.a)?.id;
      return id !== undefined && id === imageNamed(end, condition.b)?.id;
    }
    case 'repository-exists':
      return taggedReferences(end).some((reference) => familiarName(parseReference(reference)) === condition.repository);
    case 'image-count':
      return isWithin(listedImages(end).length, condition.is);
    case 'tag-count':
      return isWithin(taggedReferences(end).length, condition.is);
    case 'dangling-count':
      return isWithin(danglingImages(end).length, condition.is);
    case 'shared-layers':
      return isWithin(sharedLayers(end, condition.a, condition.b), condition.is);
    case 'base-image-here':
      return hasBaseImage(end, condition.ref, condition.layers);
    default: {
      const image = imageNamed(end, condition.ref);
      return image !== undefined && evaluateOfImage(condition, image, end);
    }
  }
}

type OfImage = Extract<
  ImageCondition,
  { kind: 'image-size' | 'layer-count' | 'image-env' | 'image-env-mentions' | 'image-command' | 'history-mentions' }
>;

function evaluateOfImage(condition: OfImage, image: Image, machine: Machine): boolean {
  switch (condition.kind) {
    case 'image-size':
      return isWithin(imageSize(machine, image), condition.is);
    case 'layer-count':
      return isWithin(image.chain.length, condition.is);
    case 'image-env': {
      const value = environment(image).get(condition.name);
      return value !== undefined && (condition.value === undefined || value === condition.value);
    }
    case 'image-env-mentions':
      return (image.config.config?.Env ?? []).some((entry) => entry.includes(condition.text));
    case 'image-command':
      return JSON.stringify(image.config.config?.Cmd ?? []) === JSON.stringify(condition.command);
    case 'history-mentions':
      return (image.config.history ?? []).some((entry) => entry.created_by?.includes(condition.text) ?? false);
  }
}

/** Layers in common from the bottom: chain IDs are equal just as long as everything below is. */
function sharedLayers(machine: Machine, a: string, b: string): number {
  const chainA = imageNamed(machine, a)?.chain ?? [];
  const chainB = imageNamed(machine, b)?.chain ?? [];
  return chainA.filter((chainId, index) => chainId === chainB[index]).length;
}

function hasBaseImage(machine: Machine, ref: string, layers: number): boolean {
  const image = imageNamed(machine, ref);
  const top = image?.chain[layers - 1];
  return (
    top !== undefined &&
    [...machine.images.values()].some(
      (other) => other.chain.length === layers && other.chain.at(-1) === top && other.id !== image?.id,
    )
  );
}

function environment(image: Image): Map<string, string> {
  const entries = image.config.config?.Env ?? [];
  return new Map(entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]));
}
