import { expect, test } from 'vitest';
import { failedBlocks } from './failed-blocks.ts';

const ran = (steps: readonly (readonly [string, number])[]) =>
  steps.map(([line, status], id) => ({
    id,
    line,
    rows: [],
    state: { kind: 'done', status } as const,
    isAhead: false,
    isCleared: false,
  }));
const blocks = (...texts: readonly string[]) => texts.map((text) => ({ id: `id-${text}`, text }));

test.each([
  {
    name: 'none',
    order: blocks('a', 'b'),
    steps: ran([
      ['a', 0],
      ['b', 0],
    ]),
    failed: [],
  },
  {
    name: 'the second',
    order: blocks('a', 'b'),
    steps: ran([
      ['a', 0],
      ['b', 125],
    ]),
    failed: [['id-b', 125]],
  },
  {
    name: 'moved since: up to where it is alike',
    order: blocks('a', 'c', 'b'),
    steps: ran([
      ['a', 1],
      ['b', 1],
    ]),
    failed: [['id-a', 1]],
  },
  { name: 'more blocks than steps', order: blocks('a', 'b'), steps: ran([['a', 1]]), failed: [['id-a', 1]] },
  { name: 'nothing ran', order: blocks('a'), steps: [], failed: [] },
])('$name', ({ order, steps, failed }) => {
  expect([...failedBlocks(order, steps)]).toEqual(failed);
});
