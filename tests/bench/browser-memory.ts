/** What a browser of ours holds, all its processes together (Linux). */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Bytes, memory that processes share counted once (`Pss`). @param profile the folder that every one of its processes names */
export function browserMemory(profile: string): number {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .reduce((sum, pid) => sum + processMemory(pid, profile), 0);
}

function processMemory(pid: string, profile: string): number {
  try {
    if (!readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(profile)) return 0;
    const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'latin1')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    // it has just ended
    return 0;
  }
}

const STEP_MS = 500;
const CALM_STEPS = 4;
const NOTHING = 2_000_000;

/** What it holds when it gives nothing back any more: pages that were closed do not go at once. */
export async function idleMemory(profile: string): Promise<number> {
  let least = browserMemory(profile);
  for (let calm = 0; calm < CALM_STEPS; calm += 1) {
    await setTimeout(STEP_MS);
    const now = browserMemory(profile);
    if (now < least - NOTHING) calm = -1;
    least = Math.min(least, now);
  }
  return least;
}

/** The most that it held while something ran. */
export async function peakMemory(profile: string, run: () => Promise<void>): Promise<number> {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, browserMemory(profile));
  }, 50);
  try {
    await run();
  } finally {
    clearInterval(timer);
  }
  return Math.max(peak, browserMemory(profile));
}
