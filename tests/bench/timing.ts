/**
 * Clocks and scales for figures. Time is processor time, of all threads of this process: on a machine that does other things meanwhile it
 * says the same as on a quiet one, and never less than a clock on the wall there would. Medians, because what disturbs only makes slower.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Milliseconds of processor time that it took. */
export async function timed(run: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Median milliseconds of `rounds` calls, after one that is not counted. */
export async function medianTime(rounds: number, run: (round: number) => unknown): Promise<number> {
  await run(0);
  const times: number[] = [];
  for (let round = 1; round <= rounds; round += 1) times.push(await timed(() => run(round)));
  return median(times);
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return ((sorted[middle] ?? Number.NaN) + (sorted[(sorted.length - 1) >> 1] ?? Number.NaN)) / 2;
}

/** Bytes of the heap and of buffers in use after everything unreachable was let go. */
export function usedMemory(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
