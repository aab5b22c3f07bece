import { type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const version: Condition = { kind: 'image-exists', ref: 'loja:1.0' };
const production: Condition = { kind: 'image-exists', ref: 'loja:producao' };
const sameImage: Condition = { kind: 'same-image', a: 'loja:1.0', b: 'loja:producao' };
const shows = (line: string): Condition => ({ kind: 'last-printed', pattern: `^${line}$` });

export const exercise = defineExercise({
  id: 'version-that-got-lost',
  lesson: 'names-and-ids',
  kind: 'repair',
  misconceptions: ['M08', 'M09'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  given: ['docker build -t loja .', 'docker tag loja:1.0 loja:producao', 'docker run --rm loja:producao cat /app.txt'],
  goals: [
    { id: 'same-image', condition: sameImage },
    { id: 'nothing-failed', condition: { kind: 'failed-count', is: exactly(0) } },
    { id: 'shows-v1', condition: shows('v1') },
  ],
  nearMisses: [
    {
      id: 'no-version',
      misconception: 'M08',
      condition: { kind: 'all', of: [production, { kind: 'not', of: version }] },
    },
    {
      id: 'built-twice',
      misconception: 'M09',
      condition: { kind: 'all', of: [version, production, { kind: 'not', of: sameImage }] },
    },
    { id: 'pulled', misconception: 'M08', condition: { kind: 'printed', of: 'pull', pattern: 'denied for loja' } },
    {
      id: 'only-latest',
      misconception: 'M08',
      condition: {
        kind: 'all',
        of: [
          { kind: 'not', of: version },
          { kind: 'printed', pattern: 'No such image: loja:1.0' },
        ],
      },
    },
    { id: 'not-from-the-image', condition: { kind: 'all', of: [sameImage, { kind: 'typed', pattern: '\\becho\\b|^\\s*cat\\b' }] } },
  ],
  hiddenVariants: [
    {
      id: 'holds-for-the-next-version',
      start: {
        // the text in the folder is another one than in the image
        files: {
          Dockerfile: 'FROM alpine:3.13\nCOPY app.txt /app.txt\nRUN sed -i s/rascunho/v2/ /app.txt\n',
          'app.txt': 'rascunho\n',
        },
        commands: ['docker pull -q alpine:3.13'],
        movedTags: [],
      },
      goals: [
        { id: 'same-image-again', condition: sameImage },
        { id: 'shows-v2', condition: shows('v2') },
      ],
    },
  ],
});
