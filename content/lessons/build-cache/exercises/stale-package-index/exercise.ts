import { type Amount, atLeast, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const IMAGE = 'ferramenta:1';
const CURL = '/usr/lib/pkg/curl.bin';
const INDEX = '/var/cache/apk/APKINDEX.tar.gz';
const layers = (is: Amount): Condition => ({ kind: 'layer-count', ref: IMAGE, is });
const indexIn = (is: Amount): Condition => ({ kind: 'layers-with-file', ref: IMAGE, path: INDEX, is });
const curlInSecond: Condition = { kind: 'file-in-layer', ref: IMAGE, path: CURL, layer: 2 };

export const exercise = defineExercise({
  id: 'stale-package-index',
  lesson: 'build-cache',
  kind: 'repair',
  misconceptions: ['M21', 'M40'],
  start: { commands: ['docker pull -q alpine:3.13'] },
  given: ['docker build -t ferramenta:1 .'],
  editable: ['Dockerfile'],
  goals: [
    { id: 'built', condition: { kind: 'image-exists', ref: IMAGE } },
    { id: 'curl-in-own-layer', condition: curlInSecond },
    { id: 'no-index', condition: { kind: 'all', of: [{ kind: 'image-exists', ref: IMAGE }, indexIn(exactly(0))] } },
    { id: 'two-layers', condition: layers(exactly(2)) },
  ],
  nearMisses: [
    { id: 'no-package-found', condition: { kind: 'printed', pattern: 'curl \\(no such package' } },
    {
      id: 'hidden-not-gone',
      misconception: 'M21',
      condition: { kind: 'whiteouts', ref: IMAGE, path: INDEX, is: atLeast(1) },
    },
    {
      id: 'update-not-needed',
      condition: {
        kind: 'all',
        of: [layers(exactly(3)), indexIn(atLeast(1)), { kind: 'history-mentions', ref: IMAGE, text: '--no-cache' }],
      },
    },
    {
      id: 'index-kept',
      misconception: 'M40',
      condition: { kind: 'all', of: [curlInSecond, indexIn(atLeast(1))] },
    },
    {
      id: 'still-two-runs',
      misconception: 'M40',
      condition: { kind: 'all', of: [layers(exactly(3)), indexIn(atLeast(1))] },
    },
  ],
});
