import { beforeEach, expect, test, vi } from 'vitest';
import { LimitError } from './errors.ts';
import { findNode } from './fs/lookup.ts';
import type { MachineRef } from './machine/machine.ts';
import { DEFAULT_LIMITS } from './ports.ts';
import type { Sink } from './process/host-io.ts';
import { NO_NETWORK } from './registry/no-network.ts';
import { createScreen } from './screen.ts';
import { createSession } from './session.ts';

/** What the shell does with each line; the session's own part is what is looked at here. */
const lines = new Map<string, (ref: MachineRef, sink: Sink) => Promise<number>>();
vi.mock('./process/run-host-line.ts', () => ({
  runHostLine: async (_ctx: unknown, ref: MachineRef, line: string, _programs: unknown, sink: Sink) =>
    lines.get(line)?.(ref, sink) ?? 127,
}));

const EPOCH = 1_795_000_000_000;
const ports = { epoch: EPOCH, seed: 'test', limits: DEFAULT_LIMITS, http: NO_NETWORK };
const setDrawn = (ref: MachineRef, drawn: number) => {
  ref.current = { ...ref.current, drawn };
};

beforeEach(() => {
  lines.clear();
  lines.set('ok', async (ref, sink) => {
    sink.write(1, new TextEncoder().encode('done\n'));
    setDrawn(ref, ref.current.drawn + 1);
    return 3;
  });
  lines.set('limit', async (ref) => {
    setDrawn(ref, 99);
    throw new LimitError('shellSteps', 5);
  });
  lines.set('bug', async (ref) => {
    setDrawn(ref, 99);
    throw new TypeError('x is not a function');
  });
});

test('a line changes the machine, and the clock goes on by the pause', async () => {
  const session = createSession({ ports });
  const screen = createScreen();
  expect(await session.run('ok', screen)).toEqual({ status: 3 });
  expect(screen.lines()).toEqual(['done']);
  expect({ drawn: session.machine.drawn, now: session.machine.now }).toEqual({ drawn: 1, now: EPOCH + 300 });
});

test.each([
  {
    line: 'limit',
    said: 'camadas: stopped: the limit shellSteps (5) was reached; the machine is as before this line',
    error: LimitError,
  },
  { line: 'bug', said: 'camadas: stopped: an error inside the simulation; the machine is as before this line', error: TypeError },
])('$line: the machine is as before, and one line says so', async ({ line, said, error }) => {
  const session = createSession({ ports });
  await session.run('ok', createScreen());
  const before = session.machine;
  const screen = createScreen();
  const result = await session.run(line, screen);
  expect(result).toEqual({ status: 1, stopped: expect.any(error) });
  expect(session.machine).toBe(before);
  expect(screen.lines()).toEqual([said]);
  expect((await session.run('ok', createScreen())).status).toBe(3);
});

test('lines wait for one another', async () => {
  const session = createSession({ ports });
  const order: string[] = [];
  lines.set('slow', async () => {
    await new Promise((done) => setTimeout(done, 20));
    order.push('slow');
    return 0;
  });
  lines.set('quick', async () => order.push('quick') && 0);
  await Promise.all([session.run('slow', createScreen()), session.run('quick', createScreen())]);
  expect(order).toEqual(['slow', 'quick']);
});

test('an earlier machine can be taken up again', async () => {
  const session = createSession({ ports });
  const start = session.machine;
  await session.run('ok', createScreen());
  session.restore(start);
  expect(session.machine).toBe(start);
});

test('files stand in the working folder, or where their path says', () => {
  const files = new Map<string, string | Uint8Array>([
    ['Dockerfile', 'FROM scratch\n'],
    ['app/src/main.js', new Uint8Array([1])],
    ['/etc/motd', 'hi'],
  ]);
  const { tree, cwd } = createSession({ ports, files }).machine.host;
  const found = ['/root/lab/Dockerfile', '/root/lab/app/src/main.js', '/etc/motd'].map((path) => findNode(tree, path));
  expect(cwd).toBe('/root/lab');
  expect(found.map((node) => node?.kind === 'file' && [node.content.size, node.mode, node.mtime])).toEqual([
    [13, 0o644, EPOCH / 1000],
    [1, 0o644, EPOCH / 1000],
    [2, 0o644, EPOCH / 1000],
  ]);
});

test('a fresh machine has the usual variables and those given', () => {
  const { variables, exported } = createSession({ ports, env: new Map([['DOCKER_BUILDKIT', '0']]) }).machine.host;
  expect([variables.get('HOME'), variables.get('DOCKER_BUILDKIT'), exported.has('DOCKER_BUILDKIT')]).toEqual(['/root', '0', true]);
});
