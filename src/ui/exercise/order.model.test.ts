import { expect, test } from 'vitest';
import { placeBlock, takeBlockOut } from './order.model.ts';

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
