/** Comparisons of numbers, as `test` and `[[ ]]` name them. */
export const NUMBER_TESTS: ReadonlyMap<string, (a: bigint, b: bigint) => boolean> = new Map([
  ['-eq', (a, b) => a === b],
  ['-ne', (a, b) => a !== b],
  ['-lt', (a, b) => a < b],
  ['-le', (a, b) => a <= b],
  ['-gt', (a, b) => a > b],
  ['-ge', (a, b) => a >= b],
]);
