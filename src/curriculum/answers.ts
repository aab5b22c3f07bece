/**
 * The authors' own answers to an exercise, for tests only: they never reach a page.
 *
 * `solutions/by-name.sh` are commands; `wrong/all.txt` ticked items, one field `id=value` a line, or blocks in order; a folder holds the files
 * that the learner would write, and `commands.sh` where there are commands too. Comment lines at the top say what must come of it:
 *
 *   # fails: goal-id, other-goal     goals that a wrong answer leaves unmet
 *   # feedback: id                   the near miss or dead end that it is told about
 */
import type { Answer, Exercise } from '../exercise/index.ts';
import { isPrediction } from '../exercise/index.ts';
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
    name: part === file ? COMMANDS : part.slice(file.length + 1),
    ...splitHead(filled(part, readText(part))),
  }));
  const head = parts.flatMap((part) => part.head);
  const marked = (mark: string) =>
    head.filter((line) => line.startsWith(`# ${mark}: `)).map((line) => line.slice(mark.length + 4).trim());
  const lines = parts.filter(({ name }) => name === COMMANDS).flatMap((part) => part.lines.filter((line) => line.trim() !== ''));
  const written = Object.fromEntries(
    parts.filter(({ name }) => name !== COMMANDS).map((part) => [part.name, part.lines.join('\n')]),
  );
  return {
    file,
    answer: answerOf(exercise, lines, written),
    fails: marked('fails').flatMap((ids) => ids.split(/,\s*/)),
    feedback: marked('feedback')[0],
  };
}

/** Only `# word: …` lines belong to the head, so that a comment of the answer's own stays in it. */
function splitHead(source: string): { head: string[]; lines: string[] } {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !/^# (fails|feedback): /.test(line));
  return { head: lines.slice(0, end), lines: lines.slice(end) };
}

function answerOf(exercise: Exercise, lines: readonly string[], files: Readonly<Record<string, string>>): Answer {
  if (isPrediction(exercise)) {
    if (exercise.question.kind !== 'fields') return { prediction: { kind: 'ticks', items: words(lines) } };
    const values = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    return { prediction: { kind: 'fields', values } };
  }
  if (exercise.kind === 'order') return { blocks: words(lines) };
  if (exercise.kind === 'dockerfile') return { files };
  return Object.keys(files).length === 0 ? { lines } : { lines, files };
}

function words(lines: readonly string[]): string[] {
  return lines.flatMap((line) => line.trim().split(/\s+/));
}
