import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { text, utf8 } from '../bytes/utf8.ts';
import { createContentStore, type EngineContext } from '../cas/content-store.ts';
import { createMachine } from '../machine/create-machine.ts';
import { type Digest, digestBytes } from '../oci/digest.ts';
import { DEFAULT_LIMITS, type HttpPort } from '../ports.ts';
import { parseReference } from '../reference/reference.ts';
import { createHubRegistry } from './hub-registry.ts';
import { type PullProgress, pullAllTags, pullImage } from './pull-image.ts';
import { parseRegistryRefs, type RegistryContent } from './registry-content.ts';
import { RegistryError } from './registry-error.ts';

const FOLDER = new URL('../../../tests/truth/fixtures/', import.meta.url);
const content: RegistryContent = {
  repositories: parseRegistryRefs(readFileSync(new URL('registry/refs.json', FOLDER), 'utf8')),
  blob(digest) {
    try {
      return Promise.resolve(new Uint8Array(readFileSync(new URL(`registry/blobs/sha256/${digest.slice(7)}`, FOLDER))));
    } catch {
      return Promise.resolve(undefined);
    }
  },
};
const images: { tag: string; id: string; list_digest: string; manifest_digest: string; layer_digests: string[] }[] = JSON.parse(
  readFileSync(new URL('images.json', FOLDER), 'utf8'),
);
const alpine = images.find((image) => image.tag === 'alpine:3.13');
const layer = alpine?.layer_digests[0] ?? '';
const layered = images.find(({ layer_digests }) => layer_digests.length > 1);

function contextOver(http: HttpPort): EngineContext {
  return { ports: { epoch: 0, seed: 'test', limits: DEFAULT_LIMITS, http }, store: createContentStore() };
}
async function pull(ctx: EngineContext, machine: ReturnType<typeof createMachine>, name: string) {
  const lines: string[] = [];
  const result = await pullImage(ctx, machine, parseReference(name), (progress) => lines.push(describeProgress(progress)));
  return { ...result, lines };
}
function describeProgress(progress: PullProgress): string {
  return progress.kind === 'start' ? `start ${progress.reference.path}` : `${progress.kind} ${progress.digest.slice(7, 19)}`;
}

/** One byte is another; a manifest stays JSON, since that is looked at first. */
function tamper(bytes: Uint8Array, what: string): Uint8Array {
  const at = what === 'manifest' ? text(bytes).search(/\d,/) : bytes.length - 2;
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

describe('pullImage', () => {
  test('brings the image with its own ID, and tells a layer that is here already from one that is not', async () => {
    const ctx = contextOver(createHubRegistry(content));
    const first = await pull(ctx, createMachine(ctx.ports), 'alpine:3.13');
    expect([...first.machine.images.keys()]).toEqual([alpine?.id]);
    expect(first.changed).toBe(true);
    expect(first.lines).toEqual(['start library/alpine', 'waiting 048ee0619df8', 'complete 048ee0619df8', 'digest 94335e9d430b']);
    const second = await pull(ctx, first.machine, 'redis:alpine');
    expect(second.lines).toEqual([
      'start library/redis',
      'exists 048ee0619df8',
      'waiting 67f3a857a321',
      'complete 67f3a857a321',
      'digest e43b12d6bf99',
    ]);
    const again = await pull(ctx, second.machine, 'redis:alpine');
    expect(again.changed).toBe(false);
    expect(again.lines).toEqual(['start library/redis', 'digest e43b12d6bf99']);
  });

  test('all tags, in the order of the registry', async () => {
    const ctx = contextOver(createHubRegistry(content));
    const { machine } = await pullAllTags(ctx, createMachine(ctx.ports), parseReference('localhost:5000/alpine'), () => {});
    expect([...machine.references.keys()].filter((name) => !name.includes('@'))).toEqual([
      'localhost:5000/alpine:latest',
      'localhost:5000/alpine:3.14',
      'localhost:5000/alpine:3.13',
    ]);
  });

  test.each([
    {
      name: 'nosuch',
      code: 'registry.refused',
      data: { kind: 'DENIED', name: 'nosuch', cause: 'denied: requested access to the resource is denied' },
    },
    {
      name: 'alpine:nope',
      code: 'registry.refused',
      data: { kind: 'MANIFEST_UNKNOWN', reference: 'alpine:nope', cause: 'manifest unknown: manifest unknown' },
    },
    {
      name: 'localhost:5000/nope',
      code: 'registry.refused',
      data: { kind: 'MANIFEST_UNKNOWN', reference: 'localhost:5000/nope:latest' },
    },
    {
      name: 'localhost:5999/alpine',
      code: 'registry.unreachable',
      data: { url: 'http://localhost:5999/v2/', cause: 'dial tcp 127.0.0.1:5999: connect: connection refused' },
    },
    {
      name: 'registry.example.com/x',
      code: 'registry.unreachable',
      data: { cause: 'dial tcp: lookup registry.example.com: no such host' },
    },
  ])('$name is refused', async ({ name, code, data }) => {
    const ctx = contextOver(createHubRegistry(content));
    const error = await pull(ctx, createMachine(ctx.ports), name).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RegistryError);
    expect(error).toMatchObject({ code, data });
  });

  test.each([
    { what: 'layer', digest: layer },
    { what: 'config', digest: alpine?.id ?? '' },
    { what: 'manifest', digest: alpine?.manifest_digest ?? '' },
    { what: 'manifest', digest: alpine?.list_digest ?? '' },
  ])('a $what that was tampered with is refused and leaves nothing', async ({ what, digest }) => {
    const tampered: RegistryContent = {
      ...content,
      async blob(asked) {
        const bytes = await content.blob(asked);
        return asked === digest && bytes !== undefined ? tamper(bytes, what) : bytes;
      },
    };
    const ctx = contextOver(createHubRegistry(tampered));
    const machine = createMachine(ctx.ports);
    const error = await pull(ctx, machine, 'alpine:3.13').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'registry.verification', data: { what, expected: digest } });
    expect(ctx.store.has(digest as Digest)).toBe(false);
  });

  test('a manifest with fewer layers than its config knows is refused', async () => {
    const whole = await content.blob(layered?.manifest_digest ?? '');
    const manifest = JSON.parse(text(whole ?? new Uint8Array()));
    const bytes = utf8(JSON.stringify({ ...manifest, layers: manifest.layers.slice(0, -1) }));
    const digest = digestBytes(bytes);
    const blobs = new Set<string>([manifest.config.digest, ...manifest.layers.map((one: { digest: string }) => one.digest)]);
    const repository = {
      tags: new Map([['1', digest]]),
      manifests: new Map([[digest, manifest.mediaType]]),
      blobs,
      tagOrder: ['1'],
    };
    const short: RegistryContent = {
      repositories: new Map([['library/short', repository]]),
      blob: async (asked) => (asked === digest ? bytes : content.blob(asked)),
    };
    const ctx = contextOver(createHubRegistry(short));
    const error = await pull(ctx, createMachine(ctx.ports), 'short:1').catch((thrown: unknown) => thrown);
    const expected = manifest.layers.length;
    expect(error).toMatchObject({ code: 'registry.layerMismatch', data: { expected, actual: expected - 1 } });
  });
});
