/** That work is not done twice, counted: a clock would say something else on each machine. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { createContentStore, type EngineContext } from '../cas/content-store.ts';
import { loadImages } from '../image/load-images.ts';
import { saveImages } from '../image/save-images.ts';
import { createMachine } from '../machine/create-machine.ts';
import { DEFAULT_LIMITS, type PlatformPort } from '../ports.ts';
import { parseReference } from '../reference/reference.ts';
import { createHubRegistry } from './hub-registry.ts';
import { pullImage } from './pull-image.ts';
import { parseRegistryRefs } from './registry-content.ts';

const FOLDER = new URL('../../../tests/truth/fixtures/registry/', import.meta.url);
const NODE = parseReference('node:alpine3.13');

/** A registry that keeps what it has read, as the page's port does; and the bytes of everything that was hashed at once. */
function countingLab() {
  const blobs = new Map<string, Uint8Array>();
  const http = createHubRegistry({
    repositories: parseRegistryRefs(readFileSync(new URL('refs.json', FOLDER), 'utf8')),
    blob: async (digest) => {
      const bytes = blobs.get(digest) ?? new Uint8Array(readFileSync(new URL(`blobs/sha256/${digest.slice(7)}`, FOLDER)));
      blobs.set(digest, bytes);
      return bytes;
    },
  });
  const hashed: number[] = [];
  const platform: PlatformPort = {
    ...nodePlatform,
    createHash(size) {
      const hash = nodePlatform.createHash(size);
      let bytes = 0;
      return {
        update(part) {
          bytes += part.length;
          return hash.update(part);
        },
        digest() {
          hashed.push(bytes);
          return hash.digest();
        },
      };
    },
  };
  const ctx: EngineContext = { ports: { epoch: 0, seed: '', limits: DEFAULT_LIMITS, http, platform }, store: createContentStore() };
  return { ctx, hashed };
}

test('a blob is hashed once, not once for each pull', async () => {
  const { ctx, hashed } = countingLab();
  const empty = createMachine(ctx.ports);
  const first = await pullImage(ctx, empty, NODE, () => undefined);
  const once = hashed.splice(0);
  expect(once.length).toBeGreaterThan(2);
  const second = await pullImage(ctx, empty, NODE, () => undefined);
  expect([...second.machine.images.keys()]).toEqual([...first.machine.images.keys()]);
  expect(hashed).toEqual([]);
});

test('each layer of an archive is hashed once', async () => {
  const { ctx, hashed } = countingLab();
  const empty = createMachine(ctx.ports);
  const { machine } = await pullImage(ctx, empty, NODE, () => undefined);
  const archive = saveImages(ctx, machine, ['node:alpine3.13']);
  hashed.length = 0;
  const loaded = await loadImages(ctx, empty, archive);
  expect(hashed).toEqual([...loaded.machine.layers.values()].map(({ tarSize }) => tarSize));
});
