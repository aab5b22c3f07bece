/**
 * The questions that open a lesson come from earlier ones, and are spaced: what was learned last is not asked alone, because what comes back
 * after a while is what stays. From the third lesson on, at least two lessons are asked about, one of them not the last.
 */
import type { ContentProblem } from './content-error.ts';
import { lessonFolder } from './content-files.ts';

const LEAST_QUESTIONS = 2;

interface Opening {
  /** lesson ids, as lesson.yaml names them */
  readonly recalls: readonly string[];
  /** `<Recall>` before the lesson begins to explain, in one of the languages */
  readonly questions: number;
}

/** @param order the course's lessons */
export function recallProblems(order: readonly string[], id: string, { recalls, questions }: Opening): ContentProblem[] {
  const earlier = order.slice(0, order.indexOf(id));
  const problem = (found: string, allowed: string, todo: string): ContentProblem => {
    return { file: `${lessonFolder(id)}/lesson.yaml`, key: 'recalls', found, allowed, todo };
  };
  if (earlier.length === 0) {
    return recalls.length === 0 ? [] : [problem(recalls.join(', '), 'nothing: the first lesson has none before it', 'take it out')];
  }
  const wrong = recalls.filter((recall, index) => !earlier.includes(recall) || recalls.indexOf(recall) < index);
  const problems = wrong.map((recall) => {
    const what = earlier.includes(recall) ? `${recall} a second time` : `${recall}, which is no earlier lesson`;
    return problem(what, earlier.join(', '), 'ask about a lesson that came before, and name each once');
  });
  const least = Math.min(earlier.length, 2);
  const found = recalls.length === 0 ? 'nothing' : recalls.join(', ');
  if (recalls.length < least)
    problems.push(problem(found, `${least} lessons or more of ${earlier.join(', ')}`, 'ask about another one too'));
  else if (earlier.length > 1 && recalls.every((recall) => recall === earlier.at(-1)))
    problems.push(problem(found, `one of ${earlier.slice(0, -1).join(', ')}`, 'ask about what was not only just learned'));
  const fewest = Math.max(LEAST_QUESTIONS, recalls.length);
  if (questions < fewest)
    problems.push(
      problem(`${questions} <Recall> before the first example`, `${fewest} or more`, 'write a question for each lesson named'),
    );
  return problems;
}

/** Before the second heading: the first one is the questions' own. */
export function countOpeningQuestions(body: string): number {
  const [, opening = ''] = body.split(/^## .*$/m);
  return [...opening.matchAll(/<Recall\b/g)].length;
}
