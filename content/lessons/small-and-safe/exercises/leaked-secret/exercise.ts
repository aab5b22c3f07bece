import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const API = 'loja/api:1.0';
const layer = (value: string): Condition => ({ kind: 'answered', field: 'layer', value });

export const exercise = defineExercise({
  id: 'leaked-secret',
  lesson: 'small-and-safe',
  kind: 'find-layer',
  misconceptions: ['M43'],
  start: { commands: [`docker pull -q ${API}`] },
  question: {
    kind: 'fields',
    run: [
      `docker run --rm ${API} cat /app/.env`,
      `docker history --format 'table {{.Size}}\\t{{.CreatedBy}}' ${API}`,
      `docker save -o api.tar ${API}`,
      'mkdir api && tar xf api.tar -C api',
      'cat $(grep -rl TOKEN= api) | grep -ao "TOKEN=[a-z0-9-]*"',
    ],
    fields: [
      {
        id: 'layer',
        input: { kind: 'number' },
        measure: { kind: 'highest-layer-with', ref: API, what: { kind: 'text', value: 'TOKEN=' } },
      },
      { id: 'token', input: { kind: 'text' }, measure: { kind: 'printed-text', step: 4, pattern: 'TOKEN=(\\S+)' } },
    ],
  },
  nearMisses: [
    { id: 'mark-is-content', misconception: 'M43', condition: layer('8') },
    { id: 'counted-from-the-top', condition: { kind: 'any', of: [layer('2'), layer('3')] } },
    { id: 'rows-counted', condition: { kind: 'any', of: [layer('13'), layer('14')] } },
    { id: 'nowhere', misconception: 'M43', condition: { kind: 'any', of: [layer('0'), layer('1')] } },
  ],
});
