/**
 * How many cases a property is tried with. `npm test` shares out 1,000 among all of them, `npm run fuzz` 100,000 or what
 * `FUZZ_CASES` says; `FUZZ_SEED` plays one run again.
 */
import type { Parameters } from 'fast-check';

const ALL = Number(process.env['FUZZ_CASES'] ?? 1000);
const SEED = process.env['FUZZ_SEED'];

/** @param share of all cases, between 0 and 1; the shares of all properties come to 1 */
export function cases<T>(share: number): Parameters<T> {
  const common = { numRuns: Math.max(1, Math.round(ALL * share)) };
  return SEED === undefined ? common : { ...common, seed: Number(SEED) };
}

/** Milliseconds that a property may take: generous, it only stops what hangs. */
export const PATIENCE = 60_000 + ALL * 60;
