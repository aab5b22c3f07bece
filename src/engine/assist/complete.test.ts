import { beforeAll, describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { contentOf } from '../bytes/content.ts';
import { makeDir, writeFile } from '../fs/write.ts';
import type { Machine } from '../machine/machine.ts';
import { complete } from './complete.ts';

let machine: Machine;
beforeAll(async () => {
  const lab = new MachineLab();
  await lab.image({
    layers: [
      { 'bin/': '', 'bin/sh': '', 'bin/ls': '', 'etc/': '', 'etc/passwd': '', 'etc/passwd-': '', 'data/': '', 'data/a b.txt': '' },
    ],
    tags: ['alpine:3.13', 'alpine:latest'],
    config: { Cmd: ['sh'], Env: ['PATH=/bin'] },
  });
  await lab.image({ layers: [{ x: '1' }], tags: ['loja:1.0'] });
  await lab.image({ layers: [{ y: '1' }] });
  lab.container('alpine:3.13', 'vivo', 'running');
  lab.container('alpine:3.13', 'parado', 'exited');
  let { tree } = lab.machine.host;
  tree = makeDir(tree, '/src', { mtime: 0 });
  for (const path of ['/src/Dockerfile', '/src/app.js', '/src/.env']) tree = writeFile(tree, path, contentOf(''), { mtime: 0 });
  tree = writeFile(tree, '/read me.txt', contentOf(''), { mtime: 0 });
  machine = { ...lab.machine, host: { ...lab.machine.host, tree } };
});

/** The texts of the items at `|`. */
function at(text: string): string[] {
  const caret = text.indexOf('|');
  return complete(machine, text.replace('|', ''), caret).items.map((item) => item.text);
}

describe('commands and flags', () => {
  test.each([
    { text: 'do|', items: ['docker'] },
    { text: 'docker rm|', items: ['rm', 'rmi'] },
    { text: 'docker image pr|', items: ['prune'] },
    { text: 'docker container ren|', items: ['rename'] },
    { text: 'docker swarm |', items: [] },
    { text: 'docker i|', items: ['images', 'import', 'info', 'inspect', 'image'] },
    { text: 'docker rm --vo|', items: ['--volumes'] },
    { text: 'docker rmi -|', items: ['-f', '--force', '--no-prune'] },
    { text: 'docker rmi -f -|', items: ['--no-prune'] },
    { text: 'docker run --pull |', items: ['always', 'missing', 'never'] },
    { text: 'docker run --pull=al|', items: ['--pull=always'] },
    { text: 'docker run --network=ho|', items: ['--network=host'] },
    { text: 'docker nosuch |', items: [] },
    { text: 'docker ps |', items: expect.arrayContaining(['-a', '--all']) },
  ])('$text', ({ text, items }) => {
    expect(at(text)).toEqual(items);
  });
});

describe('what is on the machine', () => {
  test.each([
    { text: 'docker rmi al|', items: ['alpine:3.13', 'alpine:latest'] },
    { text: 'docker rmi alpine:|', items: ['alpine:3.13', 'alpine:latest'] },
    { text: 'docker rmi alpine:3.13 al|', items: ['alpine:latest'] },
    { text: 'docker tag alpine:3.13 lo|', items: ['loja:', 'loja:1.0'] },
    { text: 'docker exec |', items: ['vivo', 'parado'] },
    { text: 'docker start |', items: ['parado', 'vivo'] },
    { text: 'docker rm -f p|', items: ['parado'] },
    { text: 'docker inspect vi|', items: ['vivo'] },
    { text: 'docker run --name x alpine:3|', items: ['alpine:3.13'] },
    { text: 'docker images lo|', items: ['loja:', 'loja:1.0'] },
  ])('$text', ({ text, items }) => {
    expect(at(text)).toEqual(items);
  });

  test('an image without a name by its ID, and any by the beginning of one', () => {
    expect(at('docker rmi |').filter((text) => /^[0-9a-f]{12}$/.test(text))).toHaveLength(1);
    const [id = ''] = machine.images.keys();
    expect(at(`docker history ${id.slice(7, 11)}|`)).toEqual([id.slice(7, 19)]);
  });
});

describe('paths', () => {
  test.each([
    { text: 'docker exec vivo l|', items: ['ls'] },
    { text: 'docker exec vivo cat /etc/pa|', items: ['/etc/passwd', '/etc/passwd-'] },
    { text: 'docker run --rm alpine:3.13 cat /etc/pa|', items: ['/etc/passwd', '/etc/passwd-'] },
    { text: 'docker cp vi|', items: ['vivo:'] },
    { text: 'docker cp vivo:/e|', items: ['vivo:/etc/'] },
    { text: 'docker cp src/app.js pa|', items: ['parado:'] },
    { text: 'docker build s|', items: ['src/'] },
    { text: 'docker build -f src/D|', items: ['src/Dockerfile'] },
    { text: 'cat src/|', items: ['src/Dockerfile', 'src/app.js'] },
    { text: 'cat src/.|', items: ['src/.env'] },
    { text: 'cd s|', items: ['src/'] },
    { text: 'echo x > src/a|', items: ['src/app.js'] },
    { text: 'docker ps && cat re|', items: ['read\\ me.txt'] },
  ])('$text', ({ text, items }) => {
    expect(at(text)).toEqual(items);
  });
});

test('names that other lines of the text give', () => {
  expect(at('docker pull python:3.13\ndocker run --name nova py|')).toEqual(['python:3.13']);
  expect(at('docker run --name nova alpine:3.13\ndocker rm no|')).toEqual(['nova']);
  expect(at('docker tag alpine:3.13 outra:1\ndocker rmi o|')).toEqual(['outra:1']);
});

test.each([
  { text: 'docker rmi alp|', after: 'docker rmi alpine:3.13' },
  { text: 'docker rmi $(docker images -q al|', after: 'docker rmi $(docker images -q alpine:' },
  { text: 'docker ps | grep x; docker start par|', after: 'docker ps | grep x; docker start parado' },
  { text: 'cat "re|', after: 'cat "read me.txt"' },
  { text: 'docker exec vivo cat /data/|', after: 'docker exec vivo cat /data/a\\ b.txt' },
  { text: 'docker rmi al| -f', after: 'docker rmi alpine:3.13 -f' },
  { text: 'docker pull x\ndocker start pa|', after: 'docker pull x\ndocker start parado' },
])('takes the word at the caret alone: $text', ({ text, after }) => {
  const caret = text.lastIndexOf('|');
  const whole = text.slice(0, caret) + text.slice(caret + 1);
  const { from, to, items } = complete(machine, whole, caret);
  expect(whole.slice(0, from) + (items[0]?.text ?? '') + whole.slice(to)).toBe(after);
});

test('inside of a container: its programs, its files, from where its shell stands', () => {
  const container = [...machine.containers.values()].find(({ name }) => name === 'vivo');
  if (container === undefined) throw new Error('no container');
  const inside = { ...machine, visit: { container: container.id, cwd: '/data' } };
  const itemsOf = (text: string) => complete(inside, text, text.length).items.map((item) => item.text);
  expect(itemsOf('l')).toEqual(['ls']);
  expect(itemsOf('ex')).toEqual(['exit', 'export']);
  expect(itemsOf('docker')).toEqual([]);
  expect(itemsOf('cat a')).toEqual(['a\\ b.txt']);
  expect(itemsOf('cat < /etc/pass')).toEqual(['/etc/passwd', '/etc/passwd-']);
  expect(itemsOf('cd /da')).toEqual(['/data/']);
});
