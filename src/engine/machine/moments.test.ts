import { expect, test } from 'vitest';
import { readMoment } from './moments.ts';

const NOW = 1_767_225_600_000;

test.each([
  ['1h', NOW - 3_600_000, '1767222000'],
  ['-5m', NOW + 300_000, '1767225900'],
  ['0', 0, '0'],
  ['1.5', 1500, '1.5'],
  ['1640995200', 1_640_995_200_000, '1640995200'],
  ['2022-01-01', 1_640_995_200_000, '1640995200.000000000'],
  ['2022-01-01T1', 1_640_998_800_000, '1640998800.000000000'],
  ['2022-01-01T10:00', 1_641_031_200_000, '1641031200.000000000'],
  ['2022-01-01T10:00:00.25', 1_641_031_200_250, '1641031200.250000000'],
  ['2022-01-01T10:00:00Z', 1_641_031_200_000, '1641031200.000000000'],
  ['2022-01-01T10:00:00+01:00', 1_641_027_600_000, '1641027600.000000000'],
])('%s', (text, at, shown) => expect(readMoment(text, NOW)).toEqual({ at, shown }));

// as recorded from docker logs --since
test.each([
  ['soon', 'failed to parse value as time or duration: "soon"'],
  ['1x', 'failed to parse value as time or duration: "1x"'],
  ['2020-13-01', 'parsing time "2020-13-01": month out of range'],
  ['2020-01-01T25:00', 'parsing time "2020-01-01T25:00": hour out of range'],
  ['2020-01', 'parsing time "2020-01" as "2006-01-02": cannot parse "" as "-"'],
  ['2021-02-29', 'parsing time "2021-02-29": day out of range'],
])('%s is refused', (text, problem) => expect(readMoment(text, NOW)).toEqual({ problem }));
