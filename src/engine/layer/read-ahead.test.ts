import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { type Content, contentOf } from '../bytes/content.ts';
import { CancelledError } from '../errors.ts';
import { DEFAULT_LIMITS, type PlatformPort, type Ports } from '../ports.ts';
import { NO_NETWORK } from '../registry/no-network.ts';
import { tarEntry } from '../tar/entry.ts';
import { writeTar } from '../tar/write-tar.ts';
import { ReadAhead } from './read-ahead.ts';

const layer = (name: string): Content => writeTar([tarEntry({ name, content: contentOf('x'.repeat(100_000)) })]);
const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

/** Counts hashes, and how many of them run at the same time. */
function lab(threads: number) {
  const seen = { hashes: 0, running: 0, most: 0, read: 0 };
  const platform: PlatformPort = {
    ...nodePlatform,
    threads,
    createHash() {
      const hash = nodePlatform.createHash();
      seen.hashes += 1;
      seen.running += 1;
      seen.most = Math.max(seen.most, seen.running);
      return {
        async update(part) {
          await later();
          await hash.update(part);
        },
        async digest() {
          seen.running -= 1;
          return hash.digest();
        },
        cancel() {
          seen.running -= 1;
        },
      };
    },
  };
  const watch = {
    begin: () => undefined,
    read: (bytes: number) => {
      seen.read += bytes;
    },
  };
  const ports: Ports = { epoch: 0, seed: '', limits: DEFAULT_LIMITS, http: NO_NETWORK, platform, watch };
  return { seen, ctx: { ports } };
}

test.each([1, 2, 3])('%i threads: so many are read at once, and they come in order', async (threads) => {
  const { seen, ctx } = lab(threads);
  const names = ['a', 'b', 'c', 'd'];
  const ahead = new ReadAhead(
    ctx,
    names.map((name) => ({ find: () => layer(name) })),
  );
  const came: (string | undefined)[] = [];
  for (const _ of names) came.push((await ahead.next()).entries[0]?.name);
  expect(came).toEqual(names);
  expect(seen).toMatchObject({ hashes: 4, running: 0, most: threads });
});

test.each([
  { threads: 1, order: ['a', 'b', 'c', 'd'] },
  { threads: 2, order: ['b', 'd', 'c', 'a'] },
])('$threads threads: the largest begins first, and no thread waits for a turn', async ({ threads, order }) => {
  const { ctx } = lab(threads);
  const sizes = { a: 1, b: 9, c: 2, d: 3 };
  const begun: string[] = [];
  let isMade = false;
  const ahead = new ReadAhead(
    ctx,
    Object.entries(sizes).map(([name, size]) => ({
      find() {
        if (isMade) begun.push(name);
        return writeTar([tarEntry({ name, content: contentOf('x'.repeat(size * 100_000)) })]);
      },
    })),
  );
  isMade = true;
  await ahead.next();
  if (threads > 1) expect(begun).toEqual(order);
  for (const _ of 'bcd') await ahead.next();
  expect(begun).toEqual(order);
});

test('a blob that stands there twice is hashed once', async () => {
  const { seen, ctx } = lab(2);
  const shared = layer('shared');
  const ahead = new ReadAhead(ctx, [{ find: () => shared }, { find: () => shared }]);
  expect((await ahead.next()).diffId).toBe((await ahead.next()).diffId);
  expect(seen.hashes).toBe(1);
});

test('what is wrong with a layer is told when its turn comes', async () => {
  const { ctx } = lab(2);
  const ahead = new ReadAhead(ctx, [
    { find: () => layer('a') },
    {
      find: () => {
        throw new RangeError('not there');
      },
    },
    { find: () => layer('c') },
  ]);
  expect((await ahead.next()).entries[0]?.name).toBe('a');
  await expect(ahead.next()).rejects.toThrow('not there');
  await ahead.stop();
});

test('stopped: what is being read ends, and nothing else begins', async () => {
  const { seen, ctx } = lab(2);
  const large = writeTar([tarEntry({ name: 'large', content: contentOf(new Uint8Array(30_000_000)) })]);
  const ahead = new ReadAhead(ctx, [{ find: () => layer('a') }, { find: () => large }, { find: () => layer('c') }]);
  await ahead.next();
  await ahead.stop();
  expect(seen.running).toBe(0);
  expect(seen.read).toBeLessThan(large.size);
});

test('cancelled: all that is being read ends', async () => {
  const { seen, ctx } = lab(2);
  const watch = {
    begin: () => undefined,
    read: () => {
      throw new CancelledError();
    },
  };
  const ahead = new ReadAhead({ ports: { ...ctx.ports, watch } }, [{ find: () => layer('a') }, { find: () => layer('b') }]);
  await expect(ahead.next()).rejects.toThrow(CancelledError);
  await ahead.stop();
  expect(seen.running).toBe(0);
});
