/** The recordings: `tests/truth/help/record-help.mjs` with the client of VERSION.txt, 100 columns; `docker build` after its notice. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ALL_COMMANDS } from '../specs/all-commands.ts';
import { type CommandNode, findCommand } from '../specs/command-tree.ts';
import { renderHelp } from './render-help.ts';

const folder = new URL('../../../../tests/truth/help/', import.meta.url);
const recordings = readdirSync(folder)
  .filter((file) => file.startsWith('docker'))
  .map((file) => {
    const [head = '', ...lines] = readFileSync(new URL(file, folder), 'utf8').split('\n');
    return { command: head.slice(2), help: lines.join('\n').replace(/^DEPRECATED: [\s\S]*?\n\n/, '') };
  });

test.each(recordings)('$command --help', ({ command, help }) => {
  const node = findCommand(ALL_COMMANDS.root, command.split(' ').slice(1));
  expect(node && renderHelp(node, 100)).toBe(help);
});

test('every command of the specs is recorded', () => {
  const known = new Set(recordings.map(({ command }) => command));
  const missing: string[] = [];
  const visit = (node: CommandNode): void => {
    if (!known.has(node.path) && node.spec.hidden !== true) missing.push(node.path);
    for (const child of new Set(node.children.values())) visit(child);
  };
  visit(ALL_COMMANDS.root);
  expect(missing).toEqual([]);
});

test.each([60, 45, 30])('docker run --help on a terminal of %i columns', (columns) => {
  const recorded = readFileSync(new URL(`columns-${columns}/docker-run.txt`, folder), 'utf8');
  const node = findCommand(ALL_COMMANDS.root, ['run']);
  expect(node && renderHelp(node, columns)).toBe(recorded.replace('# docker run\n', ''));
});
