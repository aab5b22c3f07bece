/**
 * The site's `/v2/` as a registry for real tools, and for the engine's own pull over the same HTTP: the same images with the same IDs. What
 * was tampered with, both refuse with the same words, and nothing of it stays.
 */

import { readFileSync } from 'node:fs';
import { createServer, request as httpRequest } from 'node:http';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { RegistryContent } from '../../src/engine/index.ts';
import { openRegistryFolder } from '../../src/server/registry-folder.ts';
import { expectSameFacts } from './both.ts';
import { Engine } from './engine.ts';
import { noteImage } from './image-list.ts';
import { docker, emptyDocker, inspect, makeFolder, must, tryDocker } from './real.ts';
import { listen, realHttp, type Served, serveContent } from './serve.ts';
import { listTar } from './tar-list.ts';
import { buildahIn, skopeo, umoci } from './tools.ts';

const TEACHING = await openRegistryFolder(resolve(import.meta.dirname, '../../content/registry'));
const FIXTURES = await openRegistryFolder(resolve(import.meta.dirname, '../truth/fixtures/registry'));
/** In a listed tar: the root, and what a container has mounted or an engine made for that. */
const MOUNTED = /Z$| (?:dev|etc|proc|sys|\.dockerenv|etc\/(?:hosts|hostname|resolv\.conf|mtab)|dev\/\S+)(?: |$)/;
const PLAIN_HTTP = '--src-tls-verify=false';

/** One tag for each manifest or list. */
function listImages({ repositories }: RegistryContent): string[] {
  return [...repositories].flatMap(([name, { tags }]) => {
    const byDigest = new Map([...tags].map(([tag, digest]) => [digest, tag]));
    return [...byDigest.values()].map((tag) => `${name}:${tag}`);
  });
}

let teaching: Served;
let fixtures: Served;

beforeAll(async () => {
  await emptyDocker();
  [teaching, fixtures] = await Promise.all([serveContent(TEACHING), serveContent(FIXTURES)]);
});
afterAll(async () => {
  await Promise.all([teaching.close(), fixtures.close()]);
  await emptyDocker();
});

/** First of all: a daemon keeps the manifests that it has seen, and asks for none of them again. */
describe('tampered with', () => {
  const source = FIXTURES.repositories.get('library/redis');
  const list = source?.tags.get('alpine') ?? '';

  /** Digests of the parts of redis:alpine. */
  async function parts(): Promise<{ manifest: string; config: string; layers: string[] }> {
    const json = async (digest: string) => JSON.parse(Buffer.from((await FIXTURES.blob(digest)) ?? []).toString());
    const manifest: string = (await json(list)).manifests[0].digest;
    const { config, layers } = await json(manifest);
    return { manifest, config: config.digest, layers: layers.map(({ digest }: { digest: string }) => digest) };
  }

  test.each([
    { what: 'the manifest', of: 'manifest', change: resized },
    { what: 'the upper layer', of: 'layer', change: flipped },
    { what: 'the upper layer, cut off', of: 'layer', change: (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 100) },
    { what: 'the upper layer, of another image', of: 'layer', change: () => new Uint8Array(1000) },
    { what: 'the config', of: 'config', change: flipped },
  ])('$what', async ({ of, change }) => {
    const { manifest, config, layers } = await parts();
    const digest = { layer: layers.at(-1) ?? '', config, manifest }[of];
    const tampered = await serveContent({
      repositories: FIXTURES.repositories,
      async blob(asked) {
        const bytes = await FIXTURES.blob(asked);
        return asked === digest && bytes !== undefined ? change(bytes) : bytes;
      },
    });
    try {
      await emptyDocker();
      const image = `${tampered.host}/library/redis:alpine`;
      const engine = new Engine({ http: realHttp });
      const theirs = await tryDocker(['pull', image]);
      const ours = await engine.try(`docker pull ${image}`);
      expect(theirs.status).not.toBe(0);
      expect({ status: ours.status, stderr: ours.stderr }).toEqual({ status: theirs.status, stderr: theirs.stderr });
      expect(await engine.run('docker images -aq')).toBe('');
      expect((await docker(['images', '-aq'])).stdout).toBe('');
      expect(engine.session.machine.layers.size).toBe(0);
      expect(engine.session.ctx.store.has(digest as never)).toBe(false);
    } finally {
      await tampered.close();
    }
  });
});

