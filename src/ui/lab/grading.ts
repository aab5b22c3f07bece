/** Grades answers from files in the engine's worker as the server would: under the server's limits, on start states that no session shares. */
import type { Ports } from '../../engine/index.ts';
import { createStartCache } from '../../exercise/index.ts';
import type { Grade } from '../../server/domain/class-event.ts';
import { type GradingTask, gradeAnswer, type TruthCache } from '../../server/domain/grade-answer.ts';
import { GRADING_LIMITS } from '../../server/domain/grading-limits.ts';

export type GradeTask = (task: GradingTask) => Promise<Grade>;

export function createGrading(lab: Ports): GradeTask {
  const engine = { ...lab, limits: { ...lab.limits, ...GRADING_LIMITS } };
  const starts = createStartCache(engine);
  const truths: TruthCache = new Map();
  return (task) => gradeAnswer(task, starts, truths);
}
