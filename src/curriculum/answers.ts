/**
 * The authors' own answers to an exercise: played by the tests, and solutions are shown after passing. One answer is a file or, where it has
 * several files, a folder. What it looks like goes by the exercise's kind:
 *
 *   commands, repair, challenge   `by-name.sh`: commands; with files to write: a folder with them and `commands.sh`
 *   dockerfile                    `by-copy.Dockerfile`, or a folder with the files to write
 *   order                         `in-order.txt`: ids of blocks
 *   predict, find-layer           `all.txt`: ids of ticked items, or `field=value` a line
 *
 * Comment lines at the top say what must come of it:
 *
 *   # fails: goal-id, other-goal     goals that a wrong answer leaves unmet
 *   # feedback: id                   the near miss or dead end that it is told about
 */
import type { Answer, Exercise } from '../exercise/index.ts';
import { splitField, wordsOf } from './answer-lines.ts';
import { answerProblems } from './answer-problems.ts';
import { assertNoProblems } from './content-error.ts';
import { exerciseFolder, listFiles, readText } from './content-files.ts';
import { filled } from './exercises.ts';

export interface WrittenAnswer {
  /** from the project's root; of a folder, the folder */
  readonly file: string;
  readonly answer: Answer;
  readonly fails: readonly string[];
  readonly feedback: string | undefined;
}

/** Sorted by name. @throws ContentError */
export function listAnswers(exercise: Exercise, kind: 'solutions' | 'wrong'): WrittenAnswer[] {
  const folder = `${exerciseFolder(exercise.lesson, exercise.id)}/${kind}`;
  const files = listFiles(folder);
  const names = [...new Set(files.map((file) => file.split('/')[0] ?? file))];
  return names.map((name) => {
    const own = files.filter((file) => file === name || file.startsWith(`${name}/`));
    return readAnswer(
      exercise,
      `${folder}/${name}`,
      own.map((file) => `${folder}/${file}`),
    );
  });
}

const COMMANDS = 'commands.sh';

function readAnswer(exercise: Exercise, file: string, files: readonly string[]): WrittenAnswer {
  const parts = files.map((part) => ({
    name: part === file ? nameOfSingle(file) : part.slice(file.length + 1),
    ...splitHead(filled(part, readText(part))),
  }));
  const head = parts.flatMap((part) => part.head);
  const marked = (mark: string) =>
    head.filter((line) => line.startsWith(`# ${mark}: `)).map((line) => line.slice(mark.length + 4).trim());
  const lines = parts.filter(({ name }) => name === COMMANDS).flatMap((part) => part.lines.filter((line) => line.trim() !== ''));
  const written = Object.fromEntries(
    parts.filter(({ name }) => name !== COMMANDS).map((part) => [part.name, part.lines.join('\n')]),
  );
  assertNoProblems(answerProblems(exercise, file, lines, written));
  return {
    file,
    answer: answerOf(exercise, lines, written),
    fails: marked('fails').flatMap((ids) => ids.split(/,\s*/)),
    feedback: marked('feedback')[0],
  };
}

/** `by-copy.Dockerfile` stands for a folder with a Dockerfile alone; any other single file holds lines. */
function nameOfSingle(file: string): string {
  return file.endsWith('.Dockerfile') ? 'Dockerfile' : COMMANDS;
}

/** Only `# word: …` lines belong to the head, so that a comment of the answer's own stays in it. */
function splitHead(source: string): { head: string[]; lines: string[] } {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !/^# (fails|feedback): /.test(line));
  return { head: lines.slice(0, end), lines: lines.slice(end) };
}

function answerOf(exercise: Exercise, lines: readonly string[], files: Readonly<Record<string, string>>): Answer {
  switch (exercise.kind) {
    case 'predict':
    case 'find-layer':
      if (exercise.question.kind !== 'fields') return { prediction: { kind: 'ticks', items: wordsOf(lines) } };
      return { prediction: { kind: 'fields', values: Object.fromEntries(lines.map(splitField)) } };
    case 'order':
      return { blocks: wordsOf(lines) };
    case 'dockerfile':
      return { files };
    default:
      return Object.keys(files).length === 0 ? { lines } : { lines, files };
  }
}
