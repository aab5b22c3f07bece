import { expect, test } from 'vitest';
import { formatGoDuration, parseMilliseconds } from './duration.ts';

test.each([
  { text: '24h', milliseconds: 86_400_000 },
  { text: '1h30m', milliseconds: 5_400_000 },
  { text: '1.5s', milliseconds: 1500 },
  { text: '-2m', milliseconds: -120_000 },
  { text: '0', milliseconds: 0 },
])('reads $text', ({ text, milliseconds }) => {
  expect(parseMilliseconds(text)).toEqual({ milliseconds });
});

test.each([
  { ns: 0, text: '0s' },
  { ns: 500, text: '500ns' },
  { ns: 1_500_000, text: '1.5ms' },
  { ns: 1_500_000_000, text: '1.5s' },
  { ns: 90_000_000_000, text: '1m30s' },
  { ns: 7_200_000_000_000, text: '2h0m0s' },
])('$ns ns print as $text', ({ ns, text }) => {
  expect(formatGoDuration(ns)).toBe(text);
});

test.each([
  { text: '', problem: 'time: invalid duration ""' },
  { text: '1.x', problem: 'time: unknown unit "x" in duration "1.x"' },
  { text: '10', problem: 'time: missing unit in duration "10"' },
  { text: '99999999999999999999', problem: 'time: invalid duration "99999999999999999999"' },
  { text: '9999999999h', problem: 'time: invalid duration "9999999999h"' },
  { text: 'h', problem: 'time: invalid duration "h"' },
])('says what is wrong with "$text"', ({ text, problem }) => {
  expect(parseMilliseconds(text)).toEqual({ problem });
});
