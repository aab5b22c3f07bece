import { expect, test } from 'vitest';
import type { Exercise } from '../../exercise/index.ts';
import { formatPermalink } from '../share/permalink.ts';
import { machinePath } from './hint-text.ts';
import { readMachineLink } from './machine-link.ts';

const EXERCISES = [{ facts: { id: 'second-tag', lesson: 'names' } as unknown as Exercise }];
const steps = formatPermalink({ place: 'second-tag', steps: [{ line: 'docker images' }] });
const long = formatPermalink({
  place: 'second-tag',
  steps: Array.from({ length: 400 }, (_, index) => ({ line: `echo ${Math.sin(index)}` })),
});

test.each([
  { name: 'a whole address', text: ` https://x.example/en/names/${steps} `, is: { exercise: 'second-tag', steps } },
  { name: 'the fragment alone', text: steps, is: { exercise: 'second-tag', steps } },
  { name: 'an address without commands', text: 'https://x.example/en/names/', is: { problem: 'noLink' } },
  { name: 'a damaged one', text: '#steps=1.!!', is: { problem: 'noLink' } },
  { name: 'more than a class takes', text: long, is: { problem: 'tooLong' } },
  {
    name: 'a machine that is no exercise’s',
    text: formatPermalink({ place: 'example', steps: [{ line: 'docker images' }] }),
    is: { problem: 'elsewhere' },
  },
])('$name', ({ text, is }) => expect(readMachineLink(text, EXERCISES)).toEqual(is));

test('it opens on the page of its lesson in the reader’s language', () => {
  const data = { exercises: EXERCISES, lessons: [{ id: 'names', number: 2, title: 'Nomes', path: '/pt-br/nomes/' }] };
  const hint = { id: 'h', at: 0, exercise: 'second-tag', says: { kind: 'machine', steps } } as const;
  expect(machinePath(data as never, hint)).toBe(`/pt-br/nomes/${steps}`);
  expect(machinePath(data as never, { ...hint, exercise: 'gone' })).toBeUndefined();
});
