/** Sizes as docker shows them: base 1000, Go's `%.4g` (units.HumanSize). */
const UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

export function formatSize(bytes: number, digits = 4): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${Number(value.toPrecision(digits))}${UNITS[unit] ?? ''}`;
}
