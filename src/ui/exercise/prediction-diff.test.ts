import { expect, test } from 'vitest';
import { formatComparison } from './prediction-diff.ts';

test('what came true stands once, what did not twice', () => {
  const rows = [
    { what: 'docker rmi a', foretold: 'no error', happened: 'no error', met: true },
    { what: 'docker rmi b', foretold: 'no error', happened: 'error', met: false },
    { what: 'How many?', foretold: '5,60', happened: '5.6', met: true },
    { what: 'How large?', foretold: '', happened: '3 MB', met: false },
  ];
  expect(formatComparison(rows)).toBe(
    `= docker rmi a: no error
- docker rmi b: no error
+ docker rmi b: error
= How many?: 5.6
- How large?:
+ How large?: 3 MB`,
  );
});
