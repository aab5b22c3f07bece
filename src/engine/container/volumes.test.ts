import { beforeEach, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { listEvents } from '../machine/events.ts';
import { pruneVolumes } from './prune-volumes.ts';
import { removeContainer } from './remove-container.ts';
import { createVolume, getVolume, listVolumes, removeVolume } from './volumes.ts';

let lab: MachineLab;

beforeEach(async () => {
  lab = new MachineLab();
  await lab.image({ layers: [{ 'data/': '', 'data/x': '123' }], tags: ['vol'], config: { Cmd: ['x'], Volumes: { '/data': {} } } });
  lab.container('vol', 'box');
  lab.machine = createVolume(lab.ctx, lab.machine, 'named').machine;
});

test('made once, listed by name', () => {
  const again = createVolume(lab.ctx, lab.machine, 'named');
  expect(again.machine).toBe(lab.machine);
  expect(listVolumes(lab.machine).map(({ anonymous }) => anonymous)).toEqual([true, false]);
  expect(
    listEvents(lab.machine)
      .filter((event) => event.type === 'volume')
      .map((event) => event.action),
  ).toEqual(['create', 'create']);
});

test('one in use stays, others go by prune, with their bytes', () => {
  const [anonymous] = listVolumes(lab.machine);
  const box = [...lab.machine.containers.values()][0];
  expect(() => removeVolume(lab.machine, anonymous?.name ?? '')).toThrowError(
    expect.objectContaining({ code: 'volume.inUse', data: { name: anonymous?.name, containerIds: [box?.id] } }),
  );
  expect(pruneVolumes(lab.machine)).toMatchObject({ removed: ['named'], reclaimed: 0 });
  lab.machine = removeContainer(lab.machine, 'box').machine;
  expect(pruneVolumes(lab.machine)).toMatchObject({ removed: [anonymous?.name, 'named'], reclaimed: 3 });
});

test('removed by name', () => {
  lab.machine = removeVolume(lab.machine, 'named');
  expect(() => getVolume(lab.machine, 'named')).toThrowError(
    expect.objectContaining({ code: 'volume.notFound', data: { name: 'named' } }),
  );
});

test.each(['x', '-x', 'a b', 'a/b'])('%s is no name', (name) => {
  expect(() => createVolume(lab.ctx, lab.machine, name)).toThrowError(
    expect.objectContaining({ code: 'volume.invalidName', data: { name } }),
  );
});
