/** What `docker load` and `docker pull` of a 20.10.24 printed for layers with these entries. */
import { expect, test } from 'vitest';
import { EMPTY_TREE } from '../fs/tree.ts';
import { applyLayer } from '../layer/apply-layer.ts';
import { LayerError } from '../layer/layer-error.ts';
import { findLayerProblem } from '../layer/layer-problem.ts';
import { type TarEntry, tarEntry } from '../tar/entry.ts';
import { badLayerWords } from './layer-words.ts';

const file = (name: string): TarEntry => tarEntry({ name });
const dir = (name: string): TarEntry => tarEntry({ name, type: 'dir' });
const link = (name: string, linkname: string, type: 'symlink' | 'hardlink' = 'symlink'): TarEntry =>
  tarEntry({ name, type, linkname });
const LONG = 'u'.repeat(256);

test.each([
  { layer: [link('h', 'data/a', 'hardlink')], words: 'link /data/a /h: no such file or directory' },
  { layer: [link('d/h', '../etc/passwd', 'hardlink')], words: 'link /etc/passwd /d/h: no such file or directory' },
  { layer: [dir('data'), link('h', 'data', 'hardlink')], words: 'link /data /h: operation not permitted' },
  { layer: [link('h', '/', 'hardlink')], words: 'link / /h: operation not permitted' },
  { layer: [file('z'), link('h', 'z/y', 'hardlink')], words: 'link /z/y /h: not a directory' },
  { layer: [link('h', LONG, 'hardlink')], words: `link /${LONG} /h: file name too long` },
  { layer: [link('l', 'nowhere'), file('l/f')], words: 'open /l/f: no such file or directory' },
  { layer: [link('l', 'nowhere'), dir('l/f/')], words: 'mkdir /l/f: no such file or directory' },
  { layer: [link('l', 'l'), file('l/f')], words: 'open /l/f: too many levels of symbolic links' },
  { layer: [link('l', 'l'), link('l/f', 'x')], words: 'symlink x /l/f: too many levels of symbolic links' },
  { layer: [file('p'), file('p/q/in')], words: 'open /p/q/in: not a directory' },
  { layer: [file('p'), dir('p/in')], words: 'mkdir /p/in: not a directory' },
  { layer: [dir(LONG)], words: `mkdir /${LONG}: file name too long` },
  { layer: [file('/')], words: 'unlinkat .//: device or resource busy' },
  { layer: [file('.wh.')], words: 'failed to mknod("/", S_IFCHR, 0): file exists' },
  { layer: [file('data/.wh..')], words: 'failed to mknod("/data", S_IFCHR, 0): file exists' },
  { layer: [file('data/.wh...')], words: 'failed to mknod("/", S_IFCHR, 0): file exists' },
  { layer: [file('p'), file('p/.wh.x')], words: 'failed to mknod("/p/x", S_IFCHR, 0): not a directory' },
])('$words', ({ layer, words }) => {
  expect(wordsFor(layer)).toBe(`Error processing tar file(exit status 1): ${words}`);
});

test('two entries of one name', () => {
  expect(wordsFor([file('a'), file('./a')])).toBe('Error processing tar file(duplicates of file paths not supported): ');
});

function wordsFor(layer: readonly TarEntry[]): string {
  try {
    applyLayer(EMPTY_TREE, layer);
  } catch (error) {
    const problem = findLayerProblem(error);
    if (error instanceof LayerError && problem !== undefined) return badLayerWords(problem);
    throw error;
  }
  return 'nothing is wrong';
}
