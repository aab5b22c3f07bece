/** What docker prints for a line that it cannot even parse. The text goes to stderr as it stands, a newline added. */
import type { ArgumentCount } from '../specs/command-spec.ts';
import { type CommandNode, usageLine } from '../specs/command-tree.ts';

export class UsageError extends Error {
  /** 125: the client itself, for a flag; 1: the number of arguments or an unknown command */
  readonly status: number;
  constructor(message: string, status: number) {
    super(message);
    this.name = 'UsageError';
    this.status = status;
  }
}

/** `unknown flag: --frob` and its kin. */
export function flagError(node: CommandNode, problem: string): UsageError {
  return new UsageError(`${problem}\n\n${usageText(node)}\n\nRun '${node.path} --help' for more information`, 125);
}

export function unknownCommandError(node: CommandNode, word: string): UsageError {
  const usage = node.path === 'docker' ? '' : `${usageText(node)}\n\n`;
  return new UsageError(
    `docker: unknown command: ${node.path} ${word}\n\n${usage}Run '${node.path} --help' for more information`,
    1,
  );
}

/** Undefined where the count is right. `SRun` is what CLI 28.2.2 prints (SEMANTICS section 9). */
export function argumentCountProblem(node: CommandNode, given: number): string | undefined {
  const { min, max } = node.spec.args ?? { min: 0 };
  if (given >= min && (max === undefined || given <= max)) return undefined;
  const see = max === undefined ? 'See' : min === 0 && max > 0 ? 'SRun' : 'Run';
  const problem = `docker: '${node.path}' ${countText({ min, ...(max === undefined ? {} : { max }) })}`;
  return `${problem}\n\n${usageText(node)}\n\n${see} '${node.path} --help' for more information`;
}

function countText({ min, max }: ArgumentCount): string {
  if (max === 0) return 'accepts no arguments';
  if (max === undefined) return `requires at least ${argumentsText(min)}`;
  if (min === max) return `requires ${argumentsText(min)}`;
  if (min === 0) return `requires at most ${argumentsText(max)}`;
  return `requires at least ${min} and at most ${argumentsText(max)}`;
}

function argumentsText(count: number): string {
  return count === 1 ? '1 argument' : `${count} arguments`;
}

function usageText(node: CommandNode): string {
  return `Usage:  ${usageLine(node)}`;
}
