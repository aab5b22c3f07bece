/**
 * Grading in threads of their own: an answer that runs too long or takes too much memory costs its thread, which is replaced, and nobody
 * else anything. The same answer to the same facts has the same verdict, so it is played once.
 */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Tinypool } from 'tinypool';
import type { Grade } from '../domain/class-event.ts';
import type { GradingTask } from '../domain/grade-answer.ts';
import type { ThreadSettings } from './grading-thread.ts';

const DEFAULT_TIME_MS = 10_000;
const HEAP_MB = 512;
const KEPT_GRADES = 10_000;
const IDLE_MS = 60_000;

export interface Grader {
  readonly threads: number;
  /** threads that there are at this moment */
  readonly alive: number;
  /** @throws Error where the grader itself is broken; an answer that breaks only itself is `stopped` */
  grade(task: GradingTask): Promise<Grade>;
  close(): Promise<void>;
  readonly stats: { played: number; known: number; stopped: number };
}

export interface GraderOptions {
  readonly registryFolder: string;
  /** Exercises whose start states each thread makes as soon as it is there; without any, threads begin with their first answer. */
  readonly ahead?: ThreadSettings['ahead'];
  /** for one answer, its start state included */
  readonly timeMs?: number;
  /** at least two, so that one that hangs leaves another */
  readonly threads?: number;
}

export function createGrader({
  registryFolder,
  ahead = [],
  timeMs = DEFAULT_TIME_MS,
  threads = Math.max(2, availableParallelism() - 1),
}: GraderOptions): Grader {
  const stats = { played: 0, known: 0, stopped: 0 };
  const grades = new Map<string, Promise<Grade>>();
  const places = new Map(ahead.map(({ facts }, place) => [facts, place]));
  const pool = new Tinypool({
    filename: join(import.meta.dirname, 'grading-thread.ts'),
    name: 'grade',
    // a thread that ended would take its start states with it
    minThreads: ahead.length > 0 ? threads : 0,
    maxThreads: threads,
    idleTimeout: IDLE_MS,
    workerData: { registryFolder, ahead } satisfies ThreadSettings,
    // a thread that waits for its next task in a lock cannot do anything meanwhile
    useAtomics: false,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB, maxYoungGenerationSizeMb: 64 },
  });

  // a verdict from a thread that was ended a moment before: its task was answered, and nothing else is to end with it
  pool.on('error', () => undefined);

  async function play(task: GradingTask): Promise<Grade> {
    stats.played += 1;
    try {
      return await pool.run({ ...task, facts: places.get(task.facts) ?? task.facts }, { signal: AbortSignal.timeout(timeMs) });
    } catch (error) {
      const limit = limitOf(error);
      if (limit === undefined) throw error;
      stats.stopped += 1;
      return { kind: 'stopped', limit, content: task.content };
    }
  }

  return {
    threads,
    stats,
    get alive() {
      return pool.threads.length;
    },
    grade(task) {
      const key = createHash('sha256')
        .update(JSON.stringify([task.facts.id, task.content, task.answer]))
        .digest('base64');
      const known = grades.get(key);
      if (known !== undefined) {
        stats.known += 1;
        return known;
      }
      const made = play(task);
      grades.set(key, made);
      // what a slow machine stopped may pass on another try
      made.then(
        ({ kind }) => kind === 'stopped' && grades.delete(key),
        () => grades.delete(key),
      );
      for (const oldest of grades.keys()) {
        if (grades.size <= KEPT_GRADES) break;
        grades.delete(oldest);
      }
      return made;
    },
    close: () => pool.destroy(),
  };
}

function limitOf(error: unknown): 'time' | 'memory' | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'time';
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : undefined;
}
