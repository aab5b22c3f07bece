import { expect, test } from 'vitest';
import type { Field } from '../../exercise/index.ts';
import { fieldProblem, unitOf } from './field-problem.ts';

const number: Field = { id: 'n', input: { kind: 'number' }, measure: { kind: 'disk', containers: true } };
const text: Field = { id: 't', input: { kind: 'text' }, measure: { kind: 'image-count' } };
const choice: Field = { id: 'c', input: { kind: 'choice', options: ['yes', 'no'] }, measure: { kind: 'image-count' } };

test.each([
  { field: number, typed: undefined, problem: 'empty' },
  { field: number, typed: '  ', problem: 'empty' },
  { field: number, typed: '5,6', problem: undefined },
  { field: number, typed: '5.6 MB', problem: undefined },
  { field: number, typed: 'seven', problem: 'number' },
  { field: text, typed: 'seven', problem: undefined },
  { field: choice, typed: '', problem: 'empty' },
])('$field.input.kind "$typed": $problem', ({ field, typed, problem }) => {
  expect(fieldProblem(field, typed)).toBe(problem);
});

test('sizes are in MB, counts have no unit', () => {
  expect([number, text].map(unitOf)).toEqual(['MB', undefined]);
});
