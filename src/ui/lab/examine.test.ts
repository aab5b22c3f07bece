/** What the X-ray is told, on the real engine: a container from step to step, a layer, an image. */
import { expect, test } from 'vitest';
import { openLab } from '../../curriculum/lab.ts';
import { tarEntry } from '../../engine/tar/entry.ts';
import { EMPTY_START } from '../../exercise/index.ts';
import * as part from './examine.ts';
import { listEntry } from './examine.ts';
import { openLabSession } from './lab-session.ts';

const lab = await openLab();

async function run(...lines: string[]) {
  return openLabSession(lab, { start: EMPTY_START, steps: lines.map((line) => ({ line })) });
}

test('copy-up as it happens: the whole file counts, and only the last step is new', async () => {
  const session = await run(
    'docker run -d --name box alpine:3.13 sleep 600',
    'docker exec box touch /made',
    'docker exec box chmod 600 /etc/alpine-release',
  );
  const [container] = session.machine.containers.values();
  const of = { kind: 'container', id: container?.id ?? '' } as const;
  const { xray } = await session.examine(part, of);
  if (xray?.kind !== 'container') throw new TypeError('no container');
  expect([xray.size, xray.copiedUp, xray.hidden]).toEqual([7, 7, 7]);
  expect(xray.files.filter(({ change }) => change !== undefined)).toEqual([
    expect.objectContaining({
      path: '/etc/alpine-release',
      change: 'C',
      mode: '-rw-------',
      was: expect.objectContaining({ mode: '-rw-r--r--', size: 7 }),
      bytes: 'same',
      isNew: true,
    }),
    expect.not.objectContaining({ isNew: true }),
  ]);
  session.goto(0);
  expect(await session.examine(part, of)).toEqual({});
});

test('a layer that was pulled knows its packed size; one that was committed does not', async () => {
  const session = await run('docker run --name box alpine:3.13 rm /etc/motd', 'docker commit box mine');
  const { layers } = (await session.snapshot()).view;
  const xrays = await Promise.all(
    layers.map(async ({ chainId }) => (await session.examine(part, { kind: 'layer', chainId })).xray),
  );
  const [base, made] = xrays;
  if (base?.kind !== 'layer' || made?.kind !== 'layer') throw new TypeError('no layers');
  expect(base.packed).toEqual([expect.objectContaining({ repository: 'docker.io/library/alpine' })]);
  expect(base.packed[0]?.size).toBeLessThan(base.tarSize);
  expect(made).toMatchObject({ packed: [], size: 0, createdBy: 'rm /etc/motd', counts: { A: 0, C: 0, D: 1 } });
  expect(made.hidden).toBeGreaterThan(0);
  expect(made.listing.split('\n').at(-1)).toMatch(/^[-c]rw-+ root\/root +\S+ [-0-9]+ [0-9:]+ etc\/\.wh\.motd/);
});

test('an image: its config is the one that its ID is the hash of', async () => {
  const session = await run('docker pull -q alpine:3.13');
  const [image] = session.machine.images.values();
  const { xray } = await session.examine(part, { kind: 'image', id: image?.id ?? '' });
  if (xray?.kind !== 'image') throw new TypeError('no image');
  expect([xray.tags, xray.wasted, xray.visible]).toEqual([['alpine:3.13'], 0, xray.size]);
  expect(JSON.parse(xray.json).rootfs.diff_ids).toEqual(xray.layers.map(({ diffId }) => diffId));
});

test.each([
  { entry: { name: 'etc/', type: 'dir', mtime: 1_610_582_400 }, line: 'drwxr-xr-x 0/0               0 2021-01-14 00:00 etc/' },
  {
    entry: { name: 'sh', type: 'symlink', linkname: '/bin/busybox' },
    line: 'lrwxrwxrwx 0/0               0 1970-01-01 00:00 sh -> /bin/busybox',
  },
  {
    entry: { name: 'b', type: 'hardlink', linkname: 'a', uname: 'root', gname: 'root' },
    line: 'hrw-r--r-- root/root         0 1970-01-01 00:00 b link to a',
  },
  { entry: { name: 'null', type: 'char', major: 1, minor: 3 }, line: 'crw-r--r-- 0/0             1,3 1970-01-01 00:00 null' },
  { entry: { name: 'far', mtime: 1e15 }, line: '-rw-r--r-- 0/0               0 1000000000000000 far' },
] as const)('$entry.name is listed as GNU tar lists it', ({ entry, line }) => {
  expect(listEntry(tarEntry(entry))).toBe(line);
});
