import { beforeAll, describe, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { contentOf } from '../bytes/content.ts';
import { makeDir, writeFile } from '../fs/write.ts';
import { recordContainerEvent, recordImageEvent } from '../machine/events.ts';
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
    { text: 'docker swarm |', items: ['leave'] },
    { text: 'docker trust |', items: [] },
    { text: 'docker i|', items: ['images', 'inspect', 'import', 'info', 'image'] },
    { text: 'docker rm --vo|', items: ['--volumes'] },
    { text: 'docker rmi -|', items: ['-f', '--no-prune'] },
    { text: 'docker rmi --|', items: ['--force', '--no-prune'] },
    { text: 'docker rmi -f -|', items: ['--no-prune'] },
    { text: 'docker run --pull |', items: ['always', 'missing', 'never'] },
    { text: 'docker run --pull=al|', items: ['--pull=always'] },
    { text: 'docker run --network=ho|', items: ['--network=host'] },
    { text: 'docker nosuch |', items: [] },
    { text: 'docker ps |', items: expect.arrayContaining(['-a', '-s', '--no-trunc']) },
  ])('$text', ({ text, items }) => {
    expect(at(text)).toEqual(items);
  });
});

/** The first of them. */
const first = (text: string, count: number) => at(text).slice(0, count);

test('what people type most comes first', () => {
  expect(first('|', 5)).toEqual(['docker', 'ls', 'cat', 'echo', 'rm']);
  expect(first('docker |', 5)).toEqual(['run', 'ps', 'images', 'pull', 'build']);
  expect(first('docker run -|', 7)).toEqual(['--rm', '-it', '--name', '-d', '-e', '-p', '-v']);
  expect(first('docker run -d --name x -|', 4)).toEqual(['--rm', '-e', '-p', '-v']);
  expect(first('docker run -i -|', 3)).toEqual(['--rm', '--name', '-d']);
  expect(first('docker run --|', 3)).toEqual(['--rm', '--name', '--detach']);
  expect(first('docker exec vivo |', 2)).toEqual(['ls', 'sh']);
  expect(first('docker exec -it vivo |', 2)).toEqual(['sh', 'ls']);
  expect(first('docker image |', 4)).toEqual(['ls', 'pull', 'build', 'rm']);
});

test('the two spellings of a flag are one entry', () => {
  const shown = (text: string) =>
    complete(machine, text, text.length).items.map(({ shown: one, text: taken }) => `${taken} = ${one}`);
  expect(shown('docker rmi -')).toEqual(['-f = -f, --force', '--no-prune = undefined']);
  expect(shown('docker rmi --f')).toEqual(['--force = -f, --force']);
  expect(shown('docker exec -i')).toEqual(['-it = undefined', '-i = -i, --interactive']);
});

test('flags that stand before the arguments are offered with them where nothing is typed', () => {
  expect(first('docker run |', 9)).toEqual(['--rm', '-it', '--name', '-d', '-e', '-p', '-v', 'alpine:3.13', 'loja:1.0']);
  expect(at('docker rmi |').at(-1)).toBe('-f');
  expect(at('docker run alpine:3.13 |')).not.toContain('-d');
});

describe('what is on the machine', () => {
  test.each([
    { text: 'docker rmi al|', items: ['alpine:3.13', 'alpine:latest'] },
    { text: 'docker rmi alpine:|', items: ['alpine:3.13', 'alpine:latest'] },
    { text: 'docker rmi alpine:3.13 al|', items: ['alpine:latest'] },
    { text: 'docker tag alpine:3.13 lo|', items: ['loja:', 'loja:1.0'] },
    { text: 'docker exec |', items: ['-it', 'vivo', 'parado', '-d', '-e', '-w', '-u'] },
    { text: 'docker start |', items: ['parado', 'vivo', '-a', '-ai', '-i'] },
    { text: 'docker rm -f p|', items: ['parado'] },
    { text: 'docker inspect vi|', items: ['vivo'] },
    { text: 'docker run --name x alpine:3|', items: ['alpine:3.13'] },
    { text: 'docker images lo|', items: ['loja:', 'loja:1.0'] },
  ])('$text', ({ text, items }) => {
    expect(at(text)).toEqual(items);
  });

  test('a name by digest only where it is asked for', () => {
    const [id] = machine.references.values();
    if (id === undefined) throw new Error('no image');
    const digest = `sha256:${'a'.repeat(64)}`;
    const pulled = { ...machine, references: new Map([...machine.references, [`docker.io/library/alpine@${digest}`, id]]) };
    const itemsOf = (text: string) => complete(pulled, text, text.length).items.map((item) => item.text);
    expect(itemsOf('docker rmi alp')).toEqual(['alpine:3.13', 'alpine:latest']);
    expect(itemsOf('docker rmi alpine@')).toEqual([`alpine@${digest}`]);
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

test('images and containers that were used last come before the others', () => {
  const [, loja] = [...machine.images.values()];
  if (loja === undefined) throw new Error('no image');
  const used = recordImageEvent(machine, loja.id, 'tag', 'loja:1.0');
  const itemsOf = (of: Machine, text: string) => complete(of, text, text.length).items.map((item) => item.text);
  expect(itemsOf(machine, 'docker history ').slice(0, 3)).toEqual(['alpine:3.13', 'loja:1.0', 'alpine:latest']);
  expect(itemsOf(used, 'docker history ').slice(0, 3)).toEqual(['loja:1.0', 'alpine:3.13', 'alpine:latest']);
  const ran = [...machine.containers.values()].find(({ name }) => name === 'parado');
  if (ran === undefined) throw new Error('no container');
  const started = recordContainerEvent(used, ran, 'start');
  expect(itemsOf(started, 'docker logs ').slice(0, 2)).toEqual(['parado', 'vivo']);
  expect(itemsOf(started, 'docker history ').slice(0, 2)).toEqual(['alpine:3.13', 'loja:1.0']);
});

test('names that other lines of the text give', () => {
  expect(at('docker tag alpine:3.13 a:1\ndocker tag alpine:3.13 a:2\ndocker rmi a|').slice(0, 3)).toEqual([
    'a:2',
    'alpine:3.13',
    'a:1',
  ]);
  expect(at('docker run --name nova alpine:3.13\ndocker rm nova\ndocker rm |')).not.toContain('nova');
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
