const BINARY_FACTORS = new Map([
  ['', 1],
  ['b', 1],
  ['k', 1024],
  ['m', 1024 ** 2],
  ['g', 1024 ** 3],
  ['t', 1024 ** 4],
  ['p', 1024 ** 5],
]);

/** `RAMInBytes`: `512m`, `1.5g`, `1GiB`; base 1024. Undefined where it is no size. */
export function parseBinarySize(text: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?) ?(?:([kmgtp])(?:i?b)?|b)?$/i.exec(text);
  const factor = BINARY_FACTORS.get((match?.[2] ?? '').toLowerCase());
  return match?.[1] === undefined || factor === undefined ? undefined : Math.trunc(Number(match[1]) * factor);
}
