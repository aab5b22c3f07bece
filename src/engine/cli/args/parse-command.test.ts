import { expect, test } from 'vitest';
import { ALL_COMMANDS } from '../specs/all-commands.ts';
import { type ParsedCommand, parseCommand } from './parse-command.ts';
import { UsageError } from './usage-error.ts';

/** What a line leads to, in a word or two. */
function outcomeOf(line: string): string {
  try {
    return describeParsed(parseCommand(line.split(' '), ALL_COMMANDS, { buildkit: true }));
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n', 1)[0] ?? '';
    throw error;
  }
}

function describeParsed(parsed: ParsedCommand): string {
  return 'node' in parsed ? `${parsed.kind} ${parsed.node.path}` : parsed.kind;
}

test.each([
  { line: 'image --help rm', outcome: 'help docker image rm' },
  { line: 'image --help rm --nope', outcome: 'unknown flag: --nope' },
  { line: 'image --help frob', outcome: 'help docker image' },
  { line: 'image --nope rm', outcome: 'unknown flag: --nope' },
  { line: 'image -- rm x', outcome: 'docker: unknown command: docker image rm' },
  { line: '--help image rm', outcome: 'help docker image rm' },
  { line: '--help rmi --nope', outcome: 'unknown flag: --nope' },
  { line: '--version frob', outcome: 'version' },
  { line: 'frob --version', outcome: 'version' },
  { line: '--version image frob', outcome: 'docker: unknown command: docker image frob' },
  { line: '--version rmi x', outcome: 'run docker rmi' },
  { line: 'remove x', outcome: 'run docker rm' },
  { line: 'container remove x', outcome: 'run docker container rm' },
  { line: 'image rmi x', outcome: 'run docker image rm' },
  { line: 'container rmi x', outcome: 'docker: unknown command: docker container rmi' },
])('docker $line: $outcome', ({ line, outcome }) => {
  expect(outcomeOf(line)).toBe(outcome);
});
