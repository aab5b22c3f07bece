/** One exercise of each form, for the lab pages: small, with real goals, so that the forms can be used there and not only looked at. */

import { atMost, defineExercise, type Exercise, exactly } from '../../exercise/index.ts';
import type { Solution } from './solutions.model.ts';

const lesson = 'lab';
const image = (ref: string) => ({ kind: 'image-exists', ref }) as const;

export const FORM_EXERCISES: readonly Exercise[] = [
  defineExercise({
    id: 'lab-dockerfile',
    lesson,
    kind: 'dockerfile',
    editable: ['Dockerfile', '.dockerignore'],
    build: ['docker build -t kit:1 .'],
    start: {
      commands: ['docker pull -q alpine:3.13'],
      files: { 'a.txt': 'A\n', 'base.db': { zeros: 40_000_000 }, Dockerfile: 'FROM alpine:3.13\nCOPY . /app\n' },
    },
    goals: [
      { id: 'built', condition: image('kit:1') },
      { id: 'two-layers', condition: { kind: 'layer-count', ref: 'kit:1', is: exactly(2) } },
      { id: 'small', condition: { kind: 'image-size', ref: 'kit:1', is: atMost(6_000_000) } },
    ],
    nearMisses: [
      {
        id: 'carried-all',
        condition: {
          kind: 'all',
          of: [image('kit:1'), { kind: 'layers-with-file', ref: 'kit:1', path: '/app/base.db', is: { min: 1 } }],
        },
      },
    ],
  }),
  defineExercise({
    id: 'lab-order',
    lesson,
    kind: 'order',
    blocks: [
      { id: 'pull', text: 'docker pull alpine:3.13' },
      { id: 'create', text: 'docker create --name caixa alpine:3.13 cat /etc/alpine-release' },
      { id: 'start', text: 'docker start -a caixa' },
      { id: 'remove', text: 'docker rm caixa' },
      { id: 'start-image', text: 'docker start -a alpine:3.13' },
      { id: 'run-again', text: 'docker run --name caixa alpine:3.13' },
    ],
    goals: [
      { id: 'here', condition: image('alpine:3.13') },
      { id: 'shown', condition: { kind: 'printed', pattern: '3\\.13\\.5', of: 'start' } },
      { id: 'gone', condition: { kind: 'container-state', container: 'caixa', is: 'absent' } },
      { id: 'no-failure', condition: { kind: 'failed-count', is: exactly(0) } },
    ],
    deadEnds: [{ id: 'failed', condition: { kind: 'failed-count', is: { min: 1 } } }],
  }),
  defineExercise({
    id: 'lab-order-file',
    lesson,
    kind: 'order',
    file: 'Dockerfile',
    build: ['docker build -t app:1 .'],
    start: {
      commands: ['docker pull -q node:alpine3.13'],
      files: { 'package.json': '{"name":"app"}\n', 'server.js': 'console.log(1)\n' },
    },
    blocks: [
      { id: 'from', text: 'FROM node:alpine3.13' },
      { id: 'workdir', text: 'WORKDIR /app' },
      { id: 'package', text: 'COPY package.json ./' },
      { id: 'install', text: 'RUN npm ci --omit=dev' },
      { id: 'server', text: 'COPY server.js ./' },
      { id: 'all', text: 'COPY . .' },
    ],
    goals: [
      { id: 'built', condition: image('app:1') },
      { id: 'server', condition: { kind: 'file-in-image', ref: 'app:1', path: '/app/server.js', is: { kind: 'present' } } },
    ],
  }),
  defineExercise({
    id: 'lab-repair',
    lesson,
    kind: 'repair',
    editable: ['Dockerfile'],
    given: ['docker build -t loja .', 'docker tag loja:1.0 loja:producao', 'docker run --rm loja:producao cat /app.txt'],
    start: {
      commands: ['docker pull -q alpine:3.13'],
      files: { Dockerfile: 'FROM alpine:3.13\nCOPY app.txt /app.txt\n', 'app.txt': 'v1\n' },
    },
    goals: [
      { id: 'same', condition: { kind: 'same-image', a: 'loja:1.0', b: 'loja:producao' } },
      { id: 'no-failure', condition: { kind: 'failed-count', is: exactly(0) } },
      { id: 'shown', condition: { kind: 'last-printed', pattern: 'v1' } },
    ],
  }),
  defineExercise({
    id: 'lab-challenge',
    lesson,
    kind: 'challenge',
    goals: [
      { id: 'alpine', condition: { kind: 'repository-exists', repository: 'alpine' } },
      { id: 'python', condition: { kind: 'repository-exists', repository: 'python' } },
      { id: 'disk', condition: { kind: 'disk', containers: true, is: atMost(46_000_000) } },
    ],
    bonus: { kind: 'command-count', is: atMost(2) },
  }),
  defineExercise({
    id: 'lab-find-layer',
    lesson,
    kind: 'find-layer',
    start: { commands: ['docker pull -q loja/api:1.0'] },
    question: {
      kind: 'fields',
      run: ['docker history loja/api:1.0'],
      fields: [
        {
          id: 'layer',
          input: { kind: 'number' },
          measure: { kind: 'highest-layer-with', ref: 'loja/api:1.0', what: { kind: 'file', value: '/app/.env' } },
        },
        { id: 'size', input: { kind: 'number' }, measure: { kind: 'image-size', ref: 'loja/api:1.0' } },
        {
          id: 'seen',
          input: { kind: 'choice', options: ['yes', 'no'] },
          measure: {
            kind: 'either',
            when: { kind: 'file-in-image', ref: 'loja/api:1.0', path: '/app/.env', is: { kind: 'present' } },
            yes: 'yes',
            no: 'no',
          },
        },
        { id: 'base', input: { kind: 'text' }, measure: { kind: 'printed-text', step: 0, pattern: '(ADD|COPY) file' } },
      ],
    },
    nearMisses: [{ id: 'base-layer', condition: { kind: 'answered', field: 'layer', value: '1' } }],
  }),
  defineExercise({
    id: 'lab-lines',
    lesson,
    kind: 'predict',
    question: {
      kind: 'which-lines',
      run: ['docker pull alpine:3.13', 'docker pull python:alpine3.13'],
      items: [
        { id: 'shared', line: '{{layer:1:alpine:3.13}}: Already exists' },
        { id: 'from', line: 'alpine3.13: Pulling from library/python' },
        { id: 'up-to-date', line: 'Status: Image is up to date for python:alpine3.13' },
      ],
    },
  }),
];

/** By exercise; a prediction has none. */
export const FORM_SOLUTIONS: Readonly<Record<string, readonly Solution[]>> = {
  'lab-dockerfile': [
    { files: { Dockerfile: 'FROM alpine:3.13\nCOPY a.txt /app/\n' } },
    { files: { Dockerfile: 'FROM alpine:3.13\nCOPY . /app\n', '.dockerignore': 'base.db\n' } },
  ],
  'lab-order': [
    {
      lines: [
        'docker pull alpine:3.13',
        'docker create --name caixa alpine:3.13 cat /etc/alpine-release',
        'docker start -a caixa',
        'docker rm caixa',
      ],
    },
  ],
  'lab-order-file': [{ files: { Dockerfile: 'FROM node:alpine3.13\nWORKDIR /app\nCOPY server.js ./\n' } }],
  'lab-repair': [{ lines: ['docker build -t loja:1.0 -t loja:producao .', 'docker run --rm loja:producao cat /app.txt'] }],
  'lab-challenge': [{ lines: ['docker pull alpine:3.13', 'docker pull python:alpine3.13'] }],
};
