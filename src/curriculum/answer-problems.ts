/** What is wrong with an author's answer before it is played: an id or a file that its exercise does not have. */
import type { Exercise } from '../exercise/index.ts';
import { splitField, wordsOf } from './answer-lines.ts';
import type { ContentProblem } from './content-error.ts';

type Files = Readonly<Record<string, string>>;

export function answerProblems(exercise: Exercise, file: string, lines: readonly string[], files: Files): ContentProblem[] {
  const problem = (key: string, found: string, allowed: readonly string[]): ContentProblem => ({
    file,
    key,
    found,
    allowed: allowed.length === 0 ? 'nothing' : allowed.join(', '),
    todo: 'correct the name, or the kind of file (docs/authoring.md)',
  });
  const unknown = (key: string, found: readonly string[], allowed: readonly string[]): ContentProblem[] =>
    found.filter((one) => !allowed.includes(one)).map((one) => problem(key, one, allowed));

  const editable = 'editable' in exercise ? exercise.editable : [];
  const problems = unknown('files', Object.keys(files), editable);
  switch (exercise.kind) {
    case 'predict':
    case 'find-layer': {
      const { question } = exercise;
      if (question.kind !== 'fields') {
        const ids = question.items.map(({ id }) => id);
        return [...problems, ...unknown('items', wordsOf(lines), ids)];
      }
      const ids = question.fields.map(({ id }) => id);
      const answered = lines.map((line) => splitField(line)[0]);
      const missing = ids.filter((id) => !answered.includes(id)).map((id) => problem('fields', `nothing for ${id}`, ids));
      return [...problems, ...unknown('fields', answered, ids), ...missing];
    }
    case 'order': {
      const blocks = wordsOf(lines);
      const twice = blocks.filter((block, index) => blocks.indexOf(block) < index).map((block) => `${block} a second time`);
      const ids = exercise.blocks.map(({ id }) => id);
      return [...problems, ...unknown('blocks', blocks, ids), ...twice.map((found) => problem('blocks', found, ids))];
    }
    case 'dockerfile':
      if (lines.length > 0) problems.push(problem('lines', lines[0] ?? '', []));
      return problems;
    default:
      return problems;
  }
}
