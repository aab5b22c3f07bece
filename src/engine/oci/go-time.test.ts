import { expect, test } from 'vitest';
import { findTimeProblem } from './go-time.ts';

test.each(['2021-04-14T19:19:39.643236135Z', '0001-01-01T00:00:00Z', '2024-02-29T23:59:59+05:30', '2021-04-14T09:19:39,5Z'])(
  '%s',
  (time) => {
    expect(findTimeProblem(`"${time}"`)).toBeUndefined();
  },
);

/** each as Go 1.19 says it */
test.each([
  ['"yesterday"', { rest: 'yesterday"', wanted: '2006' }],
  ['7', { rest: '7', wanted: '"' }],
  ['""', { rest: '"', wanted: '2006' }],
  ['"2021-04-14 19:19:39Z"', { rest: ' 19:19:39Z"', wanted: 'T' }],
  ['"2021-04-14T19:19:39.7"', { rest: '"', wanted: 'Z07:00' }],
  ['"2021-13-01T00:00:00Z"', { field: 'month' }],
  ['"2021-02-29T00:00:00Z"', { field: 'day' }],
  ['"2021-02-28T24:00:00Z"', { field: 'hour' }],
])('%s', (json, problem) => {
  expect(findTimeProblem(json)).toEqual({ value: json, ...problem });
});
