/** What an instructor looks at: learner × exercise, who is stuck, and what the class as a whole does with each exercise. */

import { type Cell, passOf, timeToPass } from './cell.ts';
import type { Grade, LearnerId } from './class-event.ts';
import type { ClassState, Learner } from './class-state.ts';

/** Equal near misses in a row after which a learner is stuck. */
const STUCK_REPEATS = 3;
/** After so long without a sign from somebody who has not passed the exercise that is open. */
export const IDLE_MS = 4 * 60_000;

export interface GridRow {
  readonly learner: LearnerId;
  readonly name: string;
  readonly locale: string;
  readonly removed: boolean;
  readonly exercise?: string;
  readonly handAt?: number;
  readonly lastAt: number;
  readonly cells: Readonly<Record<string, GridCell>>;
}

export interface GridCell {
  readonly status: CellStatus;
  readonly attempts: number;
  readonly startedAt: number;
  readonly lastAt: number;
  readonly passedAt?: number;
  readonly attemptsToPass?: number;
  readonly lastAnswer?: string;
  readonly grade?: Grade;
  /** how often in a row the last near miss came */
  readonly sameNearMiss: number;
  /** answers with the same one came to the same */
  readonly cluster?: string;
}
export type CellStatus = 'open' | 'waiting' | 'tried' | 'passed';

export function listRows(state: ClassState): GridRow[] {
  return [...state.learners.values()].map(rowOf);
}

export function rowOf(learner: Learner): GridRow {
  const { id, name, locale, removed, exercise, handAt, lastAt, cells } = learner;
  return {
    learner: id,
    name,
    locale,
    removed,
    ...(exercise === undefined ? {} : { exercise }),
    ...(handAt === undefined ? {} : { handAt }),
    lastAt,
    cells: Object.fromEntries([...cells].map(([key, cell]) => [key, cellView(cell)])),
  };
}

export function cellView(cell: Cell): GridCell {
  const pass = passOf(cell);
  const cluster = clusterOf(cell.lastGrade);
  return {
    status: pass !== undefined ? 'passed' : cell.pending > 0 ? 'waiting' : cell.attempts > 0 ? 'tried' : 'open',
    attempts: cell.attempts,
    startedAt: cell.startedAt,
    lastAt: cell.lastAt,
    ...(pass === undefined ? {} : { passedAt: pass.at, attemptsToPass: pass.attempts }),
    ...(cell.lastAnswer === undefined ? {} : { lastAnswer: cell.lastAnswer }),
    ...(cell.lastGrade === undefined ? {} : { grade: cell.lastGrade }),
    sameNearMiss: cell.sameNearMiss,
    ...(cluster === undefined ? {} : { cluster }),
  };
}

/** By verdict, near miss and end state. */
export function clusterOf(grade: Grade | undefined): string | undefined {
  if (grade === undefined) return undefined;
  return 'end' in grade ? [grade.kind, grade.nearMiss ?? grade.deadEnd ?? '', grade.end].join('.') : grade.kind;
}

export type Stuck = 'same-near-miss' | 'idle';

/** @param seenAt of a passing sign (typing, reading), which is in no log */
export function stuckOf(learner: Learner, now: number, seenAt = 0): Stuck | undefined {
  if (learner.removed || learner.exercise === undefined) return undefined;
  const cell = learner.cells.get(learner.exercise);
  if (cell === undefined || passOf(cell) !== undefined) return undefined;
  if (cell.sameNearMiss >= STUCK_REPEATS) return 'same-near-miss';
  return now - Math.max(learner.lastAt, seenAt) >= IDLE_MS ? 'idle' : undefined;
}

export interface ExerciseSummary {
  readonly exercise: string;
  /** learners who opened it; of these, who handed in, who passed */
  readonly opened: number;
  readonly tried: number;
  readonly passed: number;
  /** of those who tried, 0 to 1 */
  readonly passRate: number;
  /** answers until the first that passed */
  readonly medianAttempts: number | undefined;
  /** milliseconds from opening to passing */
  readonly medianTime: number | undefined;
  /** who came to it, not how often; most frequent first */
  readonly nearMisses: readonly { readonly nearMiss: string; readonly learners: number }[];
  readonly clusters: readonly { readonly cluster: string; readonly learners: readonly LearnerId[] }[];
  readonly stuck: readonly { readonly learner: LearnerId; readonly why: Stuck }[];
}

/** Of the exercises that somebody opened. */
export function summarise(state: ClassState, now: number, seen: ReadonlyMap<LearnerId, number> = new Map()): ExerciseSummary[] {
  const learners = [...state.learners.values()].filter(({ removed }) => !removed);
  const exercises = new Set(learners.flatMap(({ cells }) => [...cells.keys()]));
  return [...exercises].sort().map((exercise) => summariseExercise(exercise, learners, now, seen));
}

function summariseExercise(
  exercise: string,
  learners: readonly Learner[],
  now: number,
  seen: ReadonlyMap<LearnerId, number>,
): ExerciseSummary {
  const cells = learners.flatMap((learner) => {
    const cell = learner.cells.get(exercise);
    return cell === undefined ? [] : [{ learner, cell }];
  });
  const tried = cells.filter(({ cell }) => cell.attempts > 0);
  const passes = cells.flatMap(({ cell }) => {
    const pass = passOf(cell);
    return pass === undefined ? [] : [{ attempts: pass.attempts, time: timeToPass(cell) }];
  });
  const nearMisses = tally(cells.flatMap(({ cell }) => [...cell.nearMisses.keys()]));
  const clusters = new Map<string, LearnerId[]>();
  for (const { learner, cell } of cells) {
    const cluster = clusterOf(cell.lastGrade);
    if (cluster !== undefined) clusters.set(cluster, [...(clusters.get(cluster) ?? []), learner.id]);
  }
  return {
    exercise,
    opened: cells.length,
    tried: tried.length,
    passed: passes.length,
    passRate: tried.length === 0 ? 0 : passes.length / tried.length,
    medianAttempts: median(passes.map(({ attempts }) => attempts)),
    medianTime: median(passes.flatMap(({ time }) => time ?? [])),
    nearMisses: nearMisses.map(([nearMiss, count]) => ({ nearMiss, learners: count })),
    clusters: [...clusters]
      .map(([cluster, ids]) => ({ cluster, learners: ids }))
      .sort((a, b) => b.learners.length - a.learners.length || (a.cluster < b.cluster ? -1 : 1)),
    stuck: cells.flatMap(({ learner }) => {
      if (learner.exercise !== exercise) return [];
      const why = stuckOf(learner, now, seen.get(learner.id));
      return why === undefined ? [] : [{ learner: learner.id, why }];
    }),
  };
}

function tally(keys: readonly string[]): [string, number][] {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a, left], [b, right]) => right - left || (a < b ? -1 : 1));
}

/** Of two in the middle, the mean. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}
