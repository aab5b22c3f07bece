import { atLeast, atMost, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const NEW = 'loja/api:2.0';
const OLD = 'loja/api:1.0';
const running: Condition = { kind: 'container-state', container: 'api', is: 'running' };
const oldContainer = (is: 'absent' | 'exited'): Condition => ({ kind: 'container-state', container: 'api-antiga', is });
const oldImage: Condition = { kind: 'image-exists', ref: OLD };
const newImage: Condition = { kind: 'image-exists', ref: NEW };
const secret: Condition = { kind: 'layers-with-text', ref: NEW, text: 'pix-9f2c71', is: atLeast(1) };
const not = (of: Condition): Condition => ({ kind: 'not', of });
const disk = (is: { min?: number; max?: number }): Condition => ({ kind: 'disk', containers: true, is });

export const exercise = defineExercise({
  id: 'version-two',
  lesson: 'pinning-and-moving',
  kind: 'challenge',
  misconceptions: ['M12', 'M21', 'M31', 'M43'],
  start: { commands: ['docker pull -q loja/api:1.0', 'docker run --name api-antiga loja/api:1.0 true'] },
  given: [],
  editable: ['Dockerfile', '.dockerignore'],
  goals: [
    { id: 'api-running', condition: { kind: 'all', of: [running, { kind: 'container-uses', container: 'api', ref: NEW }] } },
    {
      id: 'new-code',
      condition: { kind: 'file-in-container', container: 'api', path: '/app/server.js', is: { kind: 'includes', text: 'v2' } },
    },
    {
      id: 'dependencies',
      condition: { kind: 'layers-with-file', ref: NEW, path: '/app/node_modules/modules.bin', is: atLeast(1) },
    },
    { id: 'no-secret', condition: { kind: 'all', of: [newImage, not(secret)] } },
    { id: 'old-gone', condition: { kind: 'all', of: [not(oldImage), oldContainer('absent')] } },
    { id: 'nothing-dangling', condition: { kind: 'dangling-count', is: exactly(0) } },
    { id: 'disk-small', condition: disk(atMost(140_000_000)) },
  ],
  nearMisses: [
    {
      id: 'built-on-the-leak',
      misconception: 'M43',
      condition: secret,
    },
    {
      id: 'pruned-the-new-one',
      misconception: 'M35',
      condition: {
        kind: 'all',
        of: [
          {
            kind: 'any',
            of: ['image prune', 'system prune'].map((command) => ({ kind: 'used', command, flags: ['-a', '--all'] })),
          },
          { kind: 'used', command: 'build' },
          not({ kind: 'printed', pattern: 'failed to solve' }),
          not(newImage),
        ],
      },
    },
    {
      id: 'old-container-holds-on',
      misconception: 'M31',
      condition: { kind: 'all', of: [oldContainer('exited'), not(oldImage)] },
    },
    {
      id: 'package-cache-left',
      misconception: 'M21',
      condition: { kind: 'all', of: [running, not(oldImage), oldContainer('absent'), disk({ min: 140_000_001 })] },
    },
  ],
  bonus: {
    kind: 'all',
    of: [
      { kind: 'command-count', is: atMost(4) },
      { kind: 'downloads', is: exactly(0) },
    ],
  },
});
