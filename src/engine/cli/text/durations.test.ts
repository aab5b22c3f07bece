import { expect, test } from 'vitest';
import { humanDuration } from './durations.ts';

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
