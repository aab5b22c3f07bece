/** The models of a lesson page, from its data: the same ones when the page is built and when it wakes. */
import { type Answer, EMPTY_START, type Exercise } from '../../exercise/index.ts';
import { type CardModel, createCardModel } from '../exercise/card.model.ts';
import type { FetchSolutions } from '../exercise/solutions.model.ts';
import { createSay, type Say } from '../kit/say.ts';
import type { Storage } from '../kit/storage.ts';
import { createLabModel, type LabModel } from '../lab/lab.model.ts';
import type { LabClient } from '../lab/lab-client.ts';
import type { LabPlace } from '../lab/lab-place.ts';
import type { LessonData } from './lesson-data.ts';

export interface LessonPorts {
  readonly client: LabClient;
  readonly storage: Storage;
  readonly fetchSolutions: FetchSolutions;
  readonly onChecked?: (exercise: Exercise, answer: Answer) => void;
}

export interface LessonModels {
  readonly say: Say;
  readonly lab: LabModel;
  readonly cards: ReadonlyMap<string, CardModel>;
}

export function createLessonModels(data: LessonData, { client, storage, fetchSolutions, onChecked }: LessonPorts): LessonModels {
  const say = createSay(data.messages, data.locale);
  const [first = freePlace(data, say), ...others] = data.exercises.map(
    ({ exercise, texts, number, start, outline }): LabPlace => ({
      id: exercise.id,
      title: say('machine.placeOf', { number, title: texts.title }),
      start: exercise.start,
      snapshot: start,
      exercise,
      ...(outline === undefined ? {} : { outline }),
    }),
  );
  const lab = createLabModel({ page: data.lesson, places: [first, ...others], client, storage });
  const cards = data.exercises.map(({ exercise }): [string, CardModel] => [
    exercise.id,
    createCardModel({
      exercise,
      session: lab.session(exercise.id),
      storage,
      fetchSolutions,
      ...(onChecked === undefined ? {} : { onChecked }),
    }),
  ]);
  return { say, lab, cards: new Map(cards) };
}

/** Where there is nothing to solve, a machine to try things on. */
function freePlace({ lesson, free }: LessonData, say: Say): LabPlace {
  return { id: `${lesson}.free`, title: say('machine.empty'), start: EMPTY_START, ...free };
}
