/** Programs that only have a status: `true`, `false`, `sync`. */
import type { Sys } from '../kernel/system.ts';

// biome-ignore-start lint/correctness/useYield: programs are generators whether they wait or not
export function* succeed(): Sys<number> {
  return 0;
}
export function* failQuietly(): Sys<number> {
  return 1;
}
// biome-ignore-end lint/correctness/useYield: programs are generators whether they wait or not
