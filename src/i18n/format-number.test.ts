import { expect, test } from 'vitest';
import { formatBytes, formatNumber, parseDecimal } from './format-number.ts';

test.each([
  { locale: 'pt-BR', bytes: 0, text: '0\u00a0B' },
  { locale: 'pt-BR', bytes: 400, text: '400\u00a0B' },
  { locale: 'pt-BR', bytes: 5_600_000, text: '5,6\u00a0MB' },
  { locale: 'en', bytes: 5_610_000, text: '5.61\u00a0MB' },
  { locale: 'en', bytes: 999_999, text: '1\u00a0MB' },
  { locale: 'en', bytes: 187_000_400, text: '187\u00a0MB' },
] as const)('formatBytes: $bytes in $locale', ({ locale, bytes, text }) => {
  expect(formatBytes(locale, bytes)).toBe(text);
});

test('a sum has four digits', () => {
  expect(formatBytes('pt-BR', 169_413_300, 4)).toBe('169,4\u00a0MB');
  expect(formatBytes('en', 999_960_000, 4)).toBe('1\u00a0GB');
});

test('formatNumber', () => {
  expect([formatNumber('pt-BR', 152.4), formatNumber('en', 1234.5)]).toEqual(['152,4', '1,234.5']);
});

test.each([
  { text: '5,6', value: 5.6 },
  { text: ' 152.4 MB ', value: 152.4 },
  { text: '3', value: 3 },
  { text: 'três', value: undefined },
  { text: '1.2.3', value: undefined },
])('parseDecimal: $text', ({ text, value }) => {
  expect(parseDecimal(text)).toBe(value);
});
