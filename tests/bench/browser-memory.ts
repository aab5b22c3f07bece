/** What a browser of ours holds, all its processes together (Linux). */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

/** Bytes, memory that processes share counted once (`Pss`). @param profile the folder that its first process names; not all others do */
export function browserMemory(profile: string): number {
  return listFamily(profile).reduce((sum, pid) => sum + processMemory(pid), 0);
}

/** The processes that name the profile, and all that descend from them. */
function listFamily(profile: string): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name));
  const parents = new Map(pids.map((pid) => [pid, parentOf(pid)]));
  const family = new Set(pids.filter((pid) => readNow(`/proc/${pid}/cmdline`).includes(profile)));
  for (let before = 0; before < family.size; ) {
    before = family.size;
    for (const [pid, parent] of parents) if (family.has(parent)) family.add(pid);
  }
  return [...family];
}

/** The second field behind the name, which stands in brackets and may hold anything. */
function parentOf(pid: string): string {
  const stat = readNow(`/proc/${pid}/stat`);
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
}

function processMemory(pid: string): number {
  const [, kilobytes = '0'] = /^Pss:\s+(\d+)/m.exec(readNow(`/proc/${pid}/smaps_rollup`)) ?? [];
  return Number(kilobytes) * 1024;
}

function readNow(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    // the process has just ended
    return '';
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
