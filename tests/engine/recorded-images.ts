/** For tests: the recorded images of tests/truth/fixtures, read without the image store. */
import { readFileSync } from 'node:fs';
import { type Content, contentOf, peekContent } from '../../src/engine/bytes/content.ts';
import { text } from '../../src/engine/bytes/utf8.ts';
import type { Tree } from '../../src/engine/fs/node.ts';
import { EMPTY_TREE } from '../../src/engine/fs/tree.ts';
import { applyLayer } from '../../src/engine/layer/apply-layer.ts';
import { DEFAULT_LIMITS } from '../../src/engine/ports.ts';
import { readTarNow, type TarEntry } from '../../src/engine/tar/read-tar.ts';

const FIXTURES = 'tests/truth/fixtures';

export interface RecordedImage {
  readonly file: string;
  readonly size: number;
  readonly diff_ids: readonly string[];
  readonly chain_ids: readonly string[];
}

export function recordedImages(): readonly RecordedImage[] {
  return JSON.parse(readFileSync(`${FIXTURES}/images.json`, 'utf8'));
}

export function readFixture(file: string): Content {
  return contentOf(readFileSync(`${FIXTURES}/${file}`));
}

export function entriesOf(tar: Content): TarEntry[] {
  return readTarNow(tar, DEFAULT_LIMITS) ?? [];
}

/** The layers' tars of a `docker save` archive, bottom first. */
export function fixtureLayers(file: string): Content[] {
  const files = new Map(entriesOf(readFixture(file)).map((entry) => [entry.name, entry.content]));
  const manifest = text(peekContent(files.get('manifest.json') ?? contentOf('')) ?? new Uint8Array(0));
  const [image]: { readonly Layers: readonly string[] }[] = JSON.parse(manifest);
  return (image?.Layers ?? []).map((path) => files.get(path) ?? contentOf(''));
}

export function fixtureTree(name: string): Tree {
  return fixtureLayers(`${name}.tar`).reduce((tree, layer) => applyLayer(tree, entriesOf(layer)), EMPTY_TREE);
}

/** One file of a `docker save` archive. */
export function findTarFile(archive: string, name: string): Uint8Array {
  const entry = entriesOf(readFixture(archive)).find((candidate) => candidate.name === name);
  if (entry === undefined) throw new Error(`no ${name} in ${archive}`);
  return peekContent(entry.content) ?? new Uint8Array(0);
}
