/** Numbers and sizes in prose and interface. What docker prints is never localised and never passes here. */
import type { Locale } from './locales.ts';

const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

type Digits = Pick<Intl.NumberFormatOptions, 'maximumFractionDigits' | 'maximumSignificantDigits'>;

const formats = new Map<string, Intl.NumberFormat>();

/** Made once for each way of writing: making one takes a hundred times as long as using it, and a picture of eighty layers has 160 sizes. */
export function numberFormat(locale: Locale, digits: Digits = {}): Intl.NumberFormat {
  const key = `${locale} ${digits.maximumFractionDigits} ${digits.maximumSignificantDigits}`;
  const known = formats.get(key) ?? new Intl.NumberFormat(locale, digits);
  formats.set(key, known);
  return known;
}

export function formatNumber(locale: Locale, value: number, maximumFractionDigits = 2): string {
  return numberFormat(locale, { maximumFractionDigits }).format(value);
}

/** Base 1000, as docker counts: 5600000 → `5,6 MB`. Three significant digits like its lists; for sums four, like `docker system df`. */
export function formatBytes(locale: Locale, bytes: number, digits: 3 | 4 = 3): string {
  let value = bytes;
  let unit = 0;
  while (Number(value.toPrecision(digits)) >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const number = numberFormat(locale, { maximumSignificantDigits: digits }).format(value);
  return `${number}\u00a0${UNITS[unit]}`;
}

/** Docker's own digits may come with a point or a comma: `5,6`, `5.6 MB` → 5.6; undefined where it is no number. */
export function parseDecimal(text: string): number | undefined {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(?:[kMGT]?B)?\s*$/i.exec(text);
  return match?.[1] === undefined ? undefined : Number(match[1].replace(',', '.'));
}
