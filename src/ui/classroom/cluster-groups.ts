/** Answers to one exercise that came to the same, as groups with what is known of them. By the last answer of each learner. */
import type { Grade } from '../../server/domain/class-event.ts';
import type { ExerciseSummary, GridRow } from '../../server/domain/grid.ts';
import type { ClassExercise } from './class-data.ts';

export interface ClusterGroup {
  /** as `POST …/hints` takes it */
  readonly cluster: string;
  readonly kind: Grade['kind'];
  /** what happened, in one sentence; undefined where only the kind is known */
  readonly name?: string;
  /** what the learners were told beside it */
  readonly feedback?: string;
  readonly learners: readonly GridRow[];
}

/** Largest first. */
export function listGroups(
  summary: ExerciseSummary,
  rows: readonly GridRow[],
  { facts, says }: Pick<ClassExercise, 'facts' | 'says'>,
): ClusterGroup[] {
  return summary.clusters.flatMap(({ cluster, learners: ids }) => {
    const learners = rows.filter(({ learner }) => ids.includes(learner));
    const grade = learners.map(({ cells }) => cells[facts.id]).find((cell) => cell?.cluster === cluster)?.grade;
    if (grade === undefined) return [];
    const told = 'end' in grade ? (says.nearMisses[grade.nearMiss ?? ''] ?? says.deadEnds[grade.deadEnd ?? '']) : undefined;
    const unmet = 'end' in grade && grade.kind !== 'passed' ? says.goals[grade.unmet[0] ?? ''] : undefined;
    const [name, feedback] = told === undefined ? [unmet] : splitSentence(told);
    return [
      {
        cluster,
        kind: grade.kind,
        ...(name === undefined ? {} : { name }),
        ...(feedback === undefined || feedback === '' ? {} : { feedback }),
        learners,
      },
    ];
  });
}

/** Feedback begins by saying what happened; a point within code ends no sentence. */
export function splitSentence(text: string): readonly [first: string, rest: string] {
  const first = /^(?:`[^`]*`|[^`])*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text;
  return [first.replaceAll(/\s+/g, ' '), text.slice(first.length).trim()];
}
