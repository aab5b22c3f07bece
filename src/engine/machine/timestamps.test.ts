import { expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { drawTimestamp } from './draw-timestamp.ts';
import { normaliseTimestamp } from './normalise-timestamp.ts';
import { parseDuration } from './parse-duration.ts';
import { formatTimestamp, parseTimestamp } from './timestamps.ts';

test.each([
  { ms: 0, text: '1970-01-01T00:00:00Z' },
  { ms: 1_610_623_187_500, text: '2021-01-14T11:19:47.5Z' },
  { ms: 951_782_400_000, text: '2000-02-29T00:00:00Z' },
  { ms: 1_709_251_199_999, text: '2024-02-29T23:59:59.999Z' },
  { ms: -1000, text: '1969-12-31T23:59:59Z' },
  { ms: -62_135_596_800_000, text: '0001-01-01T00:00:00Z' },
  { ms: 4_102_444_799_000, text: '2099-12-31T23:59:59Z' },
])('$text', ({ ms, text }) => {
  expect(formatTimestamp(ms)).toBe(text);
  expect(parseTimestamp(text)).toBe(ms);
});

test('the platform agrees, for a day in each month of some years', () => {
  for (const year of [1, 1600, 1900, 1970, 2000, 2023, 2024, 2100]) {
    for (let month = 0; month < 12; month++) {
      const date = new Date(Date.UTC(2000, month, 28, 12, 34, 56));
      date.setUTCFullYear(year);
      expect(formatTimestamp(date.getTime())).toBe(date.toISOString().replace('.000Z', 'Z'));
      expect(parseTimestamp(date.toISOString())).toBe(date.getTime());
    }
  }
});

test.each([
  ['2021-02-01T20:10:57.891913700Z', '2021-02-01T20:10:57.8919137Z'],
  ['2021-02-01T20:10:57.000Z', '2021-02-01T20:10:57Z'],
  ['2021-02-01T20:10:57+00:00', '2021-02-01T20:10:57Z'],
  ['2021-02-01T20:10:57.10+03:00', '2021-02-01T20:10:57.1+03:00'],
  ['yesterday', 'yesterday'],
])('%s as Go writes it again', (text, expected) => expect(normaliseTimestamp(text)).toBe(expected));

test('zones and fractions count, other texts are no date', () => {
  expect(parseTimestamp('2021-01-14T14:19:47.25+03:00')).toBe(1_610_623_187_250);
  expect(parseTimestamp('2021-01-14')).toBeUndefined();
});

test('two images made in one millisecond have different times', () => {
  const { ctx, machine } = new MachineLab();
  const first = drawTimestamp(ctx, machine);
  const second = drawTimestamp(ctx, first.machine);
  expect(first.created).toMatch(/^2026-01-01T00:00:00\.000\d{1,6}Z$/);
  expect(second.created).not.toBe(first.created);
});

test.each([
  ['24h', 86_400_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1500],
  ['-2m', -120_000],
  ['0', 0],
  ['10', undefined],
  ['1d', undefined],
  ['', undefined],
])('duration %s', (text, expected) => expect(parseDuration(text)).toBe(expected));
