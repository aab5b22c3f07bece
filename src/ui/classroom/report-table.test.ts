import { expect, test } from 'vitest';
import { cellsOf } from './report-table.tsx';

test('figures are written as the language writes them, and what cannot be said is a dash', () => {
  const report = {
    exercise: 'one',
    opened: 30,
    tried: 24,
    passed: 18,
    difficulty: 0.75,
    discrimination: -0.125,
    dropOff: undefined,
    medianAttempts: 1.5,
    medianTime: 190_000,
    byLocale: { 'pt-BR': { tried: 20, passed: 16 } },
  };
  expect(cellsOf(report, { locale: 'pt-BR' })).toEqual([
    '30',
    '24',
    '18',
    '75\u00a0%',
    '-0,13',
    '–',
    '1,5',
    '3\u00a0min 10\u00a0s',
    '80\u00a0% (16/20)',
    '–',
  ]);
});
