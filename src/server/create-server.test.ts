import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { finishBuild } from '../../scripts/finish-build.ts';
import { createSiteServer } from './create-server.ts';
import { textReply } from './reply.ts';
import { openSiteFiles } from './site-files.ts';

const STYLE = `body { color: black }\n${'.x { color: red }\n'.repeat(100)}`;
const SITE: Readonly<Record<string, string>> = {
  'client/pt-br/index.html':
    '<html lang="pt-BR"><script>document.title = 1</script><script type="application/json">{}</script></html>',
  'client/pt-br/404.html': 'não existe',
  'client/en/index.html': '<html lang="en"><script src="/_astro/a.js"></script></html>',
  'client/en/404.html': 'not found',
  'client/en/lessons/index.html': 'lessons',
  'client/favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'client/_astro/style.abc.css': STYLE,
  'client/_astro/hash.worker-abc.js': 'postMessage(1)',
  'client/_astro/scan.worker-abc.js': 'postMessage(1)',
  'client/_astro/engine.worker-abc.js': 'postMessage(2)',
};

let folder: string;
let server: ReturnType<typeof createSiteServer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camadas-server-'));
  for (const [path, text] of Object.entries(SITE)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const manifest = await finishBuild(resolve(import.meta.dirname, '../..'), folder, 'hash', join(folder, 'cache'));
  const registry = async () => textReply(200, 'registry');
  server = createSiteServer({ files: openSiteFiles(folder, manifest), registry });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}
function get(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Got> {
  const { port } = server.address() as AddressInfo;
  return new Promise((done, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, async (response) => {
      done({ status: response.statusCode ?? 0, headers: response.headers, bytes: await buffer(response) });
    });
    sent.on('error', reject);
    sent.end();
  });
}

test.each([
  { name: 'a page', path: '/en/', status: 200, body: SITE['client/en/index.html'] },
  { name: 'a page by its file', path: '/en/lessons/index.html', status: 200, body: 'lessons' },
  { name: 'health', path: '/healthz', status: 200, body: 'ok\n' },
  { name: 'registry', path: '/v2/', status: 200, body: 'registry\n' },
  { name: 'unknown, English', path: '/en/nothing/', status: 404, body: 'not found' },
  { name: 'unknown, Portuguese', path: '/pt-br/nothing', status: 404, body: 'não existe' },
  { name: 'unknown, by the browser', path: '/nothing', status: 404, body: 'not found' },
  { name: 'out of the folder', path: '/../../etc/passwd', status: 404, body: 'not found' },
  { name: 'out of the folder, encoded', path: '/%2e%2e/%2e%2e/etc/passwd', status: 404, body: 'not found' },
  { name: 'the manifest is no part of the site', path: '/site.json', status: 404, body: 'not found' },
  { name: 'broken percent code', path: '/%zz', status: 400, body: 'The address cannot be read\n' },
  { name: 'two slashes', path: '//evil.example/', status: 400, body: 'The address cannot be read\n' },
  { name: 'too long', path: `/${'a'.repeat(5000)}`, status: 414, body: 'The address is too long\n' },
])('answers: $name', async ({ path, status, body }) => {
  const got = await get(path, { 'accept-language': 'en' });
  expect({ status: got.status, body: got.bytes.toString() }).toEqual({ status, body });
  expect(got.headers['x-content-type-options']).toBe('nosniff');
});

test('the root leads to the language, and remembers it', async () => {
  const { status, headers } = await get('/?a=1', { 'accept-language': 'en;q=0.8, pt;q=0.5' });
  expect({
    status,
    to: headers['location'],
    cookie: headers['set-cookie'],
    vary: headers['vary'],
    cache: headers['cache-control'],
  }).toEqual({
    status: 302,
    to: '/en/?a=1',
    cookie: ['camadas-locale=en; Path=/; Max-Age=31536000; SameSite=Lax'],
    vary: 'Cookie, Accept-Language',
    cache: 'no-store',
  });
  expect((await get('/', { cookie: 'camadas-locale=pt-br', 'accept-language': 'en' })).headers['location']).toBe('/pt-br/');
});

