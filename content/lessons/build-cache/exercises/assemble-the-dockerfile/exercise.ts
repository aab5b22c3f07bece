import { atLeast, atMost, type Condition, defineExercise, type FileTest } from '../../../../../src/exercise/index.ts';

const IMAGE = 'app:1';
const here: Condition = { kind: 'image-exists', ref: IMAGE };
const code = (path: string, is: FileTest): Condition => ({ kind: 'file-in-image', ref: IMAGE, path, is });
const cachedAfterEdit: Condition = { kind: 'probe-cached', probe: 0, step: 'npm ci' };
const PACKAGE = '{"name":"outra","version":"3.0.0"}\n';
const OTHER_CODE = 'console.log("outra")';

export const exercise = defineExercise({
  id: 'assemble-the-dockerfile',
  lesson: 'build-cache',
  kind: 'order',
  misconceptions: ['M37', 'M41'],
  start: { commands: ['docker pull -q node:alpine3.13'] },
  file: 'Dockerfile',
  build: ['docker build -t app:1 .'],
  blocks: [
    { id: 'code', text: 'COPY server.js ./' },
    { id: 'all-dependencies', text: 'RUN npm ci' },
    { id: 'base', text: 'FROM node:alpine3.13' },
    { id: 'folder-in-run', text: 'RUN mkdir -p /app && cd /app', imitates: 'folder' },
    { id: 'manifest', text: 'COPY package.json ./' },
    { id: 'command', text: 'CMD ["node", "server.js"]' },
    { id: 'everything', text: 'COPY . .', imitates: 'code' },
    { id: 'dependencies', text: 'RUN npm ci --omit=dev' },
    { id: 'variable', text: 'ENV NODE_ENV=production' },
    { id: 'folder', text: 'WORKDIR /app' },
  ],
  probes: [`echo 'console.log("v2")' > server.js && docker build --progress=plain -t app:1 .`],
  goals: [
    { id: 'built', condition: here },
    {
      id: 'dependencies',
      condition: { kind: 'layers-with-file', ref: IMAGE, path: '/app/node_modules/modules.bin', is: atLeast(1) },
    },
    { id: 'production-only', condition: { kind: 'image-size', ref: IMAGE, is: atMost(150_000_000) } },
    {
      id: 'newest-code',
      condition: { kind: 'after-probes', of: code('/app/server.js', { kind: 'includes', text: 'v2' }) },
    },
    { id: 'variable', condition: { kind: 'image-env', ref: IMAGE, name: 'NODE_ENV', value: 'production' } },
    { id: 'command', condition: { kind: 'image-command', ref: IMAGE, command: ['node', 'server.js'] } },
    { id: 'code-keeps-cache', condition: cachedAfterEdit },
  ],
  nearMisses: [
    { id: 'manifest-missing', condition: { kind: 'printed', pattern: 'ENOENT' } },
    { id: 'folder-forgotten', misconception: 'M41', condition: code('/server.js', { kind: 'present' }) },
    {
      id: 'development-too',
      condition: { kind: 'image-size', ref: IMAGE, is: atLeast(150_000_000) },
    },
    {
      id: 'everything-first',
      misconception: 'M37',
      condition: {
        kind: 'all',
        of: [here, { kind: 'not', of: cachedAfterEdit }, code('/app/server.js', { kind: 'present' })],
      },
    },
  ],
  hiddenVariants: [
    {
      id: 'other-code',
      start: {
        commands: ['docker pull -q node:alpine3.13'],
        files: { 'package.json': PACKAGE, 'server.js': `${OTHER_CODE}\n` },
        movedTags: [],
      },
      goals: [{ id: 'copied', condition: code('/app/server.js', { kind: 'equals', text: OTHER_CODE }) }],
    },
  ],
});
