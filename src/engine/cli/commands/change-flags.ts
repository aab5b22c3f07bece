/** `-c` of `docker commit` and `docker import`: Dockerfile instructions that only change settings (moby `builder/dockerfile`, BuildFromConfig). */
import { expanderFor } from '../../build/classic/classic-state.ts';
import { expandInstruction } from '../../build/dockerfile/expand-instruction.ts';
import type { Instruction } from '../../build/dockerfile/instruction.ts';
import { parseInstruction } from '../../build/dockerfile/parse-dockerfile.ts';
import { ProblemFound } from '../../build/dockerfile/problem.ts';
import { formatDetail } from '../../build/dockerfile/problem-words.ts';
import { changeOf, StepError } from '../../build/plan/config-change.ts';
import { applyChange, type ChangeState } from '../../image/apply-change.ts';
import type { RunConfig } from '../../oci/image-config.ts';
import { CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';

const ALLOWED = new Set(['cmd', 'entrypoint', 'healthcheck', 'env', 'expose', 'label', 'onbuild', 'user', 'volume', 'workdir']);

/** What all of them together do; undefined where there are none. @throws CommandFailure (also when it is used) */
export function readChanges(changes: readonly string[]): ((config: RunConfig) => RunConfig) | undefined {
  if (changes.length === 0) return undefined;
  const instructions = changes.map(readChange);
  return (config) => instructions.reduce<ChangeState>(apply, { config, cmdSet: false }).config;
}

function readChange(change: string): Instruction {
  const name = (/^\s*(\S*)/.exec(change)?.[1] ?? '').toLowerCase();
  if (name !== '' && !ALLOWED.has(name)) throw new CommandFailure(daemonSays(`${name} is not a valid change command`));
  return saying(() => parseInstruction(change, 'classic'));
}

function apply(state: ChangeState, instruction: Instruction): ChangeState {
  return saying(() => {
    const expanded = expandInstruction(instruction, expanderFor({ escapeToken: '\\' }, state.config.Env ?? []));
    const change = expanded.kind === 'workdir' ? ({ kind: 'WORKDIR', path: expanded.word.text } as const) : changeOf(expanded);
    return change === undefined ? state : applyChange(state, change);
  });
}

function saying<Value>(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof ProblemFound) throw new CommandFailure(daemonSays(formatDetail(error.detail, 'classic')));
    if (error instanceof StepError) throw new CommandFailure(daemonSays(error.message));
    throw error;
  }
}
