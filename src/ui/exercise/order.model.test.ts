import { expect, test } from 'vitest';
import { goneBlocks, placeBlock, takeBlockOut } from './order.model.ts';

test.each([
  { name: 'a new block at the end', order: ['a', 'b'], id: 'c', index: 2, to: ['a', 'b', 'c'] },
  { name: 'a new block between', order: ['a', 'b'], id: 'c', index: 1, to: ['a', 'c', 'b'] },
  { name: 'up', order: ['a', 'b', 'c'], id: 'c', index: 1, to: ['a', 'c', 'b'] },
  { name: 'down: the index counts the others', order: ['a', 'b', 'c'], id: 'a', index: 1, to: ['b', 'a', 'c'] },
  { name: 'to where it is', order: ['a', 'b', 'c'], id: 'b', index: 1, to: ['a', 'b', 'c'] },
  { name: 'past the end', order: ['a', 'b'], id: 'a', index: 9, to: ['b', 'a'] },
  { name: 'before the start', order: ['a', 'b'], id: 'b', index: -1, to: ['b', 'a'] },
])('placeBlock: $name', ({ order, id, index, to }) => {
  expect(placeBlock(order, id, index)).toEqual(to);
});

test('takeBlockOut', () => {
  expect(takeBlockOut(['a', 'b'], 'a')).toEqual(['b']);
  expect(takeBlockOut(['a'], 'z')).toEqual(['a']);
});

test('goneBlocks: one imitation for every three tries, never a block that belongs', () => {
  const blocks = [
    { id: 'pull', text: '' },
    { id: 'run', text: '', imitates: 'create' },
    { id: 'create', text: '' },
    { id: 'start-image', text: '', imitates: 'start' },
  ];
  const gone = [0, 2, 3, 5, 6, 99].map((tries) => goneBlocks(blocks, tries).map(({ id }) => id));
  expect(gone).toEqual([[], [], ['run'], ['run'], ['run', 'start-image'], ['run', 'start-image']]);
});
