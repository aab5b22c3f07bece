import { atLeast, type Condition, defineExercise, exactly, type FileTest } from '../../../../../src/exercise/index.ts';

const IMAGE = 'loja/api:segura';
const SECRET = 'pix-9f2c71';
const OTHER_SECRET = 'chave-51b7';
const here: Condition = { kind: 'image-exists', ref: IMAGE };
const file = (path: string, is: FileTest): Condition => ({ kind: 'file-in-image', ref: IMAGE, path, is });
const secretFile = (is: { min?: number; max?: number }): Condition => ({
  kind: 'layers-with-file',
  ref: IMAGE,
  path: '/app/.env',
  is,
});
const inLayers = (text: string): Condition => ({ kind: 'layers-with-text', ref: IMAGE, text, is: atLeast(1) });
const inHistory: Condition = { kind: 'history-mentions', ref: IMAGE, text: SECRET };
const inEnvironment: Condition = { kind: 'image-env-mentions', ref: IMAGE, text: SECRET };
const without = (...parts: readonly Condition[]): Condition => ({
  kind: 'all',
  of: [here, ...parts.map((of): Condition => ({ kind: 'not', of }))],
});

export const exercise = defineExercise({
  id: 'build-without-the-secret',
  lesson: 'small-and-safe',
  kind: 'dockerfile',
  misconceptions: ['M43', 'M44'],
  start: { commands: ['docker pull -q node:alpine3.13'] },
  editable: ['Dockerfile', '.dockerignore'],
  build: ['docker build -t loja/api:segura .'],
  goals: [
    { id: 'built', condition: here },
    {
      id: 'code-inside',
      condition: {
        kind: 'all',
        of: [file('/app/server.js', { kind: 'present' }), file('/app/package.json', { kind: 'present' })],
      },
    },
    { id: 'no-secret-file', condition: { kind: 'all', of: [here, secretFile(exactly(0))] } },
    { id: 'not-in-layers', condition: without(inLayers(SECRET)) },
    { id: 'not-in-settings', condition: without(inHistory, inEnvironment) },
  ],
  nearMisses: [
    {
      id: 'hidden-not-gone',
      misconception: 'M43',
      condition: { kind: 'whiteouts', ref: IMAGE, path: '/app/.env', is: atLeast(1) },
    },
    { id: 'in-a-variable', misconception: 'M44', condition: inEnvironment },
    { id: 'in-the-history', misconception: 'M44', condition: inHistory },
    { id: 'copied-everything', condition: file('/app/.env', { kind: 'present' }) },
  ],
  hiddenVariants: [
    {
      id: 'other-secret',
      start: {
        commands: ['docker pull -q node:alpine3.13'],
        files: {
          'package.json': '{"name":"outra","version":"3.0.0"}\n',
          'server.js': 'console.log("outra")\n',
          '.env': `TOKEN=${OTHER_SECRET}\n`,
        },
        movedTags: [],
      },
      goals: [{ id: 'not-in-layers', condition: without(inLayers(OTHER_SECRET)) }],
    },
  ],
});
