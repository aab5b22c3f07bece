/** Every kind of condition, on machines that real commands made from the lab's registry. */
import { expect, test } from 'vitest';
import { openLab } from '../../src/curriculum/lab.ts';
import { type Condition, EMPTY_START, evaluate, type RunOutcome, runAnswer } from '../../src/exercise/index.ts';

const lab = await openLab();

async function outcomeOf(start: readonly string[], lines: readonly string[], probes: readonly string[] = []): Promise<RunOutcome> {
  const exercise = {
    id: 'try' as never,
    lesson: 'try' as never,
    version: 1,
    misconceptions: [],
    kind: 'commands' as const,
    start: { ...EMPTY_START, commands: start },
    goals: [],
    nearMisses: [],
    deadEnds: [],
    probes,
    hiddenVariants: [],
    given: [],
    editable: [],
  };
  const outcome = await runAnswer(exercise, { lines }, lab.starts);
  if (outcome.kind !== 'run') throw new TypeError('not a run');
  return outcome;
}

/** Two images that share a base, one of them with two tags and a file of its own in a container. */
const START = ['docker pull -q alpine:3.13', 'docker pull -q loja/site:1.0', 'docker tag alpine:3.13 base:1'];
const LINES = [
  `docker run --name caixa alpine:3.13 sh -c 'echo um > /nota.txt; echo dois >> /nota.txt'`,
  'docker start caixa',
  'docker commit caixa com-nota:1',
  'docker run -d --name vivo com-nota:1 sleep 9999',
  'docker pull -q hello-world',
  'docker rmi nada',
];

const ONE = { min: 1, max: 1 };
const NONE = { max: 0 };
const image = (ref: string): Condition => ({ kind: 'image-exists', ref });

const rows: { holds: Condition[]; fails: Condition[] } = {
  holds: [
    image('alpine:3.13'),
    { kind: 'same-image', a: 'alpine:3.13', b: 'base:1' },
    { kind: 'repository-exists', repository: 'loja/site' },
    { kind: 'image-count', is: { min: 4, max: 4 } },
    { kind: 'tag-count', is: { min: 5, max: 5 } },
    { kind: 'dangling-count', is: NONE },
    { kind: 'image-size', ref: 'alpine:3.13', is: { min: 5_600_000, max: 5_600_000 } },
    { kind: 'layer-count', ref: 'com-nota:1', is: { min: 2, max: 2 } },
    { kind: 'shared-layers', a: 'alpine:3.13', b: 'loja/site:1.0', is: ONE },
    { kind: 'base-image-here', ref: 'loja/site:1.0', layers: 1 },
    { kind: 'image-env', ref: 'alpine:3.13', name: 'PATH' },
    { kind: 'image-env-mentions', ref: 'alpine:3.13', text: '/usr/local/sbin' },
    { kind: 'image-command', ref: 'alpine:3.13', command: ['/bin/sh'] },
    { kind: 'history-mentions', ref: 'loja/site:1.0', text: 'limpar.sh' },
    { kind: 'file-in-image', ref: 'loja/site:1.0', path: '/srv/index.html', is: { kind: 'includes', text: 'v3' } },
    { kind: 'file-in-image', ref: 'loja/site:1.0', path: '/srv/rascunho.txt', is: { kind: 'absent' } },
    { kind: 'file-in-image', ref: 'alpine:3.13', path: '/etc/alpine-release', is: { kind: 'equals', text: '3.13.5' } },
    { kind: 'file-in-image', ref: 'alpine:3.13', path: '/home/node', is: { kind: 'owner', uid: 1000 } },
    { kind: 'file-in-container', container: 'vivo', path: '/nota.txt', is: { kind: 'present' } },
    { kind: 'lines-in-container-file', container: 'caixa', path: '/nota.txt', pattern: '^(um|dois)$', is: { min: 2, max: 2 } },
    { kind: 'layers-with-file', ref: 'loja/site:1.0', path: '/srv/index.html', is: { min: 3, max: 3 } },
    { kind: 'file-in-layer', ref: 'loja/site:1.0', path: '/srv/logo.png', layer: 2 },
    { kind: 'whiteouts', ref: 'loja/site:1.0', path: '/srv/rascunho.txt', is: ONE },
    { kind: 'layers-with-text', ref: 'loja/site:1.0', text: 'preco secreto', is: ONE },
    { kind: 'container-count', is: { min: 2, max: 2 } },
    { kind: 'running-count', is: ONE },
    { kind: 'container-state', container: 'caixa', is: 'exited' },
    { kind: 'container-state', container: 'nada', is: 'absent' },
    { kind: 'container-uses', container: 'vivo', ref: 'com-nota:1' },
    { kind: 'starts-of', container: 'caixa', is: { min: 2, max: 2 } },
    { kind: 'created', is: { min: 2, max: 2 } },
    { kind: 'store-layers', is: { min: 7, max: 7 } },
    { kind: 'disk', containers: false, is: { min: 7_513_406, max: 7_513_406 } },
    { kind: 'disk', containers: true, is: { min: 7_513_414, max: 7_513_414 } },
    { kind: 'downloads', is: ONE },
    { kind: 'failed-count', is: ONE },
    { kind: 'command-count', is: { min: 6, max: 6 } },
    { kind: 'used', command: 'rmi' },
    { kind: 'printed', pattern: '^Error response from daemon: No such image: nada:latest$' },
    { kind: 'after-probes', of: { kind: 'container-state', container: 'caixa', is: 'absent' } },
    { kind: 'all', of: [image('alpine:3.13'), image('hello-world')] },
    { kind: 'any', of: [image('nada'), image('hello-world')] },
    { kind: 'not', of: image('nada') },
  ],
  fails: [
    image('nada'),
    { kind: 'same-image', a: 'nada', b: 'nada' },
    { kind: 'repository-exists', repository: 'site' },
    { kind: 'shared-layers', a: 'alpine:3.13', b: 'hello-world', is: ONE },
    { kind: 'base-image-here', ref: 'com-nota:1', layers: 2 },
    { kind: 'image-env', ref: 'alpine:3.13', name: 'PATH', value: '/bin' },
    { kind: 'file-in-image', ref: 'alpine:3.13', path: '/nota.txt', is: { kind: 'present' } },
    { kind: 'file-in-container', container: 'nada', path: '/', is: { kind: 'present' } },
    { kind: 'file-in-layer', ref: 'loja/site:1.0', path: '/srv/logo.png', layer: 5 },
    { kind: 'container-uses', container: 'nada', ref: 'nada' },
    { kind: 'started-without-image', container: 'caixa' },
    { kind: 'image-size', ref: 'nada', is: {} },
    { kind: 'ticked', item: 'x' },
    { kind: 'all', of: [image('alpine:3.13'), image('nada')] },
    { kind: 'any', of: [] },
  ],
};

