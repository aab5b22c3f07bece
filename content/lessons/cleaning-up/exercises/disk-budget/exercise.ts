import { atLeast, atMost, type Condition, defineExercise, exactly } from '../../../../../src/exercise/index.ts';

const BUDGET = 139_000_000;
const here = (ref: string): Condition => ({ kind: 'image-exists', ref });
const not = (of: Condition): Condition => ({ kind: 'not', of });
const state = (container: string, is: 'running' | 'exited' | 'absent'): Condition => ({ kind: 'container-state', container, is });
const noneDangling: Condition = { kind: 'dangling-count', is: exactly(0) };
const overBudget: Condition = { kind: 'disk', containers: true, is: atLeast(BUDGET + 1) };
const newVersion: Condition = { kind: 'same-image', a: 'loja/api:1.1', b: '{{id:loja/api:1.1}}' };
const webKept: Condition = { kind: 'container-kept', container: 'web' };
const junkGone: Condition = state('lixo', 'absent');
const python = here('python:alpine3.14');

export const exercise = defineExercise({
  id: 'disk-budget',
  lesson: 'cleaning-up',
  kind: 'challenge',
  misconceptions: ['M12', 'M34', 'M35'],
  start: {
    files: { 'lixo.bin': { zeros: 50_000_000 } },
    commands: [
      'docker pull -q alpine:3.13',
      'docker pull -q loja/api:1.0',
      'docker pull -q loja/api:1.1',
      'docker pull -q python:alpine3.14',
      'docker pull -q hello-world',
      'docker build -q -t rascunho .',
      'docker tag alpine:3.13 rascunho',
      'docker rmi rascunho',
      'docker run -d --name web alpine:3.13 sleep 9999',
      'docker run --name lixo python:alpine3.14 dd if=/dev/zero of=/lixo bs=1000000 count=20 2>/dev/null',
    ],
  },
  given: [],
  goals: [
    { id: 'in-budget', condition: { kind: 'disk', containers: true, is: atMost(BUDGET) } },
    { id: 'new-version-kept', condition: newVersion },
    {
      id: 'web-kept',
      condition: {
        kind: 'all',
        of: [webKept, state('web', 'running'), { kind: 'container-uses', container: 'web', ref: 'alpine:3.13' }],
      },
    },
    { id: 'none-dangling', condition: noneDangling },
  ],
  nearMisses: [
    {
      id: 'pruned-the-opposite',
      misconception: 'M34',
      condition: { kind: 'all', of: [webKept, not(here('loja/api:1.1')), state('lixo', 'exited')] },
    },
    {
      id: 'pruned-what-you-need',
      misconception: 'M35',
      condition: { kind: 'all', of: [webKept, not(here('loja/api:1.1')), junkGone] },
    },
    {
      id: 'not-confirmed',
      condition: {
        kind: 'all',
        of: [not(noneDangling), python, state('lixo', 'exited'), { kind: 'printed', pattern: 'Are you sure you want to continue' }],
      },
    },
    { id: 'web-stopped', condition: { kind: 'all', of: [webKept, state('web', 'exited')] } },
    {
      id: 'only-dangling',
      misconception: 'M34',
      condition: { kind: 'all', of: [noneDangling, overBudget, state('lixo', 'exited')] },
    },
    {
      id: 'sizes-summed',
      misconception: 'M12',
      condition: { kind: 'all', of: [python, not(here('loja/api:1.0')), junkGone, overBudget] },
    },
    { id: 'unused-left', condition: { kind: 'all', of: [python, junkGone, noneDangling, overBudget] } },
    {
      id: 'cache-holds',
      misconception: 'M47',
      condition: { kind: 'all', of: [noneDangling, junkGone, not(python), overBudget] },
    },
  ],
  deadEnds: [{ id: 'web-taken-down', condition: not(webKept) }],
  bonus: { kind: 'command-count', is: atMost(3) },
});
