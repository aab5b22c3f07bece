/** What handing in an answer does to the machine: files are written, then lines are run. */
import type { Answer } from './answer.ts';
import type { Exercise, PredictionExercise } from './exercise.ts';

export interface AnswerWork {
  readonly lines: readonly string[];
  /** text by path, from the learner's folder */
  readonly files: Readonly<Record<string, string>>;
}

/** @throws TypeError where the answer is of another shape than the exercise asks for */
export function answerWork(exercise: Exclude<Exercise, PredictionExercise>, answer: Answer): AnswerWork {
  if (exercise.kind === 'order') {
    if (!('blocks' in answer)) throw new TypeError(`${exercise.id} asks for blocks`);
    const texts = answer.blocks.map((id) => exercise.blocks.find((block) => block.id === id)?.text ?? '');
    if (exercise.file === undefined) return { lines: texts, files: {} };
    return { lines: exercise.build, files: { [exercise.file]: `${texts.join('\n')}\n` } };
  }
  if (exercise.kind === 'dockerfile') {
    if (!('files' in answer) || answer.files === undefined || 'lines' in answer)
      throw new TypeError(`${exercise.id} asks for files`);
    return { lines: exercise.build, files: editedFiles(exercise.editable, answer.files) };
  }
  if (!('lines' in answer)) throw new TypeError(`${exercise.id} asks for lines`);
  return { lines: answer.lines, files: editedFiles(exercise.editable, answer.files ?? {}) };
}

function editedFiles(editable: readonly string[], files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).filter(([path]) => editable.includes(path)));
}
