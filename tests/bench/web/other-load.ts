/** How much of the machine others used meanwhile: rows of a run can only be compared where that is alike. Linux; elsewhere 0. */
import { readdirSync, readFileSync } from 'node:fs';

/** in ticks of the system's clock, all cores */
export interface CpuSample {
  readonly total: number;
  readonly busy: number;
  /** of this process and all that it started */
  readonly own: number;
}

interface Usage {
  readonly parent: number;
  readonly ticks: number;
}

const MAX_DEPTH = 40;

export function sampleCpu(): CpuSample {
  let line: string;
  try {
    [line = ''] = readFileSync('/proc/stat', 'utf8').split('\n');
  } catch {
    return { total: 0, busy: 0, own: 0 };
  }
  const ticks = line.trim().split(/\s+/).slice(1, 9).map(Number);
  const total = ticks.reduce((sum, value) => sum + value, 0);
  const busy = total - (ticks[3] ?? 0) - (ticks[4] ?? 0);
  const processes = readProcesses();
  const own = [...processes].filter(([pid]) => isOwn(pid, processes)).reduce((sum, [, usage]) => sum + usage.ticks, 0);
  return { total, busy, own };
}

/** Between two samples, 0 to 1. */
export function shareOfOthers(before: CpuSample, after: CpuSample): number {
  const others = after.busy - before.busy - Math.max(0, after.own - before.own);
  return Math.min(1, Math.max(0, others / Math.max(1, after.total - before.total)));
}

function readProcesses(): Map<number, Usage> {
  const found = new Map<number, Usage>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const text = readFileSync(`/proc/${name}/stat`, 'latin1');
      // the name, which may hold anything, ends at the last bracket
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      found.set(Number(name), {
        parent: Number(fields[1]),
        ticks: Number(fields[11]) + Number(fields[12]) + Number(fields[13]),
      });
    } catch {
      // ended meanwhile
    }
  }
  return found;
}

function isOwn(pid: number, processes: ReadonlyMap<number, Usage>): boolean {
  let at = pid;
  for (let depth = 0; depth < MAX_DEPTH && at > 1; depth += 1) {
    if (at === process.pid) return true;
    at = processes.get(at)?.parent ?? 0;
  }
  return false;
}
