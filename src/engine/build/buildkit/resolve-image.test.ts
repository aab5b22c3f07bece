/** Bases that are in no store: only their layers come, and the cache holds them. Lines and words as BuildKit has them. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BuildLab } from '../../../../tests/engine/build-lab.ts';
import { createHubRegistry } from '../../registry/hub-registry.ts';
import { parseRegistryRefs } from '../../registry/registry-content.ts';

const FOLDER = 'tests/truth/fixtures/registry/';
const hub = createHubRegistry({
  repositories: parseRegistryRefs(readFileSync(`${FOLDER}refs.json`, 'utf8')),
  blob: (digest) => Promise.resolve(new Uint8Array(readFileSync(`${FOLDER}blobs/sha256/${digest.slice(7)}`))),
});
const ALPINE = 'docker.io/library/alpine:3.13@sha256:94335e9d430b6bc14b13f3a02c91d855f56855e20c9a1b42a5f10030c358fc93';

function vertexOf(printed: string, number: number): string {
  return printed
    .split('\n')
    .filter((line) => line.startsWith(`#${number} `))
    .join('\n');
}

test('a base that is fetched is no image afterwards, and not fetched again', async () => {
  const lab = new BuildLab(hub);
  const first = await lab.dockerfile('FROM alpine:3.13\nRUN echo hi > /hi\n', { tags: ['a'] });
  expect(vertexOf(first.err, 4)).toBe(`\
#4 [1/2] FROM ${ALPINE}
#4 resolve ${ALPINE} done
#4 sha256:dd81334cea273ecf8faace9c8311afb452f4d711c110f0cda39f8852412d398e 852B / 852B done
#4 sha256:048ee0619df81876afa6e4575fd4d33485ba3c83c0c7afd19dc6600503d3a166 179.21kB / 179.21kB done
#4 extracting sha256:048ee0619df81876afa6e4575fd4d33485ba3c83c0c7afd19dc6600503d3a166 done
#4 DONE 0.0s`);
  expect([...lab.machine.references.keys()]).toEqual(['docker.io/library/a:latest']);
  expect(lab.machine.images.size).toBe(1);
  const second = await lab.dockerfile('FROM alpine:3.13\nRUN echo other > /hi\n');
  expect(vertexOf(second.err, 4)).toBe(`#4 [1/2] FROM ${ALPINE}\n#4 CACHED`);
  const base = [...lab.machine.buildCache.records.values()].find((record) => !record.made && record.chain.length > 0);
  expect(base).toMatchObject({ description: `pulled from ${ALPINE}`, size: 0, usageCount: 2 });
});

test('an image of the store is taken as it is, with --pull the one of the registry', async () => {
  const lab = new BuildLab(hub);
  await lab.load('alpine-3.13.tar');
  const plain = await lab.dockerfile('FROM alpine:3.13\n');
  expect(vertexOf(plain.err, 4)).toBe('#4 [1/1] FROM docker.io/library/alpine:3.13\n#4 DONE 0.0s');
  const pulled = await lab.dockerfile('FROM alpine:3.13\n', { pull: true });
  expect(vertexOf(pulled.err, 4)).toBe(`#4 [1/1] FROM ${ALPINE}\n#4 CACHED`);
});

test.each([
  [
    'nosuch:1',
    'docker.io/library/nosuch:1',
    'pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed',
  ],
  ['alpine:nosuch', 'docker.io/library/alpine:nosuch', 'docker.io/library/alpine:nosuch: not found'],
  [
    'localhost:5999/x',
    'localhost:5999/x:latest',
    'failed to do request: Head "http://localhost:5999/v2/x/manifests/latest": dial tcp 127.0.0.1:5999: connect: connection refused',
  ],
])('FROM %s is refused', async (name, full, reason) => {
  const lab = new BuildLab(hub);
  const before = lab.machine.images;
  const { err, exitCode } = await lab.dockerfile(`FROM ${name}\n`);
  expect(exitCode).toBe(1);
  expect(err.slice(err.indexOf('#3 '))).toBe(`\
#3 [internal] load metadata for ${full}
#3 ERROR: ${reason}
------
 > [internal] load metadata for ${full}:
------
Dockerfile:1
--------------------
   1 | >>> FROM ${name}
   2 |${'     '}
--------------------
ERROR: failed to solve: ${name}: failed to resolve source metadata for ${full}: ${reason}
`);
  expect(lab.machine.images).toBe(before);
});
