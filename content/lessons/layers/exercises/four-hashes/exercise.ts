import { type Condition, defineExercise, type Field } from '../../../../../src/exercise/index.ts';

const IMAGE = '{{start:id:alpine:3.13}}';
const UNCOMPRESSED = '{{start:diff:1:alpine:3.13}}';
const COMPRESSED = '{{start:layer:1:alpine:3.13}}';
const DIGEST = '{{start:digest:alpine:3.13}}';

const printed = (id: string, step: number, pattern: string): Field => ({
  id,
  input: { kind: 'choice', options: [IMAGE, UNCOMPRESSED, COMPRESSED, DIGEST] },
  measure: { kind: 'printed-text', step, pattern },
});
const answered = (field: string, value: string): Condition => ({ kind: 'answered', field, value });

export const exercise = defineExercise({
  id: 'four-hashes',
  lesson: 'layers',
  kind: 'predict',
  misconceptions: ['M10', 'M17'],
  question: {
    kind: 'fields',
    run: ['docker pull alpine:3.13', 'docker images', "docker image inspect -f '{{json .RootFS.Layers}}' alpine:3.13"],
    fields: [
      printed('pull-line', 0, '^([0-9a-f]{4})[0-9a-f]{8}: Pull complete'),
      printed('digest-line', 0, '^Digest: sha256:([0-9a-f]{4})'),
      printed('image-id', 1, '^alpine +3\\.13 +([0-9a-f]{4})'),
      printed('root-fs', 2, 'sha256:([0-9a-f]{4})'),
    ],
  },
  nearMisses: [
    {
      id: 'compressed-or-not',
      misconception: 'M17',
      condition: { kind: 'all', of: [answered('pull-line', UNCOMPRESSED), answered('root-fs', COMPRESSED)] },
    },
    {
      id: 'digest-or-id',
      misconception: 'M10',
      condition: { kind: 'all', of: [answered('digest-line', IMAGE), answered('image-id', DIGEST)] },
    },
    {
      id: 'image-is-not-layer',
      misconception: 'M17',
      condition: { kind: 'any', of: [answered('pull-line', IMAGE), answered('root-fs', IMAGE)] },
    },
  ],
});
