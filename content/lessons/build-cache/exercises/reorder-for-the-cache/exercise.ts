import { atLeast, type Condition, defineExercise, type FileTest } from '../../../../../src/exercise/index.ts';

const IMAGE = 'app:1';
const here: Condition = { kind: 'image-exists', ref: IMAGE };
const code = (is: FileTest): Condition => ({ kind: 'file-in-image', ref: IMAGE, path: '/app/server.js', is });
const mentions = (text: string): Condition => ({ kind: 'history-mentions', ref: IMAGE, text });
/** `npm install` does the same here. */
const installedFromCache = (probe: number): Condition => ({ kind: 'probe-cached', probe, step: 'npm (ci|i|install)\\b' });
const reinstalledFor = (probe: number): Condition => ({
  kind: 'not',
  of: installedFromCache(probe),
});
const OTHER_CODE = 'console.log("outra")';

export const exercise = defineExercise({
  id: 'reorder-for-the-cache',
  lesson: 'build-cache',
  kind: 'dockerfile',
  misconceptions: ['M37', 'M38'],
  start: { commands: ['docker pull -q node:alpine3.13'] },
  editable: ['Dockerfile'],
  build: ['docker build -t app:1 .'],
  probes: [
    `echo 'console.log("v2")' > server.js && docker build --progress=plain -t app:1 .`,
    `echo '{"name":"app","version":"2.0.0"}' > package.json && docker build --progress=plain -t app:1 .`,
  ],
  goals: [
    { id: 'built', condition: here },
    {
      id: 'dependencies',
      condition: { kind: 'layers-with-file', ref: IMAGE, path: '/app/node_modules/modules.bin', is: atLeast(1) },
    },
    { id: 'code-keeps-cache', condition: installedFromCache(0) },
    { id: 'manifest-breaks-cache', condition: { kind: 'all', of: [here, reinstalledFor(1)] } },
    { id: 'newest-code', condition: { kind: 'after-probes', of: code({ kind: 'includes', text: 'v2' }) } },
  ],
  nearMisses: [
    { id: 'manifest-missing', condition: { kind: 'printed', pattern: 'ENOENT' } },
    { id: 'code-left-out', condition: { kind: 'all', of: [here, code({ kind: 'absent' })] } },
    {
      id: 'copied-together',
      misconception: 'M38',
      condition: {
        kind: 'all',
        of: [
          here,
          reinstalledFor(0),
          { kind: 'any', of: [mentions('COPY server.js package'), mentions('COPY package.json server.js')] },
        ],
      },
    },
    {
      id: 'everything-first',
      misconception: 'M37',
      condition: { kind: 'all', of: [here, reinstalledFor(0), code({ kind: 'present' })] },
    },
  ],
  hiddenVariants: [
    {
      id: 'other-code',
      start: {
        commands: ['docker pull -q node:alpine3.13'],
        files: { 'package.json': '{"name":"outra","version":"3.0.0"}\n', 'server.js': `${OTHER_CODE}\n` },
        movedTags: [],
      },
      goals: [{ id: 'copied', condition: code({ kind: 'equals', text: OTHER_CODE }) }],
    },
  ],
});
