/**
 * The files of a new exercise, by kind. They say what belongs where and are whole enough to be loaded; what only the author can know is
 * left open in such a way that `npm run check:content` fails until it is written.
 */
import { OPEN_SENTENCE as OPEN } from '../../src/curriculum/text-schema.ts';
import type { ExerciseKind } from '../../src/exercise/index.ts';

export interface NewExercise {
  readonly lesson: string;
  readonly id: string;
  readonly kind: ExerciseKind;
}
/** By path in the exercise's folder. */
export type NewFiles = Readonly<Record<string, string>>;

export function newFiles(exercise: NewExercise): NewFiles {
  const files = isPredicted(exercise.kind) ? predictionFiles(exercise) : judgedFiles(exercise);
  return { ...files, 'text.pt-BR.yaml': texts(exercise.kind, 'goal'), 'text.en.yaml': texts(exercise.kind, 'goal') };
}

function isPredicted(kind: ExerciseKind): boolean {
  return kind === 'predict' || kind === 'find-layer';
}

function predictionFiles(exercise: NewExercise): NewFiles {
  return {
    'exercise.ts': definition(
      exercise,
      "import { defineExercise } from '../../../../../src/exercise/index.ts';",
      `  question: {
    kind: 'fields',
    run: ['docker pull -q alpine:3.13'],
    // what is measured after the commands is the answer: it is written nowhere
    fields: [{ id: 'images', input: { kind: 'number' }, measure: { kind: 'image-count' } }],
  },
  nearMisses: [{ id: 'known-mistake', condition: { kind: 'answered', field: 'images', value: '0' } }],`,
    ),
    'wrong/known-mistake.txt': '# feedback: known-mistake\nimages=0\n',
  };
}

function judgedFiles(exercise: NewExercise): NewFiles {
  const { kind } = exercise;
  const own = {
    commands: '',
    challenge: "  bonus: { kind: 'command-count', is: { max: 1 } },\n",
    repair: "  given: ['docker pull alpine'],\n",
    dockerfile: "  editable: ['Dockerfile'],\n  build: ['docker build -t nova:1 .'],\n",
    order: `  blocks: [
    { id: 'A', text: 'docker pull alpine:3.13' },
    { id: 'B', text: 'docker images' },
    { id: 'X', text: 'docker rmi alpine:3.13' },
  ],
`,
  }[kind as Exclude<ExerciseKind, 'predict' | 'find-layer'>];
  const mistakes: Partial<Record<ExerciseKind, string>> = {
    dockerfile: "{ kind: 'printed', pattern: 'unknown instruction' }",
    order: "{ kind: 'printed', pattern: 'No such image' }",
  };
  const ref = kind === 'dockerfile' ? 'nova:1' : 'alpine:3.13';
  return {
    'exercise.ts': definition(
      exercise,
      "import { defineExercise } from '../../../../../src/exercise/index.ts';",
      `${own}  goals: [{ id: 'goal', condition: { kind: 'image-exists', ref: '${ref}' } }],
  // something that a learner plausibly does instead; it must not hold for any solution
  nearMisses: [{ id: 'known-mistake', condition: ${mistakes[kind] ?? "{ kind: 'image-exists', ref: 'alpine:3.14' }"} }],`,
    ),
    ...answers(kind),
  };
}

function answers(kind: ExerciseKind): NewFiles {
  const head = '# fails: goal\n# feedback: known-mistake\n';
  if (kind === 'dockerfile') {
    return {
      'solutions/first/Dockerfile': 'FROM alpine:3.13\n',
      'wrong/known-mistake/Dockerfile': `${head}FORM alpine:3.13\n`,
    };
  }
  if (kind === 'order') return { 'solutions/first.txt': 'A B\n', 'wrong/known-mistake.txt': `${head}B X\n` };
  return { 'solutions/first.sh': 'docker pull alpine:3.13\n', 'wrong/known-mistake.sh': `${head}docker pull alpine:3.14\n` };
}

function definition({ lesson, id, kind }: NewExercise, imports: string, body: string): string {
  const start = kind === 'dockerfile' ? "  start: { commands: ['docker pull -q alpine:3.13'] },\n" : '';
  return `${imports}

export const exercise = defineExercise({
  id: '${id}',
  lesson: '${lesson}',
  kind: '${kind}',
  // the confusions it is about, by their code: M01 …
  misconceptions: [],
${start}${body.replace(/^\n/, '')}
});
`;
}

function texts(kind: ExerciseKind, goal: string): string {
  const asked = isPredicted(kind) ? `items:\n  images: ${OPEN}\nfields:\n  images: ${OPEN}` : `goals:\n  ${goal}: ${OPEN}`;
  return `title: ${OPEN}
# what to do; names that a goal asks for must stand here
brief: |-
  ${OPEN}
# what the editor, the list or the form is for, in one line
ask: ${OPEN}
${asked}
# what happened, and why: one for each id in exercise.ts
nearMisses:
  known-mistake: ${OPEN}
# the idea, the family of commands, nearly the line
hints:
  - ${OPEN}
  - ${OPEN}
  - ${OPEN}
# what has just been seen
passed: ${OPEN}
`;
}
