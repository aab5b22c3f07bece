import { beforeAll, expect, test } from 'vitest';
import { MachineLab } from '../../../tests/engine/machine-lab.ts';
import { diagnose } from './diagnose.ts';

let lab: MachineLab;
beforeAll(async () => {
  lab = new MachineLab();
  await lab.image({ layers: [{ 'bin/sh': '' }], tags: ['alpine:3.13'] });
  await lab.image({ layers: [{ x: '1' }], tags: ['loja:1.0'] });
  lab.container('alpine:3.13', 'vivo', 'running');
  lab.container('loja:1.0', 'parado', 'exited');
});

/** `code "marked text" {facts}` and what the text is after each fix. */
async function look(text: string, caret?: number): Promise<string[]> {
  const found = await diagnose(lab.ctx, lab.machine, text, caret === undefined ? {} : { caret });
  return found.flatMap(({ code, from, to, fixes }) => [
    `${code} "${text.slice(from, to)}"`,
    ...fixes.map((fix) => `  ${text.slice(0, fix.from)}${fix.text}${text.slice(fix.to)}`),
  ]);
}

test.each([
  { text: 'docker ps -a', found: [] },
  { text: 'dokcer ps', found: ['program-unknown "dokcer"', '  docker ps'] },
  { text: 'pull alpine:3.13', found: ['program-unknown "pull"', '  docker pull alpine:3.13'] },
  { text: 'f() { ls; }; f', found: [] },
  { text: 'docker imagse', found: ['command-unknown "imagse"', '  docker images'] },
  { text: 'docker image lss', found: ['command-unknown "lss"', '  docker image ls'] },
  { text: 'Docker ps', found: ['program-unknown "Docker"', '  docker ps'] },
  { text: 'DOCKER ps', found: ['program-unknown "DOCKER"', '  docker ps'] },
  { text: 'apt install x', found: ['program-unknown "apt"'] },
  { text: 'help', found: ['program-unknown "help"'] },
  { text: 'sudo docker ps', found: ['sudo-not-needed "sudo"', '  docker ps'] },
  { text: 'sudo', found: ['program-unknown "sudo"'] },
  { text: 'docker baixar x', found: ['command-unknown "baixar"', '  docker pull x'] },
  { text: 'docker Remover x', found: ['command-unknown "Remover"', '  docker rm x', '  docker rmi x'] },
  { text: 'docker image listar', found: ['command-unknown "listar"', '  docker image ls'] },
  { text: 'docker image baixe', found: ['command-unknown "baixe"', '  docker image pull'] },
  { text: 'docker pull “x:1”', found: ['typographic-sign "“x:1”"', '  docker pull "x:1"'] },
  { text: 'docker run —name a –it —rm x', found: ['typographic-sign "—name a –it —rm"', '  docker run --name a -it --rm x'] },
  { text: 'docker run –rm x', found: ['typographic-sign "–rm"', '  docker run --rm x'] },
  { text: 'docker ps –a', found: ['typographic-sign "–a"', '  docker ps -a'] },
  { text: 'docker run --name=“a” x', found: ['typographic-sign "--name=“a”"', '  docker run --name="a" x'] },
  {
    text: 'docker exec vivo sh -c ‘echo d’água’',
    found: ['typographic-sign "‘echo d’água’"', "  docker exec vivo sh -c 'echo d’água'"],
  },
  { text: "docker exec vivo sh -c 'echo “oi” – e d’água'", found: [] },
  { text: 'echo oi – tudo bem', found: [] },
  { text: 'docker swarm init', found: ['command-not-simulated "init"'] },
  { text: 'docker ps --al', found: ['flag-unknown "--al"', '  docker ps --all'] },
  { text: 'docker run --nmae=x alpine:3.13', found: ['flag-unknown "--nmae"', '  docker run --name=x alpine:3.13'] },
  { text: 'docker ps -xa', found: ['flag-unknown "-xa"'] },
  { text: 'docker run --name', found: ['flag-no-value "--name"'] },
  { text: 'docker ps -n many', found: ['flag-bad-value "many"'] },
  { text: 'docker run --gpus all alpine:3.13', found: ['flag-not-simulated "--gpus"'] },
  { text: 'docker rmi', found: ['too-few-arguments "rmi"'] },
  { text: 'docker tag a b c', found: ['too-many-arguments "c"'] },
  { text: 'docker rm viva', found: ['container-unknown "viva"', '  docker rm vivo'] },
  { text: 'docker rmi alpine:3.14', found: ['image-unknown "alpine:3.14"', '  docker rmi alpine:3.13'] },
  { text: 'docker run alpine:3.14', found: ['image-will-be-pulled "alpine:3.14"'] },
  { text: 'docker rm vivo', found: ['will-fail "rm vivo"', '  docker rm -f vivo'] },
  { text: 'docker rmi loja:1.0', found: ['will-fail "loja:1.0"'] },
  { text: 'docker rmi loja', found: ['image-unknown "loja"', '  docker rmi loja:1.0'] },
  { text: 'docker tag alpine nova:1', found: ['image-unknown "alpine"', '  docker tag alpine:3.13 nova:1'] },
  { text: 'docker rm alpine:3.13', found: ['container-is-image "alpine:3.13"'] },
  { text: 'docker start alpine', found: ['container-is-image "alpine"'] },
  { text: 'docker rmi parado', found: ['image-is-container "parado"'] },
  { text: 'docker run vivo', found: ['image-is-container "vivo"'] },
  { text: 'docker inspect vivo', found: [] },
  { text: 'docker run -d --name vivo alpine:3.13', found: ['will-fail "vivo"', '  docker run -d --name vivo2 alpine:3.13'] },
  { text: 'docker rename parado vivo', found: ['will-fail "vivo"', '  docker rename parado vivo2'] },
  { text: 'docker build nosuch', found: ['no-dockerfile "nosuch"'] },
  { text: 'docker rm parado && docker rmi loja:1.0', found: [] },
  { text: 'docker rm parado\ndocker rm parado', found: ['container-unknown "parado"'] },
  { text: 'docker pull x\ndocker rmi x', found: [] },
  { text: 'docker rm $(docker ps -aq)\ndocker rm novo', found: [] },
  { text: 'docker exec vivo nosuch --al', found: [] },
  { text: 'if docker rm nosuch; then ls; fi', found: [] },
])('$text', async ({ text, found }) => {
  expect(await look(text)).toEqual(found);
});

