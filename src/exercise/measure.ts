/** The true value of a field of a prediction. */
import { imageSize } from '../engine/index.ts';
import { evaluate } from './evaluate.ts';
import type { Measure } from './exercise.ts';
import { danglingImages, imageNamed, listedImages } from './facts.ts';
import { carriesFile, carriesText, layerChanges } from './layer-files.ts';
import type { RunOutcome } from './outcome.ts';
import { diskBytes, downloads } from './usage.ts';

const MB = 1_000_000;

/** @throws Error where the image does not exist or the pattern is not found: the exercise is broken */
export async function measure(what: Measure, outcome: RunOutcome): Promise<number | string> {
  const { end } = outcome;
  switch (what.kind) {
    case 'image-count':
      return listedImages(end).length;
    case 'container-count':
      return end.containers.size;
    case 'dangling-count':
      return danglingImages(end).length;
    case 'store-layers':
      return end.layers.size;
    case 'downloads':
      return downloads(outcome.events);
    case 'disk':
      return diskBytes(end, what.containers) / MB;
    case 'image-size':
      return imageSize(end, existing(outcome, what.ref)) / MB;
    case 'layer-count':
      return existing(outcome, what.ref).chain.length;
    case 'layers-with-file':
      return layersWith(outcome, what.ref).filter((changes) => carriesFile(changes, what.path)).length;
    case 'highest-layer-with':
      return highestLayerWith(outcome, what.ref, what.what);
    case 'printed-lines':
      return printedBy(outcome, what.step)
        .split('\n')
        .filter((line) => new RegExp(what.pattern).test(line)).length;
    case 'printed-text':
      return firstGroup(printedBy(outcome, what.step), what.pattern);
    case 'either':
      return (await evaluate(what.when, outcome)) ? what.yes : what.no;
  }
}

function existing({ end }: RunOutcome, ref: string) {
  const image = imageNamed(end, ref);
  if (image === undefined) throw new Error(`no image ${ref} to measure`);
  return image;
}

function layersWith(outcome: RunOutcome, ref: string) {
  return layerChanges(outcome.end, existing(outcome, ref));
}

async function highestLayerWith(
  outcome: RunOutcome,
  ref: string,
  what: { readonly kind: 'file' | 'text'; readonly value: string },
): Promise<number> {
  let highest = 0;
  for (const [index, changes] of layersWith(outcome, ref).entries()) {
    const carries = what.kind === 'file' ? carriesFile(changes, what.value) : await carriesText(changes, what.value);
    if (carries) highest = index + 1;
  }
  return highest;
}

function printedBy({ steps }: RunOutcome, step: number): string {
  return steps[step]?.output ?? '';
}

function firstGroup(text: string, pattern: string): string {
  const found = new RegExp(pattern, 'm').exec(text)?.[1];
  if (found === undefined) throw new Error(`nothing printed matches ${pattern}`);
  return found;
}
