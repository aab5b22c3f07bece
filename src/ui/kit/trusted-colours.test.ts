import { expect, test } from 'vitest';
import { onlySpans } from './trusted-colours.ts';

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
