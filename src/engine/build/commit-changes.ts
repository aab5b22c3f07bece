/**
 * `docker commit -c` and `docker import -c` (moby 20.10 `builder/dockerfile/builder.go` BuildFromConfig): the lines are a small
 * Dockerfile of instructions that only change settings, and each sees the variables that those before it set.
 */
import { applyChange, type Change } from '../image/apply-change.ts';
import type { RunConfig } from '../oci/image-config.ts';
import { BuildError } from './build-errors.ts';
import { expanderFor } from './classic/classic-state.ts';
import { expandInstruction } from './dockerfile/expand-instruction.ts';
import type { Instruction } from './dockerfile/instruction.ts';
import { type Dockerfile, parseDockerfile } from './dockerfile/parse-dockerfile.ts';
import { formatDetail } from './dockerfile/problem-words.ts';
import { changeOf, StepError } from './plan/config-change.ts';

const FRONTEND = 'classic';
const VALID = new Set(['cmd', 'entrypoint', 'env', 'expose', 'healthcheck', 'label', 'onbuild', 'user', 'volume', 'workdir']);

/** @throws BuildError `build.dockerfile` with the daemon's words */
export function applyCommitChanges(config: RunConfig, lines: readonly string[]): RunConfig {
  if (lines.length === 0) return config;
  const text = lines.join('\n');
  const file = parseDockerfile(text, FRONTEND);
  checkSyntax(file);
  checkKeywords(file, text.split('\n'));
  const problem = file.problems.find(({ phase }) => phase === 'instruction');
  if (problem !== undefined) throw refusal(formatDetail(problem.detail, FRONTEND));
  let state = { config, cmdSet: false };
  for (const instruction of file.instructions) {
    const change = withMessages(() => readChange(instruction, state.config, file.escapeToken));
    if (change !== undefined) state = applyChange(state, change);
  }
  return state.config;
}

function checkSyntax(file: Dockerfile): void {
  const problem = file.problems.find(({ phase }) => phase === 'syntax');
  if (problem === undefined) return;
  throw refusal(problem.detail.code === 'dockerfile.empty' ? 'file with no instructions' : formatDetail(problem.detail, FRONTEND));
}

/** Before what is wrong inside an instruction comes that it is none of those that are allowed. */
function checkKeywords(file: Dockerfile, lines: readonly string[]): void {
  const found = file.problems.filter(({ phase }) => phase === 'instruction').map(({ line }) => line);
  const starts = [...found, ...file.instructions.map(({ range }) => range.start.line)].sort((a, b) => a - b);
  for (const line of starts) {
    const keyword = /^\s*(\S*)/.exec(lines[line - 1] ?? '')?.[1]?.toLowerCase() ?? '';
    if (!VALID.has(keyword)) throw refusal(`${keyword} is not a valid change command`);
  }
}

function readChange(instruction: Instruction, config: RunConfig, escapeToken: Dockerfile['escapeToken']): Change | undefined {
  const expanded = expandInstruction(instruction, expanderFor({ escapeToken }, config.Env ?? []));
  return expanded.kind === 'workdir' ? { kind: 'WORKDIR', path: expanded.word.text } : changeOf(expanded);
}

function withMessages<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof StepError) throw refusal(error.message);
    throw error;
  }
}

function refusal(message: string): BuildError {
  return new BuildError('build.dockerfile', message);
}
