import { expect, test } from 'vitest';
import { binarySizeProblem, parseBinarySize } from './parse-binary-size.ts';
import { binarySize, humanSize, humanSizeWithPrecision } from './sizes.ts';

test.each([
  { bytes: 0, four: '0B', three: '0B' },
  { bytes: 4, four: '4B', three: '4B' },
  { bytes: 720, four: '720B', three: '720B' },
  { bytes: 2048, four: '2.048kB', three: '2.05kB' },
  { bytes: 301_779, four: '301.8kB', three: '302kB' },
  { bytes: 348_160, four: '348.2kB', three: '348kB' },
  { bytes: 512_500, four: '512.5kB', three: '512kB' },
  { bytes: 513_500, four: '513.5kB', three: '514kB' },
  { bytes: 552_212, four: '552.2kB', three: '552kB' },
  { bytes: 999_999, four: '1000kB', three: '1e+03kB' },
  { bytes: 999_499, four: '999.5kB', three: '999kB' },
  { bytes: 1_000_000, four: '1MB', three: '1MB' },
  { bytes: 1_142_272, four: '1.142MB', three: '1.14MB' },
  { bytes: 5_000_000_000, four: '5GB', three: '5GB' },
])('$bytes bytes', ({ bytes, four, three }) => {
  expect([humanSize(bytes), humanSizeWithPrecision(bytes, 3)]).toEqual([four, three]);
});

test.each([
  { bytes: 1024, text: '1KiB' },
  { bytes: 1536, text: '1.5KiB' },
  { bytes: 25_214_976_000, text: '23.48GiB' },
])('$bytes bytes in powers of 1024', ({ bytes, text }) => {
  expect(binarySize(bytes)).toBe(text);
});

test.each([
  { text: '512m', bytes: 536_870_912 },
  { text: '1.5g', bytes: 1_610_612_736 },
  { text: '1GiB', bytes: 1_073_741_824 },
  { text: '2 kb', bytes: 2048 },
  { text: '42', bytes: 42 },
  { text: 'foo', bytes: undefined },
  { text: '', bytes: undefined },
  { text: '-1', bytes: undefined },
])('reads $text', ({ text, bytes }) => {
  expect(parseBinarySize(text)).toBe(bytes);
});

test.each([
  { text: '1.5x', problem: "invalid suffix: 'x'" },
  { text: '5KBs', problem: "invalid suffix: 'kbs'" },
  { text: '5BYTES', problem: "invalid suffix: 'BYTES'" },
  { text: 'foo', problem: "invalid size: 'foo'" },
  { text: '-1', problem: "invalid size: '-1'" },
  { text: '1.2.3', problem: 'strconv.ParseFloat: parsing "1.2.3": invalid syntax' },
  { text: '2 kb', problem: undefined },
])('says what is wrong with $text', ({ text, problem }) => {
  expect(binarySizeProblem(text)).toBe(problem);
});
