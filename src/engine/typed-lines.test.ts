/** A visit inside of a container: one text, one step, the same bytes each time it is played. */
import { beforeAll, expect, test } from 'vitest';
import { readFixture } from '../../tests/engine/recorded-images.ts';
import type { Content } from './bytes/content.ts';
import { closesTerminal, opensTerminal } from './cli/typed-lines.ts';
import { findNode } from './fs/lookup.ts';
import { DEFAULT_LIMITS } from './ports.ts';
import { NO_NETWORK } from './registry/no-network.ts';
import { createScreen } from './screen.ts';
import { createSession, type Session, withHostFiles } from './session.ts';
import { splitLines } from './split-lines.ts';

const ports = { epoch: 1_795_000_000_000, seed: 'visit', limits: DEFAULT_LIMITS, http: NO_NETWORK };
let archive: Content;
beforeAll(() => {
  archive = readFixture('alpine-3.13.tar');
});

async function visit(...texts: string[]): Promise<{ readonly screens: string[]; readonly session: Session }> {
  const session = createSession({ ports });
  session.restore(withHostFiles(session.machine, new Map([['./a.tar', archive]])));
  await session.run('docker load -q -i a.tar', createScreen());
  const screens: string[] = [];
  for (const text of texts) {
    const screen = createScreen();
    await session.run(text, screen);
    screens.push(
      screen
        .lines()
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  return { screens, session };
}

test('docker run -it: a prompt, folder and variables from line to line, and exit ends the container', async () => {
  const { screens, session } = await visit(
    'docker run -it --name dentro alpine:3.13 sh\ncd /tmp\nX=oi\necho "$X" > nota\ncat nota\nfalse\nexit',
    "docker ps -a --format '{{.Names}} {{.Status}}'",
    'docker diff dentro',
  );
  expect(screens[0]).toBe('/ # cd /tmp\n/tmp # X=oi\n/tmp # echo "$X" > nota\n/tmp # cat nota\noi\n/tmp # false\n/tmp # exit\n');
  expect(screens[1]).toMatch(/^dentro Exited \(1\)/);
  expect(screens[2]).toContain('A /tmp/nota');
  const [container] = session.machine.containers.values();
  expect(container && findNode(container.tree, '/tmp/nota')?.kind).toBe('file');
});

test('docker exec -it: the container goes on, and a program that reads gets what is typed after it', async () => {
  const { screens } = await visit(
    'docker run -d --name vivo alpine:3.13 sleep 1000',
    'docker exec -it -w /etc vivo sh\nread x\numa linha\necho "<$x>"\nfor i in 1 2\ndo echo $i\ndone\nexit 3',
    "docker ps --format '{{.Names}}'",
  );
  expect(screens[1]).toBe(
    '/etc # read x\n/etc # echo "<$x>"\n<uma linha>\n/etc # for i in 1 2\n> do echo $i\n> done\n1\n2\n/etc # exit 3\n',
  );
  expect(screens[2]).toBe('vivo\n');
});

test('played again it gives the same bytes', async () => {
  const text = 'docker run -it alpine:3.13 sh\ndate\nhostname\nexit';
  const [first, second] = [await visit(text), await visit(text)];
  expect(second.screens).toEqual(first.screens);
  expect([...second.session.machine.containers.keys()]).toEqual([...first.session.machine.containers.keys()]);
});

test.each([
  { line: 'docker run -it alpine:3.13 sh', opens: true },
  { line: 'docker run --rm -ti --name x alpine:3.13', opens: true },
  { line: 'docker container exec -i -t box sh', opens: true },
  { line: 'docker run -d -it alpine:3.13', opens: false },
  { line: 'docker run alpine:3.13 ls -it', opens: false },
  { line: 'docker exec -i box sh', opens: false },
  { line: 'docker run -it alpine:3.13 | cat', opens: false },
  { line: 'docker ps', opens: false },
])('$line', ({ line, opens }) => {
  expect(opensTerminal(line)).toBe(opens);
});

test('a text is cut so that a visit stays whole, up to its exit', async () => {
  const text = 'docker ps\ndocker run -it a sh\nls\nexit 2\ndocker ps -a\ndocker run -it a ls\ndocker images';
  expect(await splitLines(text)).toEqual([
    'docker ps',
    'docker run -it a sh\nls\nexit 2',
    'docker ps -a',
    'docker run -it a ls',
    'docker images',
  ]);
  expect(closesTerminal('exit now')).toBe(false);
});
