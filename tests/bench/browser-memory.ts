/** What a browser of ours holds, all its processes together (Linux). */
import { readdirSync, readFileSync } from 'node:fs';

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