test('conditions that hold', async () => {
  const outcome = await outcomeOf(START, LINES, ['docker rm caixa']);
  const wrong: Condition[] = [];
  for (const condition of rows.holds) if (!(await evaluate(condition, outcome))) wrong.push(condition);
  expect(wrong).toEqual([]);
});

test('conditions that do not', async () => {
  const outcome = await outcomeOf(START, LINES);
  const wrong: Condition[] = [];
  for (const condition of rows.fails) if (await evaluate(condition, outcome)) wrong.push(condition);
  expect(wrong).toEqual([]);
});

test('a container started after its image was deleted', async () => {
  const start = ['docker pull -q alpine:3.13', 'docker run --name caixa alpine:3.13 true'];
  const condition: Condition = { kind: 'started-without-image', container: 'caixa' };
  const after = await outcomeOf(start, ['docker rmi -f alpine:3.13', 'docker start caixa']);
  const before = await outcomeOf(start, ['docker start caixa', 'docker rmi -f alpine:3.13']);
  expect([await evaluate(condition, after), await evaluate(condition, before)]).toEqual([true, false]);
});

test('what a container found when it was last started, and whether it is still the same one', async () => {
  const start = ['docker pull -q alpine:3.13', 'docker run -d --name caixa alpine:3.13 sleep 9999'];
  const found: Condition = { kind: 'file-at-start', container: 'caixa', path: '/nota.txt', is: { kind: 'equals', text: 'oi' } };
  const kept: Condition = { kind: 'container-kept', container: 'caixa' };
  const write = `docker exec caixa sh -c 'echo oi > /nota.txt'`;
  const outcomes = [
    [write, 'docker restart caixa'],
    [`${write} && docker restart caixa`],
    ['docker restart caixa', write],
    [write],
    ['docker rm -f caixa', 'docker run -d --name caixa alpine:3.13 sleep 9999'],
    ['docker rm -f caixa'],
  ];
  const seen: boolean[][] = [];
  for (const lines of outcomes) {
    const outcome = await outcomeOf(start, lines);
    seen.push([await evaluate(found, outcome), await evaluate(kept, outcome)]);
  }
  expect(seen).toEqual([
    [true, true],
    [true, true],
    [false, true],
    [false, true],
    [false, false],
    [false, false],
  ]);
});

test('a start state is not changed by what answers do to it', async () => {
  await outcomeOf(START, ['docker rmi -f alpine:3.13 base:1']);
  expect(await evaluate(image('alpine:3.13'), await outcomeOf(START, []))).toBe(true);
});

test('a tag that has moved', async () => {
  const start = {
    ...EMPTY_START,
    movedTags: [{ repository: 'library/alpine', tag: '3.13', to: '3.13.12' }],
    commands: ['docker pull -q alpine:3.13'],
  };
  const { machine } = await lab.starts.prepare(start);
  const plain = await lab.starts.prepare({ ...start, movedTags: [] });
  expect([...machine.images.keys()]).not.toEqual([...plain.machine.images.keys()]);
});
