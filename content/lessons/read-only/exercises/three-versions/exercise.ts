import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const SITE = 'loja/site:1.0';
const DRAFT = '/srv/rascunho.txt';
const answered = (field: string, value: string): Condition => ({ kind: 'answered', field, value });

export const exercise = defineExercise({
  id: 'three-versions',
  lesson: 'read-only',
  kind: 'find-layer',
  misconceptions: ['M20', 'M21'],
  start: { commands: [`docker pull -q ${SITE}`] },
  question: {
    kind: 'fields',
    run: [
      `docker run --rm ${SITE}`,
      `docker run --rm ${SITE} ls /srv`,
      `docker save -o site.tar ${SITE}`,
      'mkdir site && tar xf site.tar -C site',
      'grep -rl "preco secreto" site',
      `docker history --format 'table {{.Size}}\\t{{.CreatedBy}}' ${SITE}`,
    ],
    fields: [
      {
        id: 'copies',
        input: { kind: 'number' },
        measure: { kind: 'layers-with-file', ref: SITE, path: '/srv/index.html' },
      },
      {
        id: 'version',
        input: { kind: 'choice', options: ['v1', 'v2', 'v3'] },
        measure: { kind: 'printed-text', step: 0, pattern: 'Loja (v\\d)' },
      },
      {
        id: 'draft-seen',
        input: { kind: 'choice', options: ['yes', 'no'] },
        measure: {
          kind: 'either',
          when: { kind: 'file-in-image', ref: SITE, path: DRAFT, is: { kind: 'present' } },
          yes: 'yes',
          no: 'no',
        },
      },
      {
        id: 'draft-layer',
        input: { kind: 'number' },
        measure: { kind: 'highest-layer-with', ref: SITE, what: { kind: 'text', value: 'preco secreto' } },
      },
    ],
  },
  nearMisses: [
    { id: 'only-what-is-seen', misconception: 'M20', condition: answered('copies', '1') },
    {
      id: 'not-the-highest',
      misconception: 'M20',
      condition: { kind: 'any', of: [answered('version', 'v1'), answered('version', 'v2')] },
    },
    { id: 'hidden-is-seen', misconception: 'M21', condition: answered('draft-seen', 'yes') },
    { id: 'mark-is-content', misconception: 'M21', condition: answered('draft-layer', '4') },
  ],
});
