/** A line that is called directly leaves what the shell would have left: each is run both ways, a `;` hands it to the shell. */
import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { nodePlatform } from '../../server/node-platform.ts';
import { DEFAULT_LIMITS } from '../ports.ts';
import { createHubRegistry } from '../registry/hub-registry.ts';
import { parseRegistryRefs } from '../registry/registry-content.ts';
import { createScreen } from '../screen.ts';
import { createSession } from '../session.ts';
import * as direct from './run-direct-line.ts';

const FOLDER = new URL('../../../tests/truth/fixtures/registry/', import.meta.url);
const http = createHubRegistry({
  repositories: parseRegistryRefs(readFileSync(new URL('refs.json', FOLDER), 'utf8')),
  blob: async (digest) => new Uint8Array(readFileSync(new URL(`blobs/sha256/${digest.slice(7)}`, FOLDER))),
});
const ports = { epoch: 1_795_000_000_000, seed: 'test', limits: DEFAULT_LIMITS, http, platform: nodePlatform };

const MARK = 'says what came before: echo "$?" "${PIPESTATUS[@]}" "$_"';
const SCRIPT = [
  'docker pull -q alpine:3.13',
  'docker pull -q alpine:3.13',
  'docker run -d --name box alpine:3.13 sleep 1000',
  'docker exec box sh -c "echo 1 > /note; exit 3"',
  MARK,
  'docker exec box cat /note',
  "docker 'ps' -a --no-trunc",
  'docker tag alpine:3.13 "base:1"',
  'docker rmi nothing:at-all',
  'docker rmi nothing:at-all',
  MARK,
  'docker commit -q box snap',
  'docker images',
  'docker save -o saved.tar snap',
  'docker images -q',
  'ls',
  'docker cp box:/note copied',
  'cat copied',
  'docker container prune',
  'docker login --password-stdin -u me',
  'docker',
  'docker nonsense',
  'docker --version',
  'DOCKER_BUILDKIT=0',
  'printf "FROM alpine:3.13\\nCMD env\\n" > Dockerfile',
  'docker build -q .',
  'docker build -q .',
  'export DOCKER_BUILDKIT',
  'docker build -q .',
  'docker build -t built .',
  'cd /tmp',
  'docker cp box:/note .',
  'docker cp box:/note .',
  'set -x',
  'docker images -q',
  'set +x',
  'docker images -q',
  'docker() { echo mine; }',
  'docker images -q',
  'unset -f docker',
  'docker images -q',
  'trap "echo bye" EXIT',
  'docker images -q',
  'trap - EXIT',
  'docker images -q',
  'mkdir -p /usr/local/bin',
  'printf "#!/bin/sh\\necho another\\n" > /usr/local/bin/docker',
  'docker images -q',
  'chmod +x /usr/local/bin/docker',
  'docker images -q',
  'docker images -q',
  'PATH=bin:/usr/bin',
  'docker images -q',
  'PATH=/nowhere',
  'docker images -q',
  'PATH=/usr/bin:/bin',
  'docker images -q',
  'docker run --rm alpine:3.13 sleep 100000',
  MARK,
  'docker rm -f box',
].map((line) => (line === MARK ? 'echo "$?" "${PIPESTATUS[@]}" "$_"' : line));

test('directly or by the shell, it is the same', async () => {
  const spy = vi.spyOn(direct, 'findDirectCall');
  const [plain, typed] = [createSession({ ports }), createSession({ ports })];
  for (const line of SCRIPT) {
    const [left, right] = [createScreen(), createScreen()];
    const results = [await plain.run(line, left), await typed.run(`${line} ;`, right)];
    expect(results[0], line).toEqual(results[1]);
    expect(left.lines(), line).toEqual(right.lines());
    expect(plain.machine.host, line).toEqual(typed.machine.host);
    expect([...(plain.machine.host.settings?.arrays ?? [])], line).toEqual([...(typed.machine.host.settings?.arrays ?? [])]);
  }
  expect(plain.machine).toEqual(typed.machine);
  const ran = spy.mock.results.filter(({ value }) => value !== undefined);
  expect(ran.length).toBeGreaterThanOrEqual(12);
});
