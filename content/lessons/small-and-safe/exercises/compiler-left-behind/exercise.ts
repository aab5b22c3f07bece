import { atLeast, atMost, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const IMAGE = 'app:1';
const COMPILER = '/usr/lib/pkg/build-base.bin';
const here: Condition = { kind: 'image-exists', ref: IMAGE };
const tooBig: Condition = { kind: 'image-size', ref: IMAGE, is: atLeast(180_000_000) };
const whiteouts = (is: { min?: number; max?: number }): Condition => ({ kind: 'whiteouts', ref: IMAGE, path: COMPILER, is });
const removedByHand: Condition = { kind: 'history-mentions', ref: IMAGE, text: 'RUN /bin/sh -c rm ' };

export const exercise = defineExercise({
  id: 'compiler-left-behind',
  lesson: 'small-and-safe',
  kind: 'dockerfile',
  misconceptions: ['M21', 'M42'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  editable: ['Dockerfile'],
  build: ['docker build -t app:1 .'],
  probes: ['docker run --rm app:1 /app'],
  goals: [
    { id: 'built', condition: here },
    { id: 'small', condition: { kind: 'image-size', ref: IMAGE, is: atMost(9_000_000) } },
    { id: 'runs', condition: { kind: 'probe-printed', probe: 0, is: { kind: 'equals', text: 'app ok' } } },
  ],
  nearMisses: [
    { id: 'compiler-missing', condition: { kind: 'printed', pattern: 'cc: not found' } },
    { id: 'removed-by-hand', misconception: 'M21', condition: { kind: 'all', of: [tooBig, removedByHand] } },
    {
      id: 'inherited-all',
      misconception: 'M42',
      condition: { kind: 'all', of: [tooBig, whiteouts(exactly(0))] },
    },
    { id: 'removed-in-a-new-layer', misconception: 'M21', condition: { kind: 'all', of: [tooBig, whiteouts(atLeast(1))] } },
    {
      id: 'index-left',
      condition: { kind: 'layers-with-file', ref: IMAGE, path: '/var/cache/apk/APKINDEX.tar.gz', is: atLeast(1) },
    },
  ],
});
