/** The models of a lesson page, from its data: the same ones when the page is built and when it wakes. */
import { type Answer, EMPTY_START, type Exercise } from '../../exercise/index.ts';
import { type CardModel, createCardModel } from '../exercise/card.model.ts';
import type { FetchSolutions } from '../exercise/solutions.model.ts';
import { createSay, type Say } from '../kit/say.ts';
import type { Storage } from '../kit/storage.ts';
import type { BegunSession } from '../lab/begin-session.ts';
import { createLabModel, type LabModel } from '../lab/lab.model.ts';
import type { LabClient } from '../lab/lab-client.ts';
import type { LabPlace } from '../lab/lab-place.ts';
import { freeId } from './first-session.ts';
import type { LessonData } from './lesson-data.ts';

export interface LessonPorts {
  readonly client: LabClient;
  readonly storage: Storage;
  readonly fetchSolutions: FetchSolutions;
  readonly onChecked?: (exercise: Exercise, answer: Answer) => void;
  /** what was run on the first machine before these models were there */
  readonly begun?: BegunSession;
}

export interface LessonModels {
  readonly say: Say;
  readonly lab: LabModel;
  readonly cards: ReadonlyMap<string, CardModel>;
}

export function createLessonModels(data: LessonData, ports: LessonPorts): LessonModels {
  const { client, storage, fetchSolutions, onChecked, begun } = ports;
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
  const lab = createLabModel({
    page: data.lesson,
    places: [first, ...others],
    client,
    storage,
    ...(begun === undefined ? {} : { begun }),
  });
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
  return { id: freeId(lesson), title: say('machine.empty'), start: EMPTY_START, ...free };
}
