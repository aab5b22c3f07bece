import { expect, test } from 'vitest';
import { humanDuration } from './durations.ts';
import { formatDuration, parseDuration } from './go-duration.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  { ms: 999, text: 'Less than a second' },
  { ms: 1999, text: '1 second' },
  { ms: 59_999, text: '59 seconds' },
  { ms: MINUTE, text: 'About a minute' },
  { ms: 2 * MINUTE - 1, text: 'About a minute' },
  { ms: 46 * MINUTE, text: '46 minutes' },
  { ms: HOUR, text: 'About an hour' },
  { ms: 1.4 * HOUR, text: 'About an hour' },
  { ms: 1.5 * HOUR, text: '2 hours' },
  { ms: 47 * HOUR, text: '47 hours' },
  { ms: 48 * HOUR, text: '2 days' },
  { ms: 13 * DAY, text: '13 days' },
  { ms: 14 * DAY, text: '2 weeks' },
  { ms: 59 * DAY, text: '8 weeks' },
  { ms: 60 * DAY, text: '2 months' },
  { ms: 729 * DAY, text: '24 months' },
  { ms: 730 * DAY, text: '2 years' },
  { ms: 5.9 * 365 * DAY, text: '5 years' },
])('$ms ms are $text', ({ ms, text }) => {
  expect(humanDuration(ms)).toBe(text);
});

test.each([
  { text: '24h', milliseconds: DAY },
  { text: '1h30m', milliseconds: 90 * MINUTE },
  { text: '1.5s', milliseconds: 1500 },
  { text: '-2m', milliseconds: -2 * MINUTE },
  { text: '0', milliseconds: 0 },
])('reads $text', ({ text, milliseconds }) => {
  expect(parseDuration(text)).toEqual({ milliseconds });
});

test.each([
  { ns: 0, text: '0s' },
  { ns: 500, text: '500ns' },
  { ns: 1_500_000, text: '1.5ms' },
  { ns: 1_500_000_000, text: '1.5s' },
  { ns: 90_000_000_000, text: '1m30s' },
  { ns: 7_200_000_000_000, text: '2h0m0s' },
])('$ns ns print as $text', ({ ns, text }) => {
  expect(formatDuration(ns)).toBe(text);
});
