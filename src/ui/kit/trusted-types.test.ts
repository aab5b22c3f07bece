import { expect, test } from 'vitest';
import { onlySpans, ownScript } from './trusted-types.ts';

test('coloured code passes as it is', () => {
  const html = '<span class="line"><span class="tok-word tok-bold">echo</span> &lt;img onerror=x&gt;</span>\n<span>x</span>';
  expect(onlySpans(html)).toBe(html);
});

test.each(['<img src=x onerror=alert(1)>', '<span onclick="x">', '<span class="a" id="b">', '<SPAN>', '<!-- x -->', '</p>', '<'])(
  'anything else does not: %s',
  (html) => {
    expect(() => onlySpans(`<span>${html}</span>`)).toThrow(TypeError);
  },
);

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
