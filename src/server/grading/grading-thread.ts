/**
 * What runs in each thread of the grader's pool. Start states are made once per thread and then handed out again; a new thread makes them
 * ahead, whenever it has no answer to grade.
 */
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import { type Answer, type AnswerPorts, createStartCache, isPrediction, labPortsOver } from '../../exercise/index.ts';
import type { Grade } from '../domain/class-event.ts';
import { type GradingTask, gradeAnswer, type TruthCache } from '../domain/grade-answer.ts';
import { GRADING_LIMITS } from '../domain/grading-limits.ts';
import { nodePlatform } from '../node-platform.ts';
import { openRegistryFolder } from '../registry-folder.ts';

export interface ThreadSettings {
  readonly registryFolder: string;
  /** to be played once ahead, each with an answer that does nothing */
  readonly ahead: readonly Omit<GradingTask, 'answer'>[];
}

/** Of the grader alone, not of the thread that takes answers in and tells the grid. */
const NICENESS = 5;
// the pool puts its own data first
const { registryFolder, ahead } = (workerData as [unknown, ThreadSettings])[1];
const truths: TruthCache = new Map();
const ports = openPorts();
let running = 0;
let whenIdle = () => {};

async function openPorts(): Promise<AnswerPorts> {
  const lab = await labPortsOver(await openRegistryFolder(registryFolder), nodePlatform);
  const engine = { ...lab, limits: { ...lab.limits, ...GRADING_LIMITS } };
  return { engine, starts: createStartCache(engine) };
}

export async function grade(task: GradingTask): Promise<Grade> {
  running += 1;
  try {
    return await gradeAnswer(task, await ports, truths);
  } finally {
    running -= 1;
    if (running === 0) whenIdle();
  }
}

async function playAhead(): Promise<void> {
  // Linux alone has priorities of threads; elsewhere this would be the whole process
  if (process.platform === 'linux') setPriority(NICENESS);
  for (const { facts, content } of ahead) {
    if (running > 0) await new Promise<void>((done) => (whenIdle = done));
    // one that cannot be played says so to the answer that needs it
    await gradeAnswer({ facts, content, answer: nothingFor(facts) }, await ports, truths).catch(() => undefined);
    // a task that has come meanwhile is heard of first
    await new Promise(setImmediate);
  }
}

function nothingFor(facts: GradingTask['facts']): Answer {
  if (!isPrediction(facts)) return { lines: [] };
  return { prediction: facts.question.kind === 'fields' ? { kind: 'fields', values: {} } : { kind: 'ticks', items: [] } };
}

void playAhead();
