import { expect, test } from 'vitest';
import { countWords, prose, readingMinutes } from './count-words.ts';

const LESSON = `## Two words

Some \`docker rmi\` prose, with <none> in \`<none>\`.

<Console
  start={\`docker pull alpine > x
docker ps\`}
  run={\`docker rmi alpine\`}
/>

<Recall question="Does > matter?">
An answer.
</Recall>

| a | b |
| --- | --- |
| one | two |

\`\`\`
docker images
\`\`\`
`;

test('prose is what a reader reads: no attributes, no blocks', () => {
  expect(prose(LESSON).split(/\s+/).join(' ').trim()).toBe(
    '## Two words Some `docker rmi` prose, with <none> in `<none>`. An answer. | a | b | | one | two |',
  );
});

test('words', () => {
  expect(countWords(LESSON)).toBe(16);
});

test.each([
  { words: 900, locale: 'pt-BR', minutes: 5 },
  { words: 900, locale: 'en', minutes: 4 },
  { words: 3, locale: 'en', minutes: 1 },
] as const)('$words words in $locale: $minutes minutes', ({ words, locale, minutes }) => {
  expect(readingMinutes('word '.repeat(words), locale)).toBe(minutes);
});

test('a block takes 20 seconds', () => {
  expect(readingMinutes('<Console run={`x`} />\n'.repeat(9), 'en')).toBe(3);
});
