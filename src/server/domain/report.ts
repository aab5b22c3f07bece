/**
 * How each exercise did, after class: computed from the log alone, so it holds for thirty learners as for thousands.
 * Difficulty and discrimination as classical test theory has them (https://en.wikipedia.org/wiki/Item_analysis).
 */
import { passOf, timeToPass } from './cell.ts';
import type { ClassState, Learner } from './class-state.ts';
import { median } from './grid.ts';

export interface ExerciseReport {
  readonly exercise: string;
  readonly opened: number;
  readonly tried: number;
  readonly passed: number;
  /** part of those who tried that passed, 0 to 1: the higher, the easier */
  readonly difficulty: number | undefined;
  /**
   * Correlation of passing it with how much of the rest was passed, -1 to 1, among those who tried; undefined where all or none passed,
   * or the rest is the same for all.
   */
  readonly discrimination: number | undefined;
  /** part of those who opened it and did not pass it, and worked on nothing after it */
  readonly dropOff: number | undefined;
  readonly medianAttempts: number | undefined;
  /** milliseconds */
  readonly medianTime: number | undefined;
  /** by the learner's language */
  readonly byLocale: Readonly<Record<string, { readonly tried: number; readonly passed: number }>>;
}

/** @param order exercises as the course has them; those that nobody opened are left out */
export function reportExercises(state: ClassState, order: readonly string[]): ExerciseReport[] {
  const learners = [...state.learners.values()].filter(({ removed }) => !removed);
  return order
    .filter((exercise) => learners.some(({ cells }) => cells.has(exercise)))
    .map((exercise) => report(exercise, learners));
}

function report(exercise: string, learners: readonly Learner[]): ExerciseReport {
  const cells = learners.flatMap((learner) => {
    const cell = learner.cells.get(exercise);
    return cell === undefined ? [] : [{ learner, cell, pass: passOf(cell) }];
  });
  const tried = cells.filter(({ cell }) => cell.attempts > 0);
  const passed = tried.filter(({ pass }) => pass !== undefined);
  const left = cells.filter(({ learner, cell, pass }) => pass === undefined && !worksAfter(learner, exercise, cell.lastAt));
  const byLocale: Record<string, { tried: number; passed: number }> = {};
  for (const { learner, pass } of tried) {
    const counts = byLocale[learner.locale] ?? { tried: 0, passed: 0 };
    byLocale[learner.locale] = counts;
    counts.tried += 1;
    if (pass !== undefined) counts.passed += 1;
  }
  return {
    exercise,
    opened: cells.length,
    tried: tried.length,
    passed: passed.length,
    difficulty: tried.length === 0 ? undefined : passed.length / tried.length,
    discrimination: correlation(tried.map(({ learner, pass }) => [pass === undefined ? 0 : 1, restPassed(learner, exercise)])),
    dropOff: cells.length === 0 ? undefined : left.length / cells.length,
    medianAttempts: median(passed.flatMap(({ pass }) => (pass === undefined ? [] : [pass.attempts]))),
    medianTime: median(passed.flatMap(({ cell }) => timeToPass(cell) ?? [])),
    byLocale,
  };
}

function worksAfter({ cells }: Learner, exercise: string, at: number): boolean {
  return [...cells].some(([other, cell]) => other !== exercise && cell.lastAt > at);
}

function restPassed({ cells }: Learner, exercise: string): number {
  return [...cells].filter(([other, cell]) => other !== exercise && passOf(cell) !== undefined).length;
}

/** Pearson's; of a yes or no with a number, the point-biserial. */
function correlation(pairs: readonly (readonly [number, number])[]): number | undefined {
  const mean = (index: 0 | 1) => pairs.reduce((sum, pair) => sum + pair[index], 0) / pairs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (of: (pair: readonly [number, number]) => number) => pairs.reduce((total, pair) => total + of(pair), 0);
  const spread = Math.sqrt(sum(([a]) => (a - x) ** 2) * sum(([, b]) => (b - y) ** 2));
  return pairs.length < 2 || spread === 0 ? undefined : sum(([a, b]) => (a - x) * (b - y)) / spread;
}
