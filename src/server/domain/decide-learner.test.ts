import { expect, test } from 'vitest';
import { createClassState } from './class-state.ts';
import { isOpen } from './decide-learner.ts';

const state = createClassState();
state.windows.set('both', { opensAt: 1000, closesAt: 2000 });
state.windows.set('until', { closesAt: 2000 });

test.each([
  { exercise: 'both', at: 999, open: false },
  { exercise: 'both', at: 1000, open: true },
  { exercise: 'both', at: 1999, open: true },
  { exercise: 'both', at: 2000, open: false },
  { exercise: 'until', at: 0, open: true },
  { exercise: 'until', at: 2000, open: false },
  { exercise: 'other', at: 0, open: true },
])('$exercise at $at: $open', ({ exercise, at, open }) => {
  expect(isOpen(state, exercise, at)).toBe(open);
});
