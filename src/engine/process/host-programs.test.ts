import { expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../ports.ts';
import { NO_NETWORK } from '../registry/no-network.ts';
import { createScreen } from '../screen.ts';
import { createSession } from '../session.ts';

const ports = { epoch: 1_795_000_000_000, seed: 'test', limits: DEFAULT_LIMITS, http: NO_NETWORK };

test.each([
  { name: 'an input that never ends', line: 'yes | docker container prune', pruned: true },
  { name: 'several lines', line: `printf 'y\\nn\\n' | docker container prune`, pruned: true },
  { name: 'a line without its end', line: 'printf y | docker container prune', pruned: true },
  { name: 'no line at all', line: 'docker container prune < /dev/null', pruned: false },
])('a question is answered by the first line of $name', async ({ line, pruned }) => {
  const screen = createScreen();
  const { status } = await createSession({ ports }).run(line, screen);
  expect({ status, pruned: screen.lines().join('\n').includes('Total reclaimed space') }).toEqual({ status: 0, pruned });
});
