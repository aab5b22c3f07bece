import { type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const REF = 'loja/kit:1.0';
const layers = (count: number): Condition => ({ kind: 'layer-count', ref: REF, is: exactly(count) });
const mentions = (text: string): Condition => ({ kind: 'history-mentions', ref: REF, text });
const setsMode: Condition = { kind: 'image-env', ref: REF, name: 'MODO', value: 'aula' };
const aFromFolder = (text: string): Condition => ({
  kind: 'file-in-image',
  ref: REF,
  path: '/app/a.txt',
  is: { kind: 'equals', text },
});
const bWritten: Condition = { kind: 'file-in-image', ref: REF, path: '/app/b.txt', is: { kind: 'equals', text: 'ok' } };

export const exercise = defineExercise({
  id: 'exactly-three-layers',
  lesson: 'layers',
  kind: 'dockerfile',
  misconceptions: ['M14', 'M15', 'M41'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  build: ['docker build -t loja/kit:1.0 .'],
  goals: [
    { id: 'built', condition: { kind: 'image-exists', ref: REF } },
    { id: 'on-alpine', condition: { kind: 'shared-layers', a: 'alpine:3.13', b: REF, is: exactly(1) } },
    { id: 'three-layers', condition: layers(3) },
    { id: 'a-copied', condition: aFromFolder('A') },
    { id: 'b-written', condition: bWritten },
    { id: 'mode-set', condition: setsMode },
  ],
  nearMisses: [
    { id: 'no-folder-yet', condition: { kind: 'printed', pattern: "can't create /app/b.txt" } },
    { id: 'mkdir-alone', misconception: 'M14', condition: { kind: 'all', of: [layers(4), mentions('mkdir')] } },
    { id: 'workdir-counts', misconception: 'M15', condition: { kind: 'all', of: [layers(4), mentions('WORKDIR')] } },
    {
      id: 'exported',
      misconception: 'M41',
      condition: { kind: 'all', of: [layers(3), { kind: 'not', of: setsMode }, mentions('export ')] },
    },
    {
      id: 'b-missing',
      condition: {
        kind: 'all',
        of: [layers(2), { kind: 'file-in-image', ref: REF, path: '/app/b.txt', is: { kind: 'absent' } }],
      },
    },
    {
      id: 'a-written-by-hand',
      condition: {
        kind: 'all',
        of: [layers(3), aFromFolder('A'), { kind: 'any', of: [mentions('> /app/a.txt'), mentions('>/app/a.txt')] }],
      },
    },
  ],
  hiddenVariants: [
    {
      id: 'holds-for-another-file',
      start: { files: { 'a.txt': 'B\n' }, commands: ['docker pull -q alpine:3.13'], movedTags: [] },
      goals: [{ id: 'other-a-copied', condition: aFromFolder('B') }],
    },
  ],
});
