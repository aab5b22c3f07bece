/**
 * From an answer on disk to its verdict on disk. One answer of each learner at a time, learners in turn, so that nobody's answers wait
 * for another's flood. What is not graded when the process ends is found again by the next one: the database is the queue.
 */
import type { Answer } from '../../exercise/index.ts';
import { listWaitingAnswers, setFirstGrade } from '../db/answer-queries.ts';
import type { ClassLog } from '../db/class-log.ts';
import type { Storage } from '../db/storage.ts';
import type { Grade } from '../domain/class-event.ts';
import { decided } from '../domain/decision.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Contents } from './contents.ts';
import type { Grader } from './grader.ts';

export interface WaitingAnswer {
  readonly classId: string;
  readonly learner: string;
  readonly id: string;
  readonly exercise: string;
  readonly content: string;
  readonly answer: Answer;
  readonly receivedAt: number;
}

export interface GradingQueue {
  add(answer: WaitingAnswer): void;
  /** Takes up what an ended process has left, received before this time. */
  takeUp(receivedBefore: number): Promise<void>;
  /** Ends when what is being graded is done; the rest stays in the database. */
  close(): Promise<void>;
  readonly size: number;
}

const PAGE = 500;
const FAILURES_KEPT = 1000;
/** A grader that breaks on an answer again and again is a bug of ours: the answer waits for the next start. */
const MAX_FAILURES = 3;

export function createGradingQueue(parts: {
  readonly storage: Storage;
  readonly log: ClassLog;
  readonly contents: Contents;
  readonly grader: Grader;
  readonly onGraded?: (milliseconds: number) => void;
  readonly onError?: (error: unknown) => void;
}): GradingQueue {
  const { storage, log, contents, grader, onGraded, onError } = parts;
  /** in the order of their turn */
  const byLearner = new Map<string, WaitingAnswer[]>();
  const busy = new Map<string, Promise<void>>();
  let grading = 0;
  const known = new Set<string>();
  const failures = new Map<string, number>();
  /** there are more in the database, received before this time */
  let backlog: number | undefined;
  let isClosed = false;

  function start(): void {
    if (isClosed) return;
    for (const [learner, answers] of byLearner) {
      if (grading >= grader.threads * 2) return;
      if (busy.has(learner)) continue;
      const next = answers.shift();
      byLearner.delete(learner);
      if (next === undefined) continue;
      if (answers.length > 0) byLearner.set(learner, answers);
      busy.set(
        learner,
        gradeOne(next)
          .catch((error: unknown) => failed(next, error))
          .finally(() => {
            busy.delete(learner);
            known.delete(next.id);
            start();
            takeUpRest();
          }),
      );
    }
  }

  async function gradeOne(waiting: WaitingAnswer): Promise<void> {
    const { classId, learner, id, exercise } = waiting;
    const grade = await gradeNow(waiting);
    await log.submit(classId, async (_state, tx) => {
      if (!(await setFirstGrade(tx, classId, id, grade))) return decided();
      return decided({ kind: 'answer.graded', learner, answer: id, exercise, grade });
    });
    onGraded?.(Date.now() - waiting.receivedAt);
  }

  /** A thread that is done takes the next one while the verdict goes to the disk. */
  async function gradeNow(waiting: WaitingAnswer): Promise<Grade> {
    grading += 1;
    try {
      return await gradeWaiting(contents, grader, waiting);
    } finally {
      grading -= 1;
      start();
    }
  }

  function failed({ id }: WaitingAnswer, error: unknown): void {
    // the class was erased meanwhile, or the database is away: the answer is there still, or nobody misses it
    if (error instanceof Refusal) return;
    failures.set(id, (failures.get(id) ?? 0) + 1);
    if (failures.size > FAILURES_KEPT) failures.clear();
    onError?.(error);
  }

  function add(answer: WaitingAnswer): void {
    if (isClosed || known.has(answer.id) || (failures.get(answer.id) ?? 0) >= MAX_FAILURES) return;
    known.add(answer.id);
    const answers = byLearner.get(answer.learner);
    if (answers === undefined) byLearner.set(answer.learner, [answer]);
    else answers.push(answer);
    start();
  }

  async function takeUp(receivedBefore: number): Promise<void> {
    if (isClosed || known.size > PAGE) return;
    const before = known.size;
    const rows = await listWaitingAnswers(storage.db, receivedBefore, PAGE);
    for (const row of rows) {
      add({
        classId: row.class_id,
        learner: row.learner_id,
        id: row.id,
        exercise: row.exercise_id,
        content: row.content,
        answer: JSON.parse(row.body),
        receivedAt: row.received_at,
      });
    }
    // a page of nothing but answers that cannot be graded ends it
    backlog = rows.length === PAGE && known.size > before ? receivedBefore : undefined;
  }

  /** A page at a time: as soon as most of the last one is graded. */
  function takeUpRest(): void {
    const receivedBefore = backlog;
    if (receivedBefore === undefined || known.size > PAGE / 2) return;
    backlog = undefined;
    takeUp(receivedBefore).catch((error: unknown) => onError?.(error));
  }

  return {
    add,
    get size() {
      return known.size;
    },
    takeUp,
    async close() {
      isClosed = true;
      await Promise.all(busy.values());
    },
  };
}

/** By the facts it was written for; where nobody has those any more, it says so and is kept. */
async function gradeWaiting(
  contents: Contents,
  grader: Grader,
  { exercise, content, answer }: Pick<WaitingAnswer, 'exercise' | 'content' | 'answer'>,
): Promise<Grade> {
  const found = await contents.find(exercise, content);
  if (found === undefined) return { kind: 'content-unknown', content, now: contents.current(exercise)?.content ?? '' };
  const grade = await grader.grade({ facts: found.facts, content: found.content, answer });
  return found.changed.length > 0 && 'end' in grade ? { ...grade, changed: found.changed } : grade;
}
