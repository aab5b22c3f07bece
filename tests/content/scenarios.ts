/**
 * What of the content is also run on a real Docker: every console of a lesson, every answer of an exercise that consists of commands, every
 * item of a prediction, each after its start and on a fresh machine.
 */
import { course } from '../../content/course.ts';
import { listAnswers } from '../../src/curriculum/answers.ts';
import { listExercises } from '../../src/curriculum/exercises.ts';
import { fillTemplate } from '../../src/curriculum/fill-template.ts';
import { readLessonWords } from '../../src/curriculum/lessons.ts';
import { type Exercise, isPrediction } from '../../src/exercise/index.ts';

export interface Scenario {
  /** name of its recording */
  readonly name: string;
  readonly commands: readonly string[];
}

export async function listScenarios(): Promise<Scenario[]> {
  const exercises = await listExercises();
  return [...course.flatMap(consolesOf), ...exercises.flatMap(answersOf)];
}

function consolesOf(lesson: string): Scenario[] {
  const { body } = readLessonWords(lesson, 'pt-BR');
  const consoles = [...body.matchAll(/<Console\b(.*?)\/>/gs)].map((match) => match[1] ?? '');
  return consoles.map((attributes, index) => {
    const commands = ['start', 'run'].flatMap((name) =>
      linesOf(new RegExp(`\\b${name}=\\{\`([^\`]*)\`\\}`).exec(attributes)?.[1] ?? ''),
    );
    return { name: `${lesson}.console-${index + 1}`, commands };
  });
}

function answersOf(exercise: Exercise): Scenario[] {
  const start = exercise.start.commands;
  if (isPrediction(exercise)) {
    const { question } = exercise;
    if (question.kind !== 'which-pass') return [{ name: exercise.id, commands: [...start, ...question.run] }];
    return question.items.map(({ id, line }) => ({ name: `${exercise.id}.${id}`, commands: [...start, line] }));
  }
  return (['solutions', 'wrong'] as const).flatMap((kind) =>
    listAnswers(exercise, kind).map(({ file, answer }) => {
      const lines = 'lines' in answer ? answer.lines : [];
      return {
        name: `${exercise.id}.${file
          .split('/')
          .at(-1)
          ?.replace(/\.\w+$/, '')}`,
        commands: [...start, ...lines],
      };
    }),
  );
}

function linesOf(script: string): string[] {
  return fillTemplate(script)
    .split('\n')
    .filter((line) => line.trim() !== '');
}