/** Both pull it; facts and what is told at the end are the same. */
async function expectSamePull(engine: Engine, image: string): Promise<void> {
  const ends = (said: string) => said.trimEnd().split('\n').slice(-3).join('\n');
  const theirs = await docker(['pull', image]);
  expect(ends(await engine.run(`docker pull ${image}`))).toBe(ends(theirs.stdout));
  await expectSameFacts(engine, image);
  const digests = '{{json .RepoDigests}} {{json .RepoTags}}';
  expect(await engine.inspect(image, digests)).toBe(await inspect(image, digests));
  noteImage(inject('files'), 'from the site', 'docker pull', image.replace(/^[^/]+/, 'SITE'), await inspect(image));
}

describe('docker pull', () => {
  test.each(listImages(TEACHING))('%s', async (image) => {
    await expectSamePull(new Engine({ http: realHttp }), `${teaching.host}/${image}`);
  });

  test('the images of the recordings, one after the other into the same engine', async () => {
    const engine = new Engine({ http: realHttp });
    for (const image of listImages(FIXTURES)) await expectSamePull(engine, `${fixtures.host}/${image}`);
  });

  test('all tags, and by digest', async () => {
    const repository = `${fixtures.host}/library/alpine`;
    const engine = new Engine({ http: realHttp });
    await emptyDocker();
    for (const what of [['-a', repository], [`${repository}@${FIXTURES.repositories.get('library/alpine')?.tags.get('3.14')}`]]) {
      const theirs = (await docker(['pull', ...what])).stdout;
      const pulled = await engine.run(`docker pull ${what.join(' ')}`);
      expect(pulled.match(/^(?:Digest|\S+: Pulling from).*$/gm)).toEqual(theirs.match(/^(?:Digest|\S+: Pulling from).*$/gm));
    }
    const names = (said: string) => said.trimEnd().split('\n').sort();
    const list = `images --digests --format '{{.Repository}}:{{.Tag}} {{.Digest}} {{.ID}}' ${repository}`;
    expect(names(await engine.run(`docker ${list}`))).toEqual(
      names((await docker(['images', '--digests', '--format', '{{.Repository}}:{{.Tag}} {{.Digest}} {{.ID}}', repository])).stdout),
    );
  });

  test('a download that breaks off goes on with a range', async () => {
    const asked: string[] = [];
    const flaky = await breakingOff(fixtures.host, asked);
    try {
      await emptyDocker();
      await docker(['pull', `${flaky.host}/library/redis:alpine`]);
      const engine = new Engine({ http: realHttp });
      await engine.run(`docker pull ${fixtures.host}/library/redis:alpine`);
      expect(await inspect(`${flaky.host}/library/redis:alpine`)).toBe(
        await engine.inspect(`${fixtures.host}/library/redis:alpine`),
      );
      expect(asked).toHaveLength(1);
      expect(asked[0]).toMatch(/^bytes=[1-9]\d*-/);
    } finally {
      await flaky.close();
    }
  });
});

/** In front of another server: the first answer that is longer than a manifest ends in the middle. */
async function breakingOff(host: string, ranges: string[]): Promise<Served> {
  let isBroken = false;
  const [, port] = host.split(':');
  const server = createServer((asked, answer) => {
    if (asked.headers.range !== undefined) ranges.push(asked.headers.range);
    httpRequest({ host: '127.0.0.1', port, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
      answer.writeHead(got.statusCode ?? 500, got.headers);
      const isLong = Number(got.headers['content-length']) > 50_000;
      if (isBroken || !isLong) return got.pipe(answer);
      isBroken = true;
      got.once('data', (part: Buffer) => answer.write(part.subarray(0, 20_000), () => setTimeout(() => answer.destroy(), 200)));
      return undefined;
    }).end();
  });
  return listen(server);
}