test('what is being typed is not wrong for being unfinished', async () => {
  const unfinished = [
    'docker im',
    'docker rm viv',
    'docker run --name',
    'docker rmi',
    'dock',
    'docker ps --al',
    'docker ps -n many',
  ];
  const waiting = [
    'docker rmi ',
    'docker tag loja:1.0 ',
    'docker exec -it vivo ',
    'docker run --name ',
    'docker cp ',
    'docker image ',
  ];
  for (const text of [...unfinished, ...waiting, 'docker ps && docker rmi ']) {
    expect(await look(text, text.length), text).toEqual([]);
  }
  expect(await look('docker tag lojaa:1.0 ', 21)).toEqual(['image-unknown "lojaa:1.0"', '  docker tag loja:1.0 ']);
  expect(await look('docker rm vivo ', 15)).toEqual(['will-fail "rm vivo"', '  docker rm -f vivo ']);
  expect(await look('docker rmi \ndocker ps', 22)).toEqual(['too-few-arguments "rmi"']);
  expect(await look('docker rm viva ', 15)).toEqual(['container-unknown "viva"', '  docker rm vivo ']);
});

test("says docker's own words", async () => {
  const [found] = await diagnose(lab.ctx, lab.machine, 'docker rm vivo');
  expect(found?.facts['says']).toMatch(
    /^cannot remove container "\/vivo": container is running|You cannot remove a running container/,
  );
});

test('the machine is as it was', async () => {
  const before = lab.machine;
  await look('docker rm parado; docker tag alpine:3.13 x:1');
  expect(lab.machine).toBe(before);
  expect([...before.references.keys()]).toHaveLength(2);
});

test.each([
  { text: 'docker ps –a', facts: { sign: '–', plain: '-' } },
  { text: 'docker run —rm x', facts: { sign: '—', plain: '--' } },
  { text: 'docker pull “x:1”', facts: { sign: '“', plain: '"' } },
  { text: 'docker run --name=‘a’ x', facts: { sign: '‘', plain: "'" } },
])('says which sign $text has, and which it should have', async ({ text, facts }) => {
  expect(await diagnose(lab.ctx, lab.machine, text)).toMatchObject([{ code: 'typographic-sign', facts, severity: 'error' }]);
});

test('a program that only shows its words works with any sign', async () => {
  expect(await diagnose(lab.ctx, lab.machine, 'echo “oi”')).toMatchObject([{ code: 'typographic-sign', severity: 'warning' }]);
});
