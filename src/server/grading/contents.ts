/** Which facts an answer is judged by: those its writer saw, where this server has or ever had them. */
import { type Exercise, isPrediction } from '../../exercise/index.ts';
import { findFacts, keepContents } from '../db/content-queries.ts';
import type { Storage } from '../db/storage.ts';
import type { ExerciseManifest } from './exercise-manifest.ts';

export interface FoundContent {
  readonly content: string;
  readonly facts: Exercise;
  /** names of the facts that are others now; empty for the present ones */
  readonly changed: readonly string[];
}

export interface Contents {
  has(exercise: string): boolean;
  isPrediction(exercise: string): boolean;
  /** as it is now */
  current(exercise: string): FoundContent | undefined;
  find(exercise: string, content: string): Promise<FoundContent | undefined>;
  /** ids with their numbers, in the course's order */
  readonly list: readonly { readonly id: string; readonly number: string; readonly lesson: string; readonly content: string }[];
}

/** Keeps the present facts in the database, for the day on which they are old. */
export async function createContents({ db }: Storage, { exercises }: ExerciseManifest, now: number): Promise<Contents> {
  const byId = new Map(exercises.map((exercise) => [exercise.facts.id as string, exercise]));
  await keepContents(
    db,
    exercises.map(({ content, facts }) => ({ exercise_id: facts.id, content, facts: JSON.stringify(facts), first_seen: now })),
  );
  const current = (id: string): FoundContent | undefined => {
    const exercise = byId.get(id);
    return exercise === undefined ? undefined : { content: exercise.content, facts: exercise.facts, changed: [] };
  };
  return {
    has: (id) => byId.has(id),
    isPrediction(id) {
      const exercise = byId.get(id);
      return exercise !== undefined && isPrediction(exercise.facts);
    },
    current,
    async find(id, content) {
      const present = current(id);
      if (present === undefined || present.content === content) return present;
      const kept = await findFacts(db, id, content);
      if (kept === undefined) return undefined;
      const facts: Exercise = JSON.parse(kept);
      return { content, facts, changed: changedFacts(facts, present.facts) };
    },
    list: exercises.map(({ content, number, facts }) => ({ id: facts.id, number, lesson: facts.lesson, content })),
  };
}

function changedFacts(before: Exercise, after: Exercise): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const value = (facts: Exercise, key: string) => JSON.stringify((facts as unknown as Record<string, unknown>)[key]);
  return keys.filter((key) => value(before, key) !== value(after, key));
}
