import { expect, test } from 'vitest';
import { withoutFillers } from './without-fillers.ts';

test.each([
  { query: 'marca de remoção', language: 'pt-BR', left: 'marca remoção' },
  { query: 'what is on the sheet', language: 'en', left: 'what sheet' },
  { query: 'FROM alpine', language: 'en', left: 'FROM alpine' },
  { query: 'no', language: 'pt-BR', left: 'no' },
  { query: 'docker rm -f velho', language: 'pt-BR', left: 'docker rm -f velho' },
])('"$query" looks for "$left"', ({ query, language, left }) => {
  expect(withoutFillers(query, language)).toBe(left);
});
