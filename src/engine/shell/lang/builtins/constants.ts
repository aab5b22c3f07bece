/** Builtins that only have a status. */
import type { Sys } from '../../kernel/system.ts';

// biome-ignore-start lint/correctness/useYield: builtins are generators whether they wait or not
export function* colon(): Sys<number> {
  return 0;
}
export function* falsehood(): Sys<number> {
  return 1;
}
// biome-ignore-end lint/correctness/useYield: builtins are generators whether they wait or not
