import { atMost, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const MB = 1_000_000;
const BUDGET_MB = 169.5;

const here = (ref: string): Condition => ({ kind: 'image-exists', ref });
/** By ID: another image under that name is not the tool. */
const one = (...ids: readonly string[]): Condition => ({ kind: 'any', of: ids.map(here) });
const nginx = one('{{id:nginx:1.21-alpine}}');
/** With Nginx, and nothing else: the feedback names the sum of the three. */
const both = (...of: Condition[]): Condition => ({ kind: 'all', of: [...of, nginx, { kind: 'image-count', is: exactly(3) }] });

export const exercise = defineExercise({
  id: 'smallest-disk',
  lesson: 'sharing',
  kind: 'challenge',
  misconceptions: ['M12', 'M18'],
  goals: [
    {
      id: 'has-node',
      condition: one('{{id:node:alpine3.13}}', '{{id:node:alpine3.14}}', '{{id:node:bullseye-slim}}', '{{id:node:latest}}'),
    },
    {
      id: 'has-python',
      condition: one('{{id:python:alpine3.13}}', '{{id:python:alpine3.14}}', '{{id:python:slim-bullseye}}', '{{id:python:latest}}'),
    },
    { id: 'has-nginx', condition: nginx },
    { id: 'within-budget', condition: { kind: 'disk', containers: false, is: atMost(BUDGET_MB * MB) } },
  ],
  bonus: { kind: 'command-count', is: atMost(3) },
  nearMisses: [
    { id: 'latest-node', misconception: 'M08', condition: here('node:latest') },
    { id: 'latest-python', misconception: 'M08', condition: here('python:latest') },
    {
      id: 'debian-base',
      misconception: 'M12',
      condition: { kind: 'any', of: [here('node:bullseye-slim'), here('python:slim-bullseye')] },
    },
    { id: 'two-on-the-old', misconception: 'M18', condition: both(here('node:alpine3.13'), here('python:alpine3.13')) },
    { id: 'node-alone', misconception: 'M18', condition: both(here('node:alpine3.13'), here('python:alpine3.14')) },
    { id: 'python-alone', misconception: 'M18', condition: both(here('node:alpine3.14'), here('python:alpine3.13')) },
  ],
});
