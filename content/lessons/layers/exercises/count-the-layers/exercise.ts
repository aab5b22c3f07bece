import { type Condition, defineExercise } from '../../../../../src/exercise/index.ts';

const layers = (value: string): Condition => ({ kind: 'answered', field: 'layers', value });

export const exercise = defineExercise({
  id: 'count-the-layers',
  lesson: 'layers',
  kind: 'predict',
  misconceptions: ['M14', 'M15'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  question: {
    kind: 'fields',
    run: ['docker build -t conta .', 'docker history conta', "docker image inspect -f '{{len .RootFS.Layers}}' conta"],
    fields: [{ id: 'layers', input: { kind: 'number' }, measure: { kind: 'layer-count', ref: 'conta' } }],
  },
  nearMisses: [
    { id: 'one-per-instruction', misconception: 'M14', condition: layers('6') },
    { id: 'base-forgotten', condition: layers('2') },
    { id: 'only-the-base', misconception: 'M14', condition: layers('1') },
    { id: 'some-settings-counted', misconception: 'M15', condition: { kind: 'any', of: [layers('5'), layers('4')] } },
  ],
});
