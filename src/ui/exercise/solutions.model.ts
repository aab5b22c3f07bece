/** The authors' solutions of an exercise, fetched once it is solved and not before (docs/decisions/0006). */
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Exercise } from '../../exercise/index.ts';
import { siteRoot } from '../kit/site-root.ts';
import type { Files } from '../lab/protocol.ts';

/** One file for each exercise: `/solutions/<id>.json`. */
export interface SolutionsFile {
  readonly solutions: readonly Solution[];
}

/** Of the parts, those that the exercise asks for. */
export interface Solution {
  readonly lines?: readonly string[];
  readonly files?: Files;
}

export type SolutionsState =
  | { readonly kind: 'locked' | 'loading' | 'failed' }
  | { readonly kind: 'here'; readonly solutions: readonly Solution[] };

export interface SolutionsModel {
  readonly state: ReadonlySignal<SolutionsState>;
  load(): Promise<void>;
}

export type FetchSolutions = (exercise: string) => Promise<SolutionsFile>;

export function createSolutionsModel(
  exercise: Exercise,
  isSolved: ReadonlySignal<boolean>,
  fetchSolutions: FetchSolutions,
): SolutionsModel {
  const state = signal<SolutionsState>({ kind: 'locked' });
  async function load(): Promise<void> {
    state.value = { kind: 'loading' };
    try {
      state.value = { kind: 'here', solutions: (await fetchSolutions(exercise.id)).solutions };
    } catch {
      state.value = { kind: 'failed' };
    }
  }
  effect(() => {
    if (!('question' in exercise) && isSolved.value && state.peek().kind === 'locked') void load();
  });
  return { state, load };
}

/** @throws Error where it does not arrive */
export async function fetchSolutionsFile(exercise: string): Promise<SolutionsFile> {
  const response = await fetch(new URL(`solutions/${exercise}.json`, siteRoot()));
  if (!response.ok) throw new Error(`solutions of ${exercise}: ${response.status}`);
  return (await response.json()) as SolutionsFile;
}
