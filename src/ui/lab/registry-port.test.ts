import { describe, expect, test } from 'vitest';
import { createRegistryPort } from './registry-port.ts';

const BLOB = `https://registry-1.docker.io/v2/library/alpine/blobs/sha256:${'a'.repeat(64)}`;

function countedFetch(): { readonly urls: string[]; readonly fetch: typeof globalThis.fetch } {
  const urls: string[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    urls.push(`${init?.method} ${input}`);
    return new Response('bytes', { status: String(input).includes('missing') ? 404 : 200 });
  };
  return { urls, fetch };
}

test('a blob is fetched once and then the same; what has a name is asked for again', async () => {
  const { urls, fetch } = countedFetch();
  const port = createRegistryPort('https://camadas.test', fetch);
  const get = (url: string) => port.fetch({ method: 'GET', url, headers: {} });
  const [first, second] = [await get(BLOB), await get(BLOB)];
  expect(second.body).toBe(first.body);
  await port.fetch({ method: 'HEAD', url: BLOB, headers: {} });
  const tag = 'https://registry-1.docker.io/v2/library/alpine/manifests/3.13';
  const missing = BLOB.replace('alpine', 'missing');
  for (const url of [tag, tag, missing, missing]) await get(url);
  const here = (url: string): string => url.replace('registry-1.docker.io', 'camadas.test');
  expect(urls).toEqual([
    `GET ${here(BLOB)}`,
    `HEAD ${here(BLOB)}`,
    ...[tag, tag, missing, missing].map((url) => `GET ${here(url)}`),
  ]);
});

test('no other server is asked', async () => {
  const { urls, fetch } = countedFetch();
  const port = createRegistryPort('https://camadas.test', fetch);
  await expect(port.fetch({ method: 'GET', url: 'https://quay.io/v2/', headers: {} })).rejects.toThrow('no such host');
  expect(urls).toEqual([]);
});

describe('where no registry can be reached', () => {
  const request = { method: 'GET', url: 'https://registry-1.docker.io/v2/library/alpine/tags/list', headers: {} } as const;
  const here = async () => ({ status: 200, headers: {}, body: new Uint8Array([1]) });
  const offline = async (): Promise<Response> => {
    throw new TypeError('offline');
  };

  test.each([
    { name: 'offline', fetch: offline },
    { name: 'a host that only hands out files', fetch: async () => new Response('<h1>Not found</h1>', { status: 404 }) },
  ])('$name: the images are looked for among the files', async ({ fetch }) => {
    const answer = await createRegistryPort('https://camadas.test/a', fetch, async () => here).fetch(request);
    expect(answer.body).toEqual(new Uint8Array([1]));
  });

  test('a registry that refuses is believed', async () => {
    const headers = { 'docker-distribution-api-version': 'registry/2.0' };
    const fetch = async () => new Response('{}', { status: 404, headers });
    expect((await createRegistryPort('https://camadas.test', fetch, async () => here).fetch(request)).status).toBe(404);
  });

  test('files that cannot be had are asked for again', async () => {
    let tries = 0;
    const port = createRegistryPort('https://camadas.test', offline, async () => {
      tries += 1;
      if (tries === 1) throw new Error('no images');
      return here;
    });
    await expect(port.fetch(request)).rejects.toThrow('no such host');
    expect((await port.fetch(request)).status).toBe(200);
  });
});
