import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const answered = (field: string, value: string): Condition => ({ kind: 'answered', field, value });
const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of });
const SITE = 'loja/site:1.0';

export const exercise = defineExercise({
  id: 'save-or-export',
  lesson: 'pinning-and-moving',
  kind: 'predict',
  misconceptions: ['M45'],
  start: { commands: [`docker pull -q ${SITE}`] },
  question: {
    kind: 'fields',
    run: [
      `docker save -o s.tar ${SITE}`,
      `docker create --name ex ${SITE}`,
      'docker export -o e.tar ex',
      'docker rm ex',
      `docker rmi ${SITE}`,
      'docker load -i s.tar',
      'docker import e.tar plana:1',
      `docker image inspect -f '{{len .RootFS.Layers}} {{.Config.Cmd}}' ${SITE} plana:1`,
    ],
    fields: [
      { id: 'after-load', input: { kind: 'number' }, measure: { kind: 'layer-count', ref: SITE } },
      { id: 'after-import', input: { kind: 'number' }, measure: { kind: 'layer-count', ref: 'plana:1' } },
      {
        id: 'command-kept',
        input: { kind: 'choice', options: ['yes', 'no'] },
        measure: {
          kind: 'either',
          when: { kind: 'image-command', ref: 'plana:1', command: [] },
          yes: 'no',
          no: 'yes',
        },
      },
    ],
  },
  nearMisses: [
    { id: 'save-flattens', misconception: 'M45', condition: answered('after-load', '1') },
    { id: 'one-more-layer', misconception: 'M45', condition: answered('after-import', '6') },
    { id: 'export-keeps-layers', misconception: 'M45', condition: answered('after-import', '5') },
    {
      id: 'settings-travel',
      misconception: 'M45',
      condition: all(answered('after-import', '1'), answered('command-kept', 'yes')),
    },
  ],
});
