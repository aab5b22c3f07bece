import { type Condition, defineExercise, type Field } from '../../../../../src/exercise/index.ts';

const REF = 'loja/site:1.0';
const found = (id: string, path: string): Field => ({
  id,
  input: { kind: 'number' },
  measure: { kind: 'highest-layer-with', ref: REF, what: { kind: 'file', value: path } },
});
const answered = (field: string, value: string): Condition => ({ kind: 'answered', field, value });

export const exercise = defineExercise({
  id: 'layer-detective',
  lesson: 'layers',
  kind: 'find-layer',
  misconceptions: ['M16', 'M20'],
  start: { commands: ['docker pull -q loja/site:1.0'] },
  question: {
    kind: 'fields',
    run: ['docker history loja/site:1.0', "sh layers.sh loja/site:1.0 | grep -E '==|logo.png|motd|loja.conf'"],
    fields: [found('logo', '/srv/logo.png'), found('motd', '/etc/motd'), found('conf', '/etc/loja.conf')],
  },
  nearMisses: [
    { id: 'lower-version', misconception: 'M20', condition: answered('motd', '1') },
    { id: 'rows-counted', condition: answered('conf', '6') },
    {
      id: 'counted-from-the-top',
      misconception: 'M16',
      condition: { kind: 'any', of: [answered('conf', '1'), answered('logo', '4')] },
    },
    {
      id: 'last-has-everything',
      misconception: 'M20',
      condition: { kind: 'any', of: [answered('logo', '5'), answered('motd', '5')] },
    },
  ],
});
