import { expect, test, vi } from 'vitest';
import { findCommandRun } from './command-table.ts';
import { ALL_COMMANDS } from './specs/all-commands.ts';
import type { CommandNode } from './specs/command-tree.ts';

function listSpecs(node: CommandNode): CommandNode['spec'][] {
  return [...new Set([node.spec, ...[...node.children.values()].flatMap(listSpecs)])];
}

const simulated = listSpecs(ALL_COMMANDS.root).filter((spec) => spec.simulated === true);

test.each(simulated.map(({ paths: [path = ''] }) => path))('docker %s has a program', async (path) => {
  expect(await findCommandRun(path)).toBeTypeOf('function');
  expect(findCommandRun(path)).not.toBeInstanceOf(Promise);
});

test.each([
  { line: 'build .', needs: 'image build' },
  { line: 'volume ls', needs: 'volume ls' },
  { line: 'image history x', needs: 'image history' },
  { line: 'inspect x', needs: 'inspect' },
])('docker $line is expected to need $needs', async ({ line, needs }) => {
  vi.resetModules();
  const fresh = await import('./command-table.ts');
  expect(fresh.findCommandRun(needs)).toBeInstanceOf(Promise);
  fresh.expectCommand(line.split(' '));
  await vi.waitFor(() => expect(fresh.findCommandRun(needs)).toBeTypeOf('function'));
});