test('a page makes its language the choice, once', async () => {
  expect((await get('/en/')).headers['set-cookie']).toEqual(['camadas-locale=en; Path=/; Max-Age=31536000; SameSite=Lax']);
  expect((await get('/en/', { cookie: 'camadas-locale=en' })).headers['set-cookie']).toBeUndefined();
});

test('a folder without its slash is led to it, with its query', async () => {
  const { status, headers } = await get('/en/lessons?q=1');
  expect([status, headers['location']]).toEqual([308, '/en/lessons/?q=1']);
});

test.each([
  { accept: 'gzip, deflate, br', encoding: 'br', unpack: brotliDecompressSync },
  { accept: 'gzip', encoding: 'gzip', unpack: gunzipSync },
  { accept: 'br;q=0, gzip;q=0.5', encoding: 'gzip', unpack: gunzipSync },
  { accept: '', encoding: undefined, unpack: (bytes: Buffer) => bytes },
])('compressed as asked for: $accept', async ({ accept, encoding, unpack }) => {
  const { headers, bytes } = await get('/_astro/style.abc.css', { 'accept-encoding': accept });
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers['vary']).toBe('Accept-Encoding');
  expect(headers['content-length']).toBe(String(bytes.length));
  expect(unpack(bytes).toString()).toBe(STYLE);
});

test('hashed files are kept for ever, pages are asked for again and answered with 304', async () => {
  expect((await get('/_astro/style.abc.css')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const page = await get('/en/');
  expect(page.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
  const again = await get('/en/', { 'if-none-match': `"x", W/${page.headers['etag']}` });
  expect([again.status, again.bytes.length, again.headers['etag']]).toEqual([304, 0, page.headers['etag']]);
  expect((await get('/en/', { 'if-none-match': '"x"' })).status).toBe(200);
});

test('the policy allows the scripts of the page by hash, and no others', async () => {
  const policyOf = async (path: string) => String((await get(path)).headers['content-security-policy']).split('; ');
  expect(await policyOf('/pt-br/')).toContain("script-src 'self' 'sha256-Q36D6Uk7W0215wajbK9dq3X/PIE9glH7LT4XQYrvSeY='");
  expect(await policyOf('/en/')).toEqual([
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default camadas',
  ]);
  expect(await policyOf('/_astro/engine.worker-abc.js')).not.toContain("require-trusted-types-for 'script'");
});

test('parts of pages have no headers that only documents and workers heed', async () => {
  const names = async (path: string) => Object.keys((await get(path)).headers).filter((name) => /policy|frame|nosniff/.test(name));
  expect(await names('/_astro/style.abc.css')).toEqual(['cross-origin-resource-policy']);
  expect(await names('/_astro/hash.worker-abc.js')).toContain('content-security-policy');
  expect(await names('/favicon.svg')).toContain('content-security-policy');
});

test('the workers that hash, and they alone, may compile WebAssembly', async () => {
  const scriptsOf = async (path: string) => String((await get(path)).headers['content-security-policy']).split('; ')[1];
  for (const name of ['hash', 'scan'])
    expect(await scriptsOf(`/_astro/${name}.worker-abc.js`)).toBe("script-src 'self' 'wasm-unsafe-eval'");
  expect(await scriptsOf('/_astro/engine.worker-abc.js')).toBe("script-src 'self'");
});

test('HEAD has the headers and no body; other methods are refused', async () => {
  const head = await get('/en/', {}, 'HEAD');
  expect([head.status, head.bytes.length, head.headers['content-length']]).toEqual([
    200,
    0,
    String(SITE['client/en/index.html']?.length),
  ]);
  const post = await get('/en/', {}, 'POST');
  expect([post.status, post.headers['allow']]).toEqual([405, 'GET, HEAD']);
});
