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
    '/etc # read x\numa linha\n/etc # echo "<$x>"\n<uma linha>\n/etc # for i in 1 2\n> do echo $i\n> done\n1\n2\n/etc # exit 3\n',
  );
  expect(screens[2]).toBe('vivo\n');
});

test('a visit that has not ended waits: the container runs, and what was typed is in it', async () => {
  const { screens, session } = await visit('docker run -it --rm --name dentro alpine:3.13\ncd /tmp\necho oi > nota\n');
  expect(screens[0]).toBe('/ # cd /tmp\n/tmp # echo oi > nota\n/tmp # \n');
  const [container] = session.machine.containers.values();
  expect(session.machine.visit).toEqual({ container: container?.id, cwd: '/tmp' });
  expect(container?.state.status).toBe('running');
  expect(container && findNode(container.tree, '/tmp/nota')?.kind).toBe('file');
  const screen = createScreen();
  await session.run(
    'docker exec dentro cat /tmp/nota; docker top dentro -o pid,comm | wc -l; docker stop -t 1 dentro; docker ps -aq',
    screen,
  );
  expect(screen.lines()).toEqual(['oi', '2', 'dentro']);
  expect(session.machine.visit).toBeUndefined();
});

test('Ctrl+C ends who reads and no shell: cat, a script and what it waits for, a command that is not complete', async () => {
  const { screens, session } = await visit(
    "docker run -it --name dentro alpine:3.13\ncat\num\n\u0003\necho $?\nsh -c 'cat; echo never'\n\u0003\nfor i in 1\n\u0003\n\u0003\necho fim\n",
    'docker exec -it dentro cat\num\n\u0003\n',
    'docker run -it --name leitor alpine:3.13 cat\num\n\u0003\ndois\n',
  );
  expect(screens[0]).toBe(
    "/ # cat\num\num\n^C\n/ # echo $?\n130\n/ # sh -c 'cat; echo never'\n^C\n/ # for i in 1\n> ^C\n/ # ^C\n/ # echo fim\nfim\n/ # \n",
  );
  expect(screens[1]).toBe('um\num\n^C\n');
  // the kernel keeps a container's first process from what it does not catch
  expect(screens[2]).toBe('um\num\n^Cdois\ndois\n');
  expect([...session.machine.containers.values()].map(({ state }) => state.status)).toEqual(['running', 'running']);
});

test('a terminal is opened before anything is typed, and Ctrl+D ends the input of who reads', async () => {
  const { screens, session } = await visit(
    'docker run -it --name dentro alpine:3.13\n',
    'docker rm -f dentro',
    'docker run -it --name dentro alpine:3.13\nsh\n\u0004\ncat\num\n\u0004\necho dois\n\u0004\n',
    "docker ps -a --format '{{.Names}} {{.State}}'",
  );
  expect(screens[0]).toBe('/ # \n');
  expect(screens[2]).toBe('/ # sh\n/ # \n/ # cat\num\num\n/ # echo dois\ndois\n/ # \n');
  expect(screens[3]).toBe('dentro exited\n');
  expect(session.machine.visit).toBeUndefined();
});

test('exec and start open one, too, and the machine plays them again', async () => {
  const { screens, session } = await visit(
    'docker run -dit --name vivo alpine:3.13',
    'docker exec -it -w /etc vivo sh\necho oi > /nota\n',
    'docker exec vivo sh -c "cat /nota; ps | grep -c sh"',
    'docker create -it --name parado alpine:3.13',
    'docker start -ai parado\necho $((1 + 1))\n',
  );
  expect(screens[1]).toBe('/etc # echo oi > /nota\n/etc # \n');
  expect(screens[2]).toBe('oi\n4\n');
  expect(screens[4]).toBe('/ # echo $((1 + 1))\n2\n/ # \n');
  expect(session.machine.visit?.cwd).toBe('/');
});

test('what reads nothing leaves nobody at a terminal', async () => {
  const { screens, session } = await visit('docker run -it alpine:3.13 echo oi\n', 'docker run -it nenhuma:1\n');
  expect(screens[0]).toBe('oi\n');
  expect(session.machine.visit).toBeUndefined();
});

test.each([
  { command: 'docker exec -it nobody sh', left: 'ls\nexit\n' },
  { command: 'docker exec -it alive nothing', left: 'ls\nexit\n' },
  { command: 'docker run -it nobody/nothing sh', left: 'ls\nexit\n' },
  { command: 'docker start -ai nobody', left: 'ls\nexit\n' },
  { command: 'docker exec -it alive sh', left: undefined },
  { command: 'docker exec -it alive true', left: undefined },
])('what stood behind a terminal that did not open is left: $command', async ({ command, left }) => {
  const { session } = await visit('docker run -d --name alive alpine:3.13 sleep 1000');
  expect((await session.run(`${command}\nls\nexit`, createScreen())).left).toBe(left);
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
  { line: 'docker start -ai box', opens: true },
  { line: 'docker start -a box', opens: false },
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
