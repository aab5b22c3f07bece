/** The islands as the page is built with them: complete, at the start of each exercise, with nobody there yet. */
import { Card } from '../exercise/card.tsx';
import { createStorage } from '../kit/storage.ts';
import { createLabClient } from '../lab/lab-client.ts';
import { Machine } from '../lab/machine.tsx';
import { Trial } from '../lab/trial.tsx';
import { findNext, type LessonData } from './lesson-data.ts';
import { createLessonModels } from './lesson-models.ts';

function modelsOf(data: LessonData) {
  const nothingRuns = (): never => {
    throw new Error('nothing runs while the page is built');
  };
  const client = createLabClient({ spawn: nothingRuns });
  return createLessonModels(data, { client, storage: createStorage(), fetchSolutions: nothingRuns });
}

export function StaticMachine({ data }: { readonly data: LessonData }) {
  const { lab, say } = modelsOf(data);
  return <Machine lab={lab} say={say} />;
}

export function StaticTrial({ data }: { readonly data: LessonData }) {
  const { lab, say } = modelsOf(data);
  return <Trial session={lab.active.value} lines={data.free?.lines ?? []} say={say} />;
}

export function StaticCard({ data, id }: { readonly data: LessonData; readonly id: string }) {
  const { cards, say } = modelsOf(data);
  const card = cards.get(id);
  const item = data.exercises.find(({ exercise }) => exercise.id === id);
  if (card === undefined || item === undefined) throw new RangeError(`lesson ${data.lesson} has no exercise ${id}`);
  return <Card card={card} data={item} next={findNext(data, id)} say={say} />;
}
