/**
 * One value of every shape that any version of the site has kept, as it lay in the browser, by key. Those of version 1 and 2 were written
 * to localStorage, as JSON, under `camadas.` and the key. Never changed: a new shape adds values.
 */
const VERDICT = { kind: 'near-miss', goals: [{ id: 'gone', met: false }], items: [], nearMiss: 'untagged-only' };

export const KEPT_SHAPES = [
  {
    name: 'card 1',
    key: 'card.remove-without-forcing',
    value: {
      version: 1,
      exerciseVersion: 1,
      code: 'docker rmi alpine:3.13',
      ticks: ['a'],
      fields: { size: '5.6' },
      attempts: 2,
      hintsShown: 1,
      isSolved: true,
      judged: { verdict: VERDICT, steps: 1 },
    },
    upgraded: {
      version: 3,
      exerciseVersion: 1,
      draft: { code: 'docker rmi alpine:3.13', files: {}, blocks: [], ticks: ['a'], fields: { size: '5.6' } },
      attempts: 2,
      hintsShown: 1,
      isSolved: true,
      hasBonus: false,
    },
  },
  {
    name: 'card 2',
    key: 'card.one-layer-less',
    value: {
      version: 2,
      exerciseVersion: 1,
      draft: { code: '', files: { Dockerfile: 'FROM alpine:3.13\n' }, blocks: ['b', 'a'], ticks: [], fields: {} },
      attempts: 4,
      hintsShown: 0,
      isSolved: false,
      hasBonus: true,
      judged: { verdict: VERDICT, steps: 3 },
    },
    upgraded: {
      version: 3,
      exerciseVersion: 1,
      draft: { code: '', files: { Dockerfile: 'FROM alpine:3.13\n' }, blocks: ['b', 'a'], ticks: [], fields: {} },
      attempts: 4,
      hintsShown: 0,
      isSolved: false,
      hasBonus: true,
    },
  },
  {
    name: 'card 3',
    key: 'card.two-commits',
    value: {
      version: 3,
      exerciseVersion: 2,
      draft: { code: 'a\nb', files: {}, blocks: [], ticks: [], fields: {} },
      attempts: 1,
      hintsShown: 0,
      isSolved: false,
      hasBonus: false,
      judged: { verdict: VERDICT, steps: 2, draft: { code: 'a', files: {}, blocks: [], ticks: [], fields: {} } },
    },
    upgraded: {
      version: 3,
      exerciseVersion: 2,
      draft: { code: 'a\nb', files: {}, blocks: [], ticks: [], fields: {} },
      attempts: 1,
      hintsShown: 0,
      isSolved: false,
      hasBonus: false,
      judged: { verdict: VERDICT, steps: 2, draft: { code: 'a', files: {}, blocks: [], ticks: [], fields: {} } },
    },
  },
  {
    name: 'session 1',
    key: 'session.remove-without-forcing',
    value: { version: 1, lines: ['docker ps -a', 'docker rm velho'], at: 1 },
    upgraded: { version: 2, steps: [{ line: 'docker ps -a' }, { line: 'docker rm velho' }], at: 1 },
  },
  {
    name: 'session 2',
    key: 'session.one-layer-less',
    value: { version: 2, steps: [{ line: 'docker build .', files: { Dockerfile: 'FROM alpine:3.13\n' } }], at: 1 },
    upgraded: { version: 2, steps: [{ line: 'docker build .', files: { Dockerfile: 'FROM alpine:3.13\n' } }], at: 1 },
  },
  {
    name: 'place 1',
    key: 'place.removing',
    value: { version: 1, id: 'remove-without-forcing' },
    upgraded: { version: 1, id: 'remove-without-forcing' },
  },
  {
    name: 'answer 1',
    key: 'answer.one-layer-less.passed',
    value: {
      version: 1,
      exerciseVersion: 1,
      draft: { code: 'x', files: {}, blocks: [], ticks: [], fields: {} },
      at: 1796000000000,
    },
    upgraded: {
      version: 1,
      exerciseVersion: 1,
      draft: { code: 'x', files: {}, blocks: [], ticks: [], fields: {} },
      at: 1796000000000,
    },
  },
] as const;
