import { expect, test } from 'vitest';
import { ownScript } from './trusted-types.ts';

const PAGE = 'https://camadas.test/course/en/';

test.each(['/_astro/engine.worker-x.js', '../../pagefind/pagefind-worker.js', 'https://camadas.test/course/sw.js'])(
  'a script of the site: %s',
  (address) => {
    expect(ownScript(address, PAGE)).toBe(address);
  },
);

test.each([
  'https://elsewhere.test/_astro/a.js',
  '//elsewhere.test/sw.js',
  'data:text/javascript,1',
  '/upload/a.js',
  '/_astro/a/b.worker-x.js',
  '/_astro/editor.x.js',
])('no script of the site: %s', (address) => {
  expect(() => ownScript(address, PAGE)).toThrow(TypeError);
});
