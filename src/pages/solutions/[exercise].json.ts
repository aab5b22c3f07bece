/** The solutions of one exercise, for a page whose reader has solved it (docs/decisions/0006). */
import type { APIRoute, GetStaticPaths } from 'astro';
import { listExercises } from '../../curriculum/exercises.ts';
import { listSolutions } from '../../curriculum/solutions.ts';
import { FORM_SOLUTIONS } from '../../ui/exercise/forms.fixture.ts';
import type { Solution, SolutionsFile } from '../../ui/exercise/solutions.model.ts';

interface Props {
  readonly solutions: readonly Solution[];
}

export const getStaticPaths = (async () => {
  const exercises = (await listExercises()).map((exercise) => ({ id: exercise.id, solutions: listSolutions(exercise) }));
  const lab = Object.entries(FORM_SOLUTIONS).map(([id, solutions]) => ({ id, solutions }));
  return [...exercises, ...lab]
    .filter(({ solutions }) => solutions.length > 0)
    .map(({ id, solutions }) => ({ params: { exercise: id }, props: { solutions } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute<Props> = ({ props }) => {
  const file: SolutionsFile = { solutions: props.solutions };
  return new Response(JSON.stringify(file), { headers: { 'Content-Type': 'application/json' } });
};
