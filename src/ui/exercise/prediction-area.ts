import type { ExerciseKind } from '../../exercise/index.ts';

/** Where the words of an answer's table are. Whoever finds a layer foretells nothing: what was found stands beside what is there. */
export function areaOf(kind: ExerciseKind): 'exercise.finding' | 'exercise.prediction' {
  return kind === 'find-layer' ? 'exercise.finding' : 'exercise.prediction';
}