describe('skopeo, umoci, buildah', () => {
  test('skopeo sees tags, digests and configs', async () => {
    const repository = `docker://${teaching.host}/library/alpine`;
    const { tags } = TEACHING.repositories.get('library/alpine') ?? {};
    const listed = JSON.parse((await skopeo(['list-tags', '--tls-verify=false', repository])).stdout);
    expect(listed.Tags.sort()).toEqual([...(tags?.keys() ?? [])].sort());
    const { Digest, RepoTags } = JSON.parse((await skopeo(['inspect', '--tls-verify=false', `${repository}:3.13`])).stdout);
    expect(Digest).toBe(tags?.get('3.13'));
    expect(RepoTags.sort()).toEqual(listed.Tags);
  });

  test('skopeo copies every image, and each blob is what its name says', async () => {
    const folder = makeFolder();
    for (const [at, image] of listImages(TEACHING).entries()) {
      const target = join(folder, String(at));
      await skopeo(['copy', '--all', PLAIN_HTTP, `docker://${teaching.host}/${image}`, `dir:${target}`]);
      const sums = await must('sh', ['-c', 'sha256sum $(ls | grep -E "^[0-9a-f]{64}$")'], { cwd: target });
      for (const line of sums.stdout.trim().split('\n')) expect(line.slice(0, 64)).toBe(line.slice(66));
      const [name = '', tag = ''] = image.split(':');
      const manifest = readFileSync(join(target, 'manifest.json'));
      const digest = (await must('sha256sum', [], { input: manifest })).stdout.slice(0, 64);
      expect(`sha256:${digest}`).toBe(TEACHING.repositories.get(name)?.tags.get(tag));
    }
  });

  test('umoci unpacks what skopeo fetched: the same files as in a container of the engine', async () => {
    const folder = makeFolder();
    const image = `${teaching.host}/library/alpine:3.13`;
    await skopeo(['copy', PLAIN_HTTP, `docker://${image}`, `oci:${join(folder, 'layout')}:alpine`]);
    await umoci(['unpack', '--image', 'layout:alpine', 'bundle'], folder);
    const { bytes } = await must('tar', ['--numeric-owner', '-C', join(folder, 'bundle/rootfs'), '-c', '.']);
    const engine = new Engine({ http: realHttp });
    await engine.run(`docker create --name box ${image} sh && docker export -o box.tar box`);
    const isOwn = (line: string) => !MOUNTED.test(line);
    const ours = (await listTar(await engine.read('box.tar'))).filter(isOwn);
    expect(ours.length).toBeGreaterThan(20);
    expect((await listTar(bytes)).filter(isOwn)).toEqual(ours);
  });

  test('buildah begins from it', async () => {
    const buildah = buildahIn(makeFolder());
    const container = await buildah('from', '--tls-verify=false', `docker://${teaching.host}/library/alpine:3.13`);
    const engine = new Engine({ http: realHttp });
    await engine.run(`docker pull ${teaching.host}/library/alpine:3.13`);
    const id = await engine.inspect(`${teaching.host}/library/alpine:3.13`);
    expect(`sha256:${await buildah('inspect', '--type', 'container', '--format', '{{.FromImageID}}', container)}`).toBe(id);
  });
});

function flipped(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => (at === bytes.length - 2 ? byte ^ 1 : byte));
}

/** A manifest that stays JSON: that is looked at before the digest. */
function resized(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(
    Buffer.from(
      Buffer.from(bytes)
        .toString()
        .replace(/"size": ?\d/, '"size": 9'),
    ),
  );
}
