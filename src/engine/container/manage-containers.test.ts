/** Finding, listing, renaming, removing and pruning containers. */
import { beforeEach, describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { contentOf } from '../bytes/content.ts';
import { writeFile } from '../fs/write.ts';
import { removeImage } from '../image/remove-image.ts';
import { listEvents } from '../machine/events.ts';
import type { ContainerId } from '../oci/digest.ts';
import { containerSize, virtualSize } from './container-size.ts';
import { findContainer, getContainer } from './find-container.ts';
import { type ListContainersOptions, listContainers } from './list-containers.ts';
import { pruneContainers } from './prune-containers.ts';
import { removeContainer } from './remove-container.ts';
import { renameContainer } from './rename-container.ts';

let lab: MachineLab;

beforeEach(async () => {
  lab = new MachineLab();
  await lab.image({
    layers: [{ a: '12345' }],
    tags: ['base'],
    config: { Cmd: ['sh'], Labels: { tier: 'front' }, ExposedPorts: { '80/tcp': {} } },
  });
  const step = [...lab.machine.images.values()][0];
  if (step === undefined) throw new Error('no image');
  await lab.image({ layers: [{ a: '12345' }, { b: '1' }], tags: ['child'], parent: step });
  for (const [image, name, status] of [
    ['base', 'web', 'running'],
    ['base', 'done', 'exited'],
    ['child', 'idle', 'created'],
    ['child', 'held', 'paused'],
  ] as const) {
    lab.machine = { ...lab.machine, now: lab.machine.now + 1000 };
    lab.container(image, name, status);
  }
});

function write(name: string, words: string): void {
  const container = getContainer(lab.machine, name);
  lab.change(container, ({ tree, baseTree }) => writeFile(tree, '/new', contentOf(words), { mtime: 1, base: baseTree }));
}

describe('finding', () => {
  test('full ID, name, then the beginning of an ID', () => {
    const web = getContainer(lab.machine, 'web');
    for (const argument of ['web', '/web', web.id, web.id.slice(0, 12), web.id.slice(0, 6)])
      expect(findContainer(lab.machine, argument)).toBe(web);
    expect(findContainer(lab.machine, 'we')).toBeUndefined();
  });

  test('a name wins over an ID that begins so', () => {
    const web = getContainer(lab.machine, 'web');
    const prefix = web.id.slice(0, 8);
    lab.machine = renameContainer(lab.machine, 'done', prefix);
    expect(getContainer(lab.machine, prefix).id).not.toBe(web.id);
  });

  test('two that begin alike, none, nothing', () => {
    const web = getContainer(lab.machine, 'web');
    const twin = { ...web, id: `${web.id.slice(0, 63)}${web.id.endsWith('0') ? '1' : '0'}` as ContainerId, name: 'twin' };
    const machine = { ...lab.machine, containers: new Map(lab.machine.containers).set(twin.id, twin) };
    expect(() => getContainer(machine, web.id.slice(0, 12))).toThrowError(expect.objectContaining({ code: 'container.ambiguous' }));
    expect(() => getContainer(machine, 'nosuch')).toThrowError(
      expect.objectContaining({ code: 'container.notFound', data: { argument: 'nosuch' } }),
    );
    expect(() => getContainer(machine, '')).toThrowError(expect.objectContaining({ code: 'container.emptyName' }));
  });
});

describe('listing', () => {
  const names = (options: ListContainersOptions): string[] =>
    listContainers(lab.machine, options).map((container) => container.name);
  const by = (key: string, ...values: string[]): ListContainersOptions => ({ all: true, filters: new Map([[key, values]]) });

  test.each<{ name: string; options: ListContainersOptions; expected: string[] }>([
    { name: 'those that run, newest first', options: {}, expected: ['held', 'web'] },
    { name: 'all', options: { all: true }, expected: ['held', 'idle', 'done', 'web'] },
    { name: 'the last three of all states', options: { last: 3 }, expected: ['held', 'idle', 'done'] },
    { name: 'a state means all', options: { filters: new Map([['status', ['exited', 'created']]]) }, expected: ['idle', 'done'] },
    { name: 'name is a pattern anywhere in it', options: by('name', 'd'), expected: ['held', 'idle', 'done'] },
    { name: 'name with an anchor', options: by('name', '^/?do'), expected: ['done'] },
    { name: 'exit code: created ones never ran', options: by('exited', '0'), expected: ['done'] },
    { name: 'label', options: by('label', 'tier=front'), expected: ['done', 'web'] },
    { name: 'label with another value', options: by('label', 'tier=back'), expected: [] },
    { name: 'ancestor counts images made from it', options: by('ancestor', 'base'), expected: ['held', 'idle', 'done', 'web'] },
    { name: 'ancestor', options: by('ancestor', 'child'), expected: ['held', 'idle'] },
    { name: 'ancestor that is none', options: by('ancestor', 'nosuch'), expected: [] },
    { name: 'before', options: by('before', 'idle'), expected: ['done', 'web'] },
    { name: 'since', options: by('since', 'done'), expected: ['held', 'idle'] },
    {
      name: 'one more condition, before the last are taken',
      options: { last: 2, accepts: ({ name }) => name !== 'held' },
      expected: ['idle', 'done'],
    },
    { name: 'network', options: by('network', 'bridge'), expected: ['held', 'idle', 'done', 'web'] },
    { name: 'volume', options: by('volume', '/data'), expected: [] },
  ])('$name', ({ options, expected }) => expect(names(options)).toEqual(expected));

  test.each([
    { options: by('nosuch', '1'), error: { code: 'container.invalidFilter', data: { name: 'nosuch' } } },
    { options: by('status', 'nosuch'), error: { code: 'container.invalidFilter', data: { name: 'status', value: 'nosuch' } } },
    { options: by('exited', 'x'), error: { code: 'container.invalidExitCode', data: { value: 'x' } } },
    { options: by('since', 'nosuch'), error: { code: 'container.notListed', data: { name: 'nosuch' } } },
  ])('refused: $error.data', ({ options, error }) => {
    expect(() => listContainers(lab.machine, options)).toThrowError(expect.objectContaining(error));
  });
});

describe('renaming', () => {
  test('keeps everything else', () => {
    const before = getContainer(lab.machine, 'web');
    lab.machine = renameContainer(lab.machine, 'web', '/site');
    expect(getContainer(lab.machine, 'site')).toEqual({ ...before, name: 'site' });
  });

  test.each([
    { from: 'web', to: 'web', code: 'container.sameName', data: { name: 'web' } },
    { from: 'web', to: 'bad name', code: 'container.invalidName', data: { shown: '/bad name', renaming: true } },
    { from: 'web', to: 'done', code: 'container.nameInUse', data: expect.objectContaining({ name: 'done', renaming: true }) },
    { from: 'nosuch', to: 'xx', code: 'container.notFound', data: { argument: 'nosuch' } },
    { from: 'web', to: '', code: 'container.emptyNewName', data: {} },
  ])('$from to $to: $code', ({ from, to, code, data }) => {
    expect(() => renameContainer(lab.machine, from, to)).toThrowError(expect.objectContaining({ code, data }));
  });
});

describe('removing', () => {
  test.each([
    ['web', 'running'],
    ['held', 'paused'],
  ])('%s is %s: only with force', (name, state) => {
    const { id } = getContainer(lab.machine, name);
    expect(() => removeContainer(lab.machine, name)).toThrowError(
      expect.objectContaining({ code: 'container.running', data: { containerId: id, state } }),
    );
    lab.machine = removeContainer(lab.machine, name, { force: true }).machine;
    expect(findContainer(lab.machine, name)).toBeUndefined();
    expect(
      listEvents(lab.machine)
        .slice(-4)
        .map((event) => event.action),
    ).toEqual(['kill', 'die', 'disconnect', 'destroy']);
  });

  test('layers of an image removed before go with their last container, silently', async () => {
    for (const name of ['held', 'web', 'idle']) lab.machine = removeContainer(lab.machine, name, { force: true }).machine;
    lab.machine = removeImage(lab.machine, 'child').machine;
    lab.machine = removeImage(lab.machine, 'base', { force: true }).machine;
    expect([lab.machine.images.size, lab.machine.layers.size]).toEqual([0, 1]);
    expect(await lab.problems()).toEqual([]);
    lab.machine = removeContainer(lab.machine, 'done').machine;
    expect(lab.machine.layers.size).toBe(0);
  });

  test('anonymous volumes go with -v, named ones never', async () => {
    await lab.image({ layers: [{ v: '1' }], tags: ['vol'], config: { Cmd: ['x'], Volumes: { '/data': {} } } });
    lab.container('vol', 'v1');
    lab.container('vol', 'v2');
    lab.machine = removeContainer(lab.machine, 'v1').machine;
    expect(lab.machine.volumes.size).toBe(2);
    lab.machine = removeContainer(lab.machine, 'v2', { volumes: true }).machine;
    expect(lab.machine.volumes.size).toBe(1);
  });
});

describe('pruning', () => {
  test('all that do not run, newest first, with what they wrote [19]', () => {
    write('done', '0123456789');
    const ids = ['idle', 'done'].map((name) => getContainer(lab.machine, name).id);
    const { machine, removed, reclaimed } = pruneContainers(lab.machine);
    expect({ removed, reclaimed, left: machine.containers.size }).toEqual({ removed: ids, reclaimed: 10, left: 2 });
  });

  test.each([
    { key: 'until', value: '2026-01-01T00:00:02Z', left: ['web', 'idle', 'held'] },
    { key: 'label', value: 'tier', left: ['web', 'idle', 'held'] },
    { key: 'label!', value: 'tier', left: ['web', 'done', 'held'] },
  ])('filter $key=$value', ({ key, value, left }) => {
    const { machine } = pruneContainers(lab.machine, new Map([[key, [value]]]));
    expect([...machine.containers.values()].map((container) => container.name)).toEqual(left);
  });

  test('an unknown filter is refused', () => {
    expect(() => pruneContainers(lab.machine, new Map([['nosuch', ['1']]]))).toThrowError(
      expect.objectContaining({ code: 'container.invalidFilter' }),
    );
  });
});

test('sizes: its own layer, and with what it stands on', () => {
  write('idle', '0123456789');
  const idle = getContainer(lab.machine, 'idle');
  expect([containerSize(idle), virtualSize(lab.machine, idle)]).toEqual([10, 16]);
});
