/** What is written of a command is read again as it was: its words by the shell, its flags and arguments by docker's client. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ParsedCommand, parseCommand } from '../../src/engine/cli/args/parse-command.ts';
import { UsageError } from '../../src/engine/cli/args/usage-error.ts';
import { ALL_COMMANDS } from '../../src/engine/cli/specs/all-commands.ts';
import type { FlagSpec } from '../../src/engine/cli/specs/command-spec.ts';
import type { CommandNode } from '../../src/engine/cli/specs/command-tree.ts';
import { createSession, DEFAULT_LIMITS, NO_NETWORK } from '../../src/engine/index.ts';
import { quoteForTrace } from '../../src/engine/shell/lang/quote.ts';
import { cases, PATIENCE } from './runs.ts';
import { DOCKER_WORDS } from './texts.ts';

const ports = { epoch: 0, seed: 'fuzz', limits: DEFAULT_LIMITS, http: NO_NETWORK };
const silent = { write: () => undefined, progress: () => undefined };

/** No program can be handed a NUL, and a surrogate alone is no text. */
const anyWord = fc.oneof(
  fc.constantFrom(...DOCKER_WORDS),
  fc.string({
    unit: fc.constantFrom(...'\'"\\$`!*?[]{}()<>|&;#~= \t\n\r', 'a', 'é', '\u{1f40b}', '\u001b', '\u007f'),
    maxLength: 6,
  }),
);

test(
  'words that are quoted come to a program as they were',
  () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyWord, { maxLength: 6 }), async (words) => {
        const calls: (readonly string[])[] = [];
        const session = createSession({ ports, onProgram: ({ args }) => calls.push(args) });
        await session.run(['docker', ...words].map((word) => quoteForTrace(word)).join(' '), silent);
        expect(calls).toEqual([words]);
      }),
      cases(0.05),
    ),
  PATIENCE,
);

const COMMANDS = leavesOf(ALL_COMMANDS.root);

function leavesOf(node: CommandNode): CommandNode[] {
  const below = [...new Set(node.children.values())].flatMap(leavesOf);
  return node.spec.group === true || node === ALL_COMMANDS.root ? below : [node, ...below];
}

function valueOf({ type }: FlagSpec): fc.Arbitrary<string> {
  if (type === 'bool') return fc.constantFrom('true', 'false', 'T', '0');
  const number = fc.constantFrom('0', '7', '-1', '0x10');
  const words = fc.constantFrom(
    '',
    'a',
    'a,b',
    '--rm',
    '=',
    'A=1',
    '80:80',
    '512m',
    '1.5',
    '10s',
    'type=bind,source=/,target=/a',
    'always',
  );
  return fc.oneof(number, words);
}

const typed = fc.constantFrom(...COMMANDS).chain((node) => {
  const { flags = [] } = node.spec;
  const flag =
    flags.length === 0
      ? fc.constant<string[]>([])
      : fc.constantFrom(...flags).chain((spec) =>
          fc.tuple(valueOf(spec), fc.boolean(), fc.boolean()).map(([value, isShort, isJoined]) => {
            const name = isShort && spec.short !== undefined ? `-${spec.short}` : `--${spec.name}`;
            return isJoined || spec.type === 'bool' ? [`${name}=${value}`] : [name, value];
          }),
        );
  const argument = fc.constantFrom('a', 'b:1', '-', '--', '-q', '/x').map((word) => [word]);
  return fc.array(fc.oneof(flag, argument), { maxLength: 6 }).map((parts) => [...node.path.split(' ').slice(1), ...parts.flat()]);
});

test(
  'a command that can be read is written as the same one',
  () =>
    fc.assert(
      fc.property(typed, fc.boolean(), (words, buildkit) => {
        const parsed = read(words, buildkit);
        if (parsed !== undefined) expect(meaning(read(format(parsed), buildkit))).toEqual(meaning(parsed));
      }),
      cases(0.05),
    ),
  PATIENCE,
);

type Run = Extract<ParsedCommand, { kind: 'run' }>;

/** Undefined where it is refused or asks for help. */
function read(words: readonly string[], buildkit: boolean): Run | undefined {
  try {
    const parsed = parseCommand(words, ALL_COMMANDS, { buildkit });
    return parsed.kind === 'run' ? parsed : undefined;
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}

/** The command's first name, its flags in full, then its arguments. */
function format({ node, flags, args }: Run): string[] {
  const given = flags.names.flatMap((name) => flags.list(name).map((value) => `--${name}=${value}`));
  return [...(node.spec.paths[0] ?? '').split(' '), ...given, '--', ...args];
}

function meaning(run: Run | undefined) {
  return (
    run && { command: run.node.spec.paths, flags: run.flags.names.map((name) => [name, run.flags.list(name)]), args: run.args }
  );
}
