/**
 * Grading in engines of this page's own: what the server does in its threads, with the same function. One that takes too long, or falls over, costs its
 * worker, which is replaced.
 */
import type { Grade } from '../../../server/domain/class-event.ts';
import type { GradingTask } from '../../../server/domain/grade-answer.ts';
import type { WorkerLike } from '../../lab/lab-client.ts';
import type { FromWorker, ToWorker } from '../../lab/protocol.ts';

export interface FileGrader {
  readonly threads: number;
  /** @throws Error where the engine or what an exercise begins with could not be fetched */
  grade(task: GradingTask): Promise<Grade>;
  /** What is running is rejected. */
  stop(): void;
}

interface FileGraderOptions {
  spawn(): WorkerLike;
  readonly threads: number;
  /** for one answer, its start state included; what has to be fetched before the first does not count */
  readonly timeMs?: number;
}

const DEFAULT_TIME_MS = 20_000;
const NOT_LOADED = 'the grader could not be loaded';

interface Job {
  readonly task: GradingTask;
  readonly resolve: (grade: Grade) => void;
  readonly reject: (error: Error) => void;
}

export function createFileGrader({ spawn, threads, timeMs = DEFAULT_TIME_MS }: FileGraderOptions): FileGrader {
  const waiting: Job[] = [];
  const lanes = Array.from({ length: threads }, () => createLane(spawn, timeMs, () => waiting.shift()));
  return {
    threads,
    grade: (task) =>
      new Promise((resolve, reject) => {
        waiting.push({ task, resolve, reject });
        for (const lane of lanes) lane.wake();
      }),
    stop() {
      for (const { reject } of waiting.splice(0)) reject(new Error('stopped'));
      for (const lane of lanes) lane.end(new Error('stopped'));
    },
  };
}

/** One worker and the answer that it is at. */
function createLane(spawn: () => WorkerLike, timeMs: number, next: () => Job | undefined) {
  let worker: WorkerLike | undefined;
  let isReady = false;
  let job: Job | undefined;
  let id = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function start(): WorkerLike {
    const fresh = spawn();
    isReady = false;
    fresh.onmessage = ({ data }: MessageEvent<FromWorker>) => hear(data);
    fresh.onerror = () => {
      if (isReady) cut('memory');
      else end(new Error(NOT_LOADED));
    };
    return fresh;
  }

  function hear(message: FromWorker): void {
    if (!isReady) {
      isReady = true;
      watch();
    }
    if (message.id !== id || job === undefined) return;
    if (message.kind === 'unloaded') {
      end(new Error(NOT_LOADED));
      return;
    }
    const done = job;
    rest();
    if (message.kind === 'done' && 'grade' in message.result) done.resolve(message.result.grade);
    else done.reject(new Error(message.kind === 'failed' ? message.message : 'no grade'));
    wake();
  }

  function watch(): void {
    clearTimeout(timer);
    if (job !== undefined) timer = setTimeout(() => cut('time'), timeMs);
  }

  function cut(limit: 'time' | 'memory'): void {
    const done = job;
    rest();
    drop();
    done?.resolve({ kind: 'stopped', limit, content: done.task.content });
    wake();
  }

  function rest(): void {
    clearTimeout(timer);
    job = undefined;
  }

  function drop(): void {
    worker?.terminate();
    worker = undefined;
  }

  function end(error: Error): void {
    const done = job;
    rest();
    drop();
    done?.reject(error);
  }

  function wake(): void {
    if (job !== undefined) return;
    job = next();
    if (job === undefined) return;
    id += 1;
    worker ??= start();
    const message: ToWorker = { id, request: { kind: 'grade', task: job.task } };
    worker.postMessage(message);
    if (isReady) watch();
  }

  return { wake, end };
}
