import { concatContents, contentOf, findNode, type Image, type Machine, readContent, type Tree, text } from '../engine/index.ts';
import { type FileCondition, type FileTest, isWithin } from './condition.ts';
import { containerNamed, imageNamed, layersOf } from './facts.ts';
import { carriesFile, carriesText, hasWhiteout, layerChanges } from './layer-files.ts';
import type { RunOutcome } from './outcome.ts';

export async function evaluateFile(condition: FileCondition, { end }: RunOutcome): Promise<boolean> {
  if (isInContainer(condition)) {
    const container = containerNamed(end, condition.container);
    const tree = condition.kind === 'file-at-start' ? container?.process?.startTree : container?.tree;
    if (tree === undefined) return false;
    if (condition.kind !== 'lines-in-container-file') return testFile(tree, condition.path, condition.is);
    const lines = ((await readText(tree, condition.path)) ?? '').split('\n');
    return isWithin(lines.filter((line) => new RegExp(condition.pattern).test(line)).length, condition.is);
  }
  const image = imageNamed(end, condition.ref);
  return image !== undefined && evaluateInImage(condition, image, end);
}

type InContainer = Extract<FileCondition, { container: string }>;
type InImage = Exclude<FileCondition, InContainer>;

function isInContainer(condition: FileCondition): condition is InContainer {
  return 'container' in condition;
}

async function evaluateInImage(condition: InImage, image: Image, machine: Machine): Promise<boolean> {
  if (condition.kind === 'file-in-image') {
    const tree = layersOf(machine, image).at(-1)?.tree;
    return tree !== undefined && testFile(tree, condition.path, condition.is);
  }
  const layers = layerChanges(machine, image);
  switch (condition.kind) {
    case 'layers-with-file':
      return isWithin(layers.filter((changes) => carriesFile(changes, condition.path)).length, condition.is);
    case 'file-in-layer':
      return carriesFile(layers[condition.layer - 1] ?? [], condition.path);
    case 'whiteouts':
      return isWithin(layers.filter((changes) => hasWhiteout(changes, condition.path)).length, condition.is);
    case 'layers-with-text': {
      const found = await Promise.all(layers.map((changes) => carriesText(changes, condition.text)));
      return isWithin(found.filter(Boolean).length, condition.is);
    }
  }
}

async function testFile(tree: Tree, path: string, test: FileTest): Promise<boolean> {
  const node = findNode(tree, path);
  if (test.kind === 'absent') return node === undefined;
  if (node === undefined) return false;
  switch (test.kind) {
    case 'present':
      return true;
    case 'owner':
      return node.uid === test.uid;
    case 'equals':
      return (await readText(tree, path))?.trim() === test.text;
    case 'includes':
      return (await readText(tree, path))?.includes(test.text) ?? false;
  }
}

const NUL = contentOf('\0');

/** Padding counts as one NUL: no condition asks how long it is, and a file of 20 MB would be 20 MB of text. */
async function readText(tree: Tree, path: string): Promise<string | undefined> {
  const node = findNode(tree, path);
  if (node?.kind !== 'file') return undefined;
  const pieces = node.content.chunks.map((chunk) => {
    if (chunk.kind === 'zeros') return NUL;
    return { size: chunk.kind === 'bytes' ? chunk.bytes.length : chunk.length, chunks: [chunk] };
  });
  return text(await readContent(concatContents(pieces)));
}
