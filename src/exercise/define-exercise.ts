/** Turns what an author writes into an exercise: what is left out is empty. */
import {
  type CommandsExercise,
  type DockerfileExercise,
  EMPTY_START,
  type Exercise,
  type ExerciseId,
  type LessonId,
  type OrderExercise,
  type PredictionExercise,
  type StartState,
} from './exercise.ts';

type Defaults =
  | 'version'
  | 'misconceptions'
  | 'nearMisses'
  | 'deadEnds'
  | 'probes'
  | 'hiddenVariants'
  | 'given'
  | 'editable'
  | 'build';

type Definition<E extends Exercise> = Omit<E, 'id' | 'lesson' | 'start' | Defaults> &
  Partial<Pick<E, Extract<keyof E, Defaults>>> & {
    readonly id: string;
    readonly lesson: string;
    readonly start?: Partial<StartState>;
  };

export type ExerciseDefinition =
  | Definition<CommandsExercise>
  | Definition<DockerfileExercise>
  | Definition<OrderExercise>
  | Definition<PredictionExercise>;

export function defineExercise(definition: ExerciseDefinition): Exercise {
  const facts = {
    version: 1,
    misconceptions: [],
    nearMisses: [],
    ...definition,
    id: definition.id as ExerciseId,
    lesson: definition.lesson as LessonId,
    start: { ...EMPTY_START, ...definition.start },
  };
  const judged = { deadEnds: [], probes: [], hiddenVariants: [] };
  switch (facts.kind) {
    case 'commands':
    case 'repair':
    case 'challenge':
      return { ...judged, given: [], editable: [], ...facts };
    case 'dockerfile':
      return { ...judged, editable: ['Dockerfile'], build: [], ...facts };
    case 'order':
      return { ...judged, build: [], ...facts };
    default:
      return facts;
  }
}
