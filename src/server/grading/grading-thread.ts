/**
 * What runs in each thread of the grader's pool. Start states are made once per thread and then handed out again; a new thread makes them
 * ahead, whenever it has no answer to grade.
 */
import { setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import {
  type Answer,
  createRecorder,
  createStartCache,
  EMPTY_START,
  type Exercise,
  isPrediction,
  labPortsOver,
  openRun,
  type StartCache,
} from '../../exercise/index.ts';
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
const opened = open();
let running = 0;
let whenIdle = () => {};

async function open(): Promise<{ readonly starts: StartCache; readonly images: readonly string[] }> {
  const registry = await openRegistryFolder(registryFolder);
  const lab = await labPortsOver(registry, nodePlatform);
  const engine = { ...lab, limits: { ...lab.limits, ...GRADING_LIMITS } };
  const images = [...registry.repositories].flatMap(([name, { tags }]) => [...tags.keys()].map((tag) => `${name}:${tag}`));
  return { starts: createStartCache(engine), images };
}

/** @param task its facts, or which of `ahead` they are: cloned for each answer, they would cost the thread that takes answers in */
export async function grade({
  facts,
  ...task
}: Omit<GradingTask, 'facts'> & { readonly facts: Exercise | number }): Promise<Grade> {
  running += 1;
  try {
    const known = typeof facts === 'number' ? ahead[facts]?.facts : facts;
    if (known === undefined) throw new RangeError(`no exercise ${facts} was sent ahead`);
    return await gradeAnswer({ ...task, facts: known }, (await opened).starts, truths);
  } finally {
    running -= 1;
    if (running === 0) whenIdle();
  }
}

async function playAhead(): Promise<void> {
  // Linux alone has priorities of threads; elsewhere this would be the whole process
  if (process.platform === 'linux') setPriority(NICENESS);
  const { starts, images } = await opened;
  for (const { facts, content } of ahead) {
    await idle();
    // one that cannot be played says so to the answer that needs it
    await gradeAnswer({ facts, content, answer: nothingFor(facts) }, starts, truths).catch(() => undefined);
  }
  // the largest take half a second each, to whoever is the first to pull one
  for (const image of ahead.length > 0 ? images : []) {
    await idle();
    const run = createRecorder(openRun(await starts.prepare(EMPTY_START)));
    await run.run([`docker pull -q ${image}`]).catch(() => undefined);
  }
}

async function idle(): Promise<void> {
  // a task that has come meanwhile is heard of first
  await new Promise(setImmediate);
  if (running > 0) await new Promise<void>((done) => (whenIdle = done));
}

function nothingFor(facts: GradingTask['facts']): Answer {
  if (!isPrediction(facts)) return { lines: [] };
  return { prediction: facts.question.kind === 'fields' ? { kind: 'fields', values: {} } : { kind: 'ticks', items: [] } };
}

// what cannot be made ahead is made by the answer that needs it
playAhead().catch(() => undefined);
