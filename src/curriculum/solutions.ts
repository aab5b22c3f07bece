/** Solutions as a page shows them after passing: what is written and run, official first. */
import { answerWork, type Exercise, isPrediction } from '../exercise/index.ts';
import { listAnswers } from './answers.ts';

export interface ShownSolution {
  readonly lines?: readonly string[];
  /** text by path */
  readonly files?: Readonly<Record<string, string>>;
}

/** Named so, it comes first; else the first by name does. */
const OFFICIAL = /\/official(\.\w+)?$/;

/**
 * None for a prediction: what is true of it is found by running it. Lines that every answer runs (`build`) are not part of a solution.
 * @throws ContentError
 */
export function listSolutions(exercise: Exercise): ShownSolution[] {
  if (isPrediction(exercise)) return [];
  const answers = listAnswers(exercise, 'solutions');
  const isOfficial = ({ file }: { readonly file: string }) => OFFICIAL.test(file);
  return [...answers.filter(isOfficial), ...answers.filter((answer) => !isOfficial(answer))].map(({ answer }) => {
    const { lines, files } = answerWork(exercise, answer);
    const isRunByAll = exercise.kind === 'dockerfile' || (exercise.kind === 'order' && exercise.file !== undefined);
    return {
      ...(isRunByAll || lines.length === 0 ? {} : { lines }),
      ...(Object.keys(files).length === 0 ? {} : { files }),
    };
  });
}
