/** One learner's work on one exercise, as the log of a class tells it. Times are milliseconds since 1970. */
import type { AnswerId, ClassEvent, Grade } from './class-event.ts';

export interface Cell {
  /** of the first sign of it */
  readonly startedAt: number;
  /** when the exercise was opened; absent where only answers tell of it: written without a network, or read from files */
  readonly openedAt?: number;
  /** answers that were handed in */
  attempts: number;
  /** answers that passed, first one first */
  readonly passes: Map<AnswerId, Pass>;
  /** waiting for the verdict */
  pending: number;
  lastAnswer?: AnswerId;
  lastAt: number;
  lastGrade?: Grade;
  /** how often in a row the last near miss came */
  sameNearMiss: number;
  /** near miss to how often */
  readonly nearMisses: Map<string, number>;
}

export interface Pass {
  readonly at: number;
  /** how many answers it took, this one included */
  readonly attempts: number;
}

type Regraded = Extract<ClassEvent, { readonly kind: 'answer.regraded' }>;

/** The cell of an exercise, a new one where the learner had none. */
export function cellOf(cells: Map<string, Cell>, exercise: string, at: number, openedAt?: number): Cell {
  const known = cells.get(exercise);
  if (known !== undefined) return known;
  const cell: Cell = {
    startedAt: at,
    ...(openedAt === undefined ? {} : { openedAt }),
    attempts: 0,
    pending: 0,
    passes: new Map(),
    lastAt: at,
    sameNearMiss: 0,
    nearMisses: new Map(),
  };
  cells.set(exercise, cell);
  return cell;
}

/** What a verdict changes. */
export function applyGrade(cell: Cell, answer: AnswerId, grade: Grade, at: number): void {
  cell.pending = Math.max(0, cell.pending - 1);
  if (grade.kind === 'passed') cell.passes.set(answer, { at, attempts: cell.attempts - cell.pending });
  const nearMiss = nearMissOf(grade);
  cell.sameNearMiss = nearMiss === undefined ? 0 : nearMiss === nearMissOf(cell.lastGrade) ? cell.sameNearMiss + 1 : 1;
  count(cell.nearMisses, nearMiss, 1);
  cell.lastGrade = grade;
}

/** What a verdict changes that takes the place of an earlier one. */
export function applyRegrade(cell: Cell, { answer, grade, was }: Regraded, at: number): void {
  if (grade.kind !== 'passed') cell.passes.delete(answer);
  else if (!cell.passes.has(answer)) cell.passes.set(answer, { at, attempts: cell.attempts - cell.pending });
  count(cell.nearMisses, nearMissOf(was), -1);
  count(cell.nearMisses, nearMissOf(grade), 1);
  if (cell.lastAnswer === answer) cell.lastGrade = grade;
}

export function nearMissOf(grade: Grade | undefined): string | undefined {
  return grade !== undefined && 'nearMiss' in grade ? grade.nearMiss : undefined;
}

/** The first that passed. */
export function passOf(cell: Cell): Pass | undefined {
  return cell.passes.values().next().value;
}

/** Milliseconds from opening the exercise to the first answer that passed; undefined where either is not known. */
export function timeToPass(cell: Cell): number | undefined {
  const pass = passOf(cell);
  return pass === undefined || cell.openedAt === undefined ? undefined : pass.at - cell.openedAt;
}

function count(counts: Map<string, number>, key: string | undefined, change: number): void {
  if (key === undefined) return;
  const next = (counts.get(key) ?? 0) + change;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}
