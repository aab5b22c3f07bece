/** Which image a step of the classic builder takes for done; `recorded-builds.test.ts` plays whole builds. */
import { expect, test } from 'vitest';
import { createContentStore } from '../../cas/content-store.ts';
import { createMachine } from '../../machine/create-machine.ts';
import type { Image } from '../../machine/machine.ts';
import type { ImageId } from '../../oci/digest.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { DEFAULT_LIMITS } from '../../ports.ts';
import { NO_NETWORK } from '../../registry/no-network.ts';
import { findCached } from './image-cache.ts';

const ports = { epoch: 0, seed: 'test', limits: DEFAULT_LIMITS, http: NO_NETWORK };
const ctx = { ports, store: createContentStore() };
const CONFIG: RunConfig = { Cmd: ['/bin/sh', '-c', 'echo x'], Env: ['A=1'], Labels: { a: '1' } };

function image(id: string, created: string, container_config: RunConfig, parent?: string): Image {
  const config = { created, container_config, rootfs: { type: 'layers', diff_ids: [] } };
  return {
    id: id as ImageId,
    chain: [],
    config,
    ...(parent === undefined ? {} : { parent: parent as ImageId }),
  } as unknown as Image;
}
function cachedOf(images: readonly Image[], config: RunConfig = CONFIG): string | undefined {
  const machine = { ...createMachine(ports), images: new Map([base, ...images].map((one) => [one.id, one])) };
  return findCached(ctx, machine, base, config, undefined)?.image.id;
}
const base = image('base', '2026-01-01T00:00:00Z', {});

test('of several the newest, wherever it stands', () => {
  const old = image('old', '2026-01-02T00:00:00Z', CONFIG, 'base');
  const young = image('young', '2026-01-03T00:00:00Z', CONFIG, 'base');
  expect([cachedOf([old, young]), cachedOf([young, old])]).toEqual(['young', 'young']);
});

test.each<{ name: string; config: RunConfig; isHit: boolean }>([
  { name: 'the same', config: CONFIG, isHit: true },
  { name: 'another working folder, which does not count', config: { ...CONFIG, WorkingDir: '/app' }, isHit: true },
  { name: 'another command', config: { ...CONFIG, Cmd: ['/bin/sh', '-c', 'echo y'] }, isHit: false },
  { name: 'one variable more', config: { ...CONFIG, Env: ['A=1', 'B=2'] }, isHit: false },
  { name: 'another label', config: { ...CONFIG, Labels: { a: '2' } }, isHit: false },
  { name: 'another user', config: { ...CONFIG, User: 'app' }, isHit: false },
  { name: 'an open standard input', config: { ...CONFIG, OpenStdin: true }, isHit: false },
])('$name: $isHit', ({ config, isHit }) => {
  expect(cachedOf([image('made', '2026-01-02T00:00:00Z', CONFIG, 'base')], config)).toBe(isHit ? 'made' : undefined);
});

test('a child of another image is none', () => {
  expect(cachedOf([image('made', '2026-01-02T00:00:00Z', CONFIG, 'elsewhere')])).toBeUndefined();
});
