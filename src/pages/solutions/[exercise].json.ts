/** The solutions of one exercise, for a page whose reader has solved it (docs/decisions/0006). */
import type { APIRoute, GetStaticPaths } from 'astro';
import { listExercises } from '../../curriculum/exercises.ts';
import { listSolutions, type ShownSolution } from '../../curriculum/solutions.ts';
import type { SolutionsFile } from '../../ui/exercise/solutions.model.ts';

interface Props {
  readonly solutions: readonly ShownSolution[];
}

export const getStaticPaths = (async () => {
  const exercises = (await listExercises()).map((exercise) => ({ id: exercise.id, solutions: listSolutions(exercise) }));
  return exercises
    .filter(({ solutions }) => solutions.length > 0)
    .map(({ id, solutions }) => ({ params: { exercise: id }, props: { solutions } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props }) => {
  const file: SolutionsFile = { solutions: props.solutions };
  return new Response(JSON.stringify(file), { headers: { 'Content-Type': 'application/json' } });
};
