import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { concatContents, contentOf, sliceContent } from '../bytes/content.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { DEFAULT_LIMITS, type Ports } from '../ports.ts';
import { NO_NETWORK } from '../registry/no-network.ts';
import { tarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { applyLayer } from './apply-layer.ts';
import { readLayer } from './read-layer.ts';
import { unpackLayer } from './unpacked-layer.ts';

const ports: Ports = { epoch: 0, seed: '', limits: DEFAULT_LIMITS, http: NO_NETWORK, platform: nodePlatform };
const ENTRIES = [
  tarEntry({ name: 'etc/', type: 'dir', mode: 0o700 }),
  tarEntry({ name: 'etc/motd', content: contentOf('hello\n') }),
  tarEntry({ name: 'etc/again', type: 'hardlink', linkname: 'etc/motd' }),
  tarEntry({ name: 'unlisted/link', type: 'symlink', linkname: '../etc/motd' }),
  tarEntry({ name: 'etc/.wh.gone' }),
];

test('unpacked as it comes, it is what its entries give, and as large', async () => {
  const { entries, unpacked } = await readLayer({ ports }, writeTar(ENTRIES), { isUnpacking: true });
  expect(unpacked?.size).toBe(unpackLayer(ENTRIES).size);
  expect(unpacked?.size).toBe('hello\n'.length + '../etc/motd'.length);
  expect(unpacked?.over(EMPTY_TREE, 7)).toEqual(applyLayer(EMPTY_TREE, entries, 7));
});

test('what cannot be unpacked is told when it is laid over others, and the first of it', async () => {
  const bad = [...ENTRIES, tarEntry({ name: 'etc/motd/x' }), tarEntry({ name: '.wh..' })];
  const { unpacked } = await readLayer({ ports }, writeTar(bad), { isUnpacking: true });
  expect(() => unpacked?.over(EMPTY_TREE, 0)).toThrow(
    expect.objectContaining({ data: expect.objectContaining({ errno: 'ENOTDIR' }) }),
  );
});

test('what is wrong with the tar behind it comes first', async () => {
  const bad = writeTar([tarEntry({ name: 'etc/motd' }), tarEntry({ name: 'etc/motd/x' })]);
  const torn = concatContents([sliceContent(bad, 0, 1024), contentOf('x'.repeat(512))]);
  await expect(readLayer({ ports }, torn, { isUnpacking: true })).rejects.toMatchObject({ code: 'tar.checksum' });
});
