import { expect, test } from 'vitest';
import { createContentStore, createLearnerMachine, DEFAULT_LIMITS, NO_NETWORK } from '../engine/index.ts';
import type { StepCondition } from './condition.ts';
import { evaluateStep } from './evaluate-step.ts';
import type { RunOutcome, Step } from './outcome.ts';

const machine = createLearnerMachine({ epoch: 0, seed: '', limits: DEFAULT_LIMITS, http: NO_NETWORK });
const step = (line: string, status: number, stdout = '', stderr = ''): Step => {
  const calls = line.startsWith('docker ') ? [{ args: line.split(' ').slice(1), status }] : [];
  return { line, status, stdout, stderr, output: stdout + stderr, calls, after: machine };
};
const outcome = (steps: readonly Step[], probes: readonly Step[] = []): RunOutcome => ({
  kind: 'run',
  start: machine,
  end: machine,
  store: createContentStore(),
  steps,
  events: [],
  probes,
  variants: [],
});

const CLASSIC = 'Step 3/4 : COPY package.json ./\n ---> Using cache\n ---> 1\nStep 4/4 : RUN npm ci\n ---> Running in 2\n';
const BUILDKIT = '#7 [3/4] COPY package.json ./\n#7 CACHED\n\n#8 [4/4] RUN npm ci\n#8 0.3 added\n#8 DONE 0.4s\n';
const TERMINAL = ' => CACHED [3/4] COPY package.json ./\n => [4/4] RUN npm ci\n';

const TWICE = ['CACHED', 'DONE 0.4s'].map((second) => `#8 [2/4] RUN npm ci\n#8 CACHED\n\n#9 [4/4] RUN npm ci\n#9 ${second}\n`);

const steps = [
  step('docker rmi alpine', 1, '', 'Error: conflict\nmust force\n'),
  step('echo done', 0, 'done\n'),
  step('docker image rm -f alpine', 0, 'Untagged: alpine\n'),
];
const looking = ['docker ps -a', 'docker image ls', 'docker system df -v', 'docker rmi --help'].map((line) => step(line, 0, ''));

test.each<{ name: string; condition: StepCondition; holds: boolean; probes?: readonly Step[]; before?: readonly Step[] }>([
  { name: 'failed lines', condition: { kind: 'failed-count', is: { min: 1, max: 1 } }, holds: true },
  {
    name: 'a failed call that the line hides',
    condition: { kind: 'failed-count', is: { min: 2, max: 2 } },
    holds: true,
    before: [{ ...step('docker rm a || true', 0, ''), calls: [{ args: ['rm', 'a'], status: 1 }] }],
  },
  {
    name: 'a look that finds nothing fails no line',
    condition: { kind: 'failed-count', is: { min: 1, max: 1 } },
    holds: true,
    before: [{ ...step('docker image inspect a || true', 0, ''), calls: [{ args: ['image', 'inspect', 'a'], status: 1 }] }],
  },
  { name: 'calls of docker', condition: { kind: 'command-count', is: { min: 2, max: 2 } }, holds: true },
  {
    name: 'looking is not counted',
    condition: { kind: 'command-count', is: { min: 2, max: 2 } },
    holds: true,
    before: looking,
  },
  { name: 'a command by another name', condition: { kind: 'used', command: 'rmi', flags: ['-f'] }, holds: true },
  { name: 'a command that was not used', condition: { kind: 'used', command: 'pull' }, holds: false },
  { name: 'typed', condition: { kind: 'typed', pattern: '^echo' }, holds: true },
  { name: 'printed, at the beginning of a line', condition: { kind: 'printed', pattern: '^must force$' }, holds: true },
  { name: 'printed by a certain line', condition: { kind: 'printed', pattern: 'must force', of: 'image rm' }, holds: false },
  { name: 'printed last', condition: { kind: 'last-printed', pattern: '^Untagged' }, holds: true },
  {
    name: 'a probe',
    condition: { kind: 'probe-printed', probe: 0, is: { kind: 'equals', text: 'ok' } },
    holds: true,
    probes: [step('x', 0, ' ok\n')],
  },
  { name: 'no such probe', condition: { kind: 'probe-printed', probe: 1, is: { kind: 'includes', text: 'ok' } }, holds: false },
  ...[CLASSIC, BUILDKIT, TERMINAL].flatMap((output, index) => [
    {
      name: `cached ${index}`,
      condition: { kind: 'probe-cached' as const, probe: 0, step: 'COPY package' },
      holds: true,
      probes: [step('x', 0, output)],
    },
    {
      name: `not cached ${index}`,
      condition: { kind: 'probe-cached' as const, probe: 0, step: 'npm ci' },
      holds: false,
      probes: [step('x', 0, output)],
    },
  ]),
  ...TWICE.map((output, index) => ({
    name: `a step done twice, cached ${2 - index} times`,
    condition: { kind: 'probe-cached' as const, probe: 0, step: 'npm ci' },
    holds: index === 0,
    probes: [step('x', 0, output)],
  })),
])('$name: $holds', ({ condition, holds, probes, before = [] }) => {
  expect(evaluateStep(condition, outcome([...before, ...steps], probes))).toBe(holds);
});
