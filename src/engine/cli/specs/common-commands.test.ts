import { expect, test } from 'vitest';
import { findSeldomCheck } from '../args/seldom-flag-values.ts';
import { ALL_COMMANDS } from './all-commands.ts';
import type { CommandSpec } from './command-spec.ts';
import { type CommandNode, findCommand } from './command-tree.ts';
import { COMMON_COMMANDS } from './common.data.ts';
import { COMMON_TREE } from './common-commands.ts';

/** What the parser looks at, without the flags that the common commands leave to the specs: a line with one of them is parsed there. */
function forParser(spec: CommandSpec | undefined, common: CommandSpec | undefined): unknown {
  const names = new Set(common?.flags?.map((flag) => flag.name));
  return {
    paths: spec?.paths,
    aliases: spec?.aliases,
    args: spec?.args,
    flagsFirst: spec?.flagsFirst,
    group: spec?.group,
    simulated: spec?.simulated,
    flags: (spec?.flags ?? [])
      .filter((flag) => names.has(flag.name))
      .map(({ name, short, type, default: value }) => ({ name, short, type, default: value })),
  };
}

function listPaths(node: CommandNode): string[] {
  return [...node.children].flatMap(([name, child]) => [`${node.path} ${name}`, ...listPaths(child)]);
}

const paths = listPaths(COMMON_TREE.root).map((path) => path.replace('docker ', ''));

test('every name of the common commands leads somewhere', () => {
  expect(paths).toEqual(expect.arrayContaining(COMMON_COMMANDS.flatMap((command) => command.paths)));
});

test.each(['', ...paths])('docker %s is what its spec says', (path) => {
  const words = path.split(' ').filter((word) => word !== '');
  const common = findCommand(COMMON_TREE.root, words)?.spec;
  expect(forParser(common, common)).toEqual(forParser(findCommand(ALL_COMMANDS.root, words)?.spec, common));
});

test('a flag whose value is checked with the specs alone is not among them', () => {
  const flags = paths.flatMap((path) => findCommand(COMMON_TREE.root, path.split(' '))?.spec.flags ?? []);
  expect(flags.length).toBeGreaterThan(50);
  expect(flags.filter((flag) => findSeldomCheck(flag) !== undefined).map(({ name }) => name)).toEqual([]);
});
