/** Ctrl+C in a visit to a container, as a terminal of a real Docker shows it (`tests/engine/record-visits.ts`). */
import { beforeAll, describe, expect, test } from 'vitest';
import { readFixture } from '../../tests/engine/recorded-images.ts';
import recorded from '../../tests/engine/recorded-visits.json' with { type: 'json' };
import { VISIT_CASES } from '../../tests/engine/visit-cases.ts';
import type { Content } from './bytes/content.ts';
import type { Machine } from './machine/machine.ts';
import { DEFAULT_LIMITS } from './ports.ts';
import { withContainer } from './process/settle.ts';
import { NO_NETWORK } from './registry/no-network.ts';
import { createScreen } from './screen.ts';
import { createSession, type Session, withHostFiles } from './session.ts';

const ports = { epoch: 1_795_000_000_000, seed: 'visit', limits: DEFAULT_LIMITS, http: NO_NETWORK };
const SCREENS: Readonly<Record<string, string>> = recorded;
let archive: Content;
beforeAll(() => {
  archive = readFixture('alpine-3.13.tar');
});

async function play(session: Session, line: string): Promise<string> {
  const screen = createScreen();
  await session.run(line, screen);
  return screen.lines().join('\n');
}

async function machine(setup: string | undefined): Promise<Session> {
  const session = createSession({ ports });
  session.restore(withHostFiles(session.machine, new Map([['./a.tar', archive]])));
  for (const line of ['docker load -q -i a.tar', ...(setup === undefined ? [] : [setup])]) await play(session, line);
  return session;
}

/** The teaching images' own busybox shows no folder in its prompt. */
const withoutFolder = (shown: string): string => shown.replaceAll(/^\/ # /gm, '# ').trimEnd();

describe.each(VISIT_CASES)('$name', ({ name, setup, command, typed }) => {
  const text = [command, ...typed, ''].join('\n');

  test('shows what a real terminal shows', async () => {
    const session = await machine(setup);
    expect(withoutFolder(await play(session, text))).toBe(SCREENS[name]?.trimEnd());
  });
});

test.each([
  { typed: ['tail -f /etc/os-release', 'echo "<$?>"'], last: '<130>' },
  { typed: ['sleep 5000', 'sleep 5000; echo never', 'echo "<$?>"'], last: '<130>' },
  { typed: ['sleep 100', 'echo "<$?>"'], last: '<0>' },
])('where nobody presses it, it comes when the engine’s time is up, and the visit goes on: $typed', async ({ typed, last }) => {
  const session = await machine(VISIT_CASES[1]?.setup);
  const shown = await play(session, ['docker exec -it visit sh', ...typed, ''].join('\n'));
  expect(withoutFolder(shown).split('\n').slice(-2)).toEqual([last, '#']);
  expect(session.machine.visit).toBeDefined();
});

test('a container whose shell was interrupted is played again as it was', async () => {
  const session = await machine(undefined);
  await play(session, 'docker run -it --name visit alpine:3.13\ntail -f /etc/os-release\necho here > /note\n');
  const before = session.machine;
  const asked = 'docker exec visit cat /note; docker exec visit ps -o pid,comm; docker logs visit | tail -n 2';
  const first = await play(session, asked);
  expect(first).toMatch(/^here\n(?:.*\n)*\/ # echo here > \/note/);
  session.restore(withoutLives(before));
  expect(await play(session, asked)).toBe(first);
});

/** The same machine, of which nothing that runs is at hand: it is played again from its beginning. */
function withoutLives(machine: Machine): Machine {
  return [...machine.containers.values()].reduce(
    (now, container) =>
      container.process === undefined ? now : withContainer(now, { ...container, process: { ...container.process } }),
    machine,
  );
}
