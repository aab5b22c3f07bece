import { expect, test } from 'vitest';
import { parseExcerpt } from './excerpt.ts';

test.each([
  { name: 'nothing', html: '', parts: [] },
  { name: 'no hit', html: 'one layer', parts: [{ text: 'one layer', isHit: false }] },
  {
    name: 'a hit between words',
    html: 'each <mark>layer</mark> once',
    parts: [
      { text: 'each ', isHit: false },
      { text: 'layer', isHit: true },
      { text: ' once', isHit: false },
    ],
  },
  { name: 'escaped markup stays text', html: '&lt;none&gt; &amp;lt; &#39;', parts: [{ text: "<none> &lt; '", isHit: false }] },
  { name: 'a hit over two lines', html: '<mark>a\nb</mark>', parts: [{ text: 'a\nb', isHit: true }] },
  { name: 'a mark that is not closed', html: 'a <mark>b', parts: [{ text: 'a b', isHit: false }] },
])('$name', ({ html, parts }) => {
  expect(parseExcerpt(html)).toEqual(parts);
});
