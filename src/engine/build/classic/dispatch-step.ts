/** One instruction of a stage in the classic builder (moby builder/dockerfile/dispatchers.go). */

import { goQuoteList } from '../../go/quote.ts';
import { applyChange, type Change } from '../../image/apply-change.ts';
import { expandInstruction } from '../dockerfile/expand-instruction.ts';
import type { ArgInstruction, Instruction } from '../dockerfile/instruction.ts';
import { changeOf, formatHealthcheck, formatPairs } from '../plan/config-change.ts';
import { copyFiles } from './classic-copy.ts';
import { type ClassicBuild, expanderFor, print, type StageState, stepEnvironment } from './classic-state.ts';
import { commitSettings, removeStepContainers } from './commit-step.ts';
import { runStep, workdirStep } from './run-step.ts';

/** @throws StepError where the step fails; its container is then left unless `--force-rm` */
export async function dispatchStep(build: ClassicBuild, state: StageState, instruction: Instruction): Promise<void> {
  const expanded = expandInstruction(instruction, expanderFor(build, stepEnvironment(state)));
  let isDone = false;
  try {
    await doStep(build, state, expanded);
    isDone = true;
  } finally {
    if (build.options.forceRm || (isDone && build.options.rm)) removeStepContainers(build);
    build.containers.length = 0;
  }
}

async function doStep(build: ClassicBuild, state: StageState, instruction: Instruction): Promise<void> {
  switch (instruction.kind) {
    case 'run':
      return runStep(build, state, instruction);
    case 'copy':
    case 'add':
      return copyFiles(build, state, instruction);
    case 'workdir':
      return workdirStep(build, state, instruction);
    case 'arg':
      return argStep(build, state, instruction);
    case 'maintainer':
      state.author = instruction.word.text;
      return commitSettings(build, state, `MAINTAINER ${state.author}`);
    default: {
      const change = changeOf(instruction);
      if (change === undefined) return;
      noteOldHealthcheck(build, state, change);
      const { config, cmdSet } = applyChange({ config: state.runConfig, cmdSet: state.cmdSet }, change);
      const isEmptyCmd = change.kind === 'CMD' && change.words.length === 0;
      state.runConfig = config;
      state.cmdSet = isEmptyCmd ? state.cmdSet : cmdSet;
      return commitSettings(build, state, describeStep(instruction, state));
    }
  }
}

async function argStep(build: ClassicBuild, state: StageState, instruction: ArgInstruction): Promise<void> {
  const { word } = expanderFor(build, stepEnvironment(state));
  const args = instruction.args.map((arg) => ({
    name: word(arg.name.text),
    value: arg.value === undefined ? undefined : word(arg.value.text),
  }));
  for (const { name, value } of args) {
    state.args.define(name, value);
    state.referenced.add(name);
  }
  await commitSettings(
    build,
    state,
    `ARG ${args.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join(' ')}`,
  );
}

/** What the history calls a step that is settings alone. */
function describeStep(instruction: Instruction, state: StageState): string {
  const { runConfig } = state;
  switch (instruction.kind) {
    case 'cmd':
      return `CMD ${goQuoteList(runConfig.Cmd ?? [])}`;
    case 'entrypoint':
      return `ENTRYPOINT ${goQuoteList(runConfig.Entrypoint ?? [])}`;
    case 'env':
    case 'label':
      return `${instruction.kind.toUpperCase()} ${formatPairs(instruction.pairs)}`;
    case 'expose':
      return `EXPOSE ${instruction.items.map(({ text }) => text).join(' ')}`;
    case 'volume':
      return `VOLUME [${instruction.items.map(({ text }) => text).join(' ')}]`;
    case 'user':
    case 'stopsignal':
      return `${instruction.kind.toUpperCase()} ${instruction.word.text}`;
    case 'shell':
      return `SHELL [${instruction.shell.map(({ text }) => text).join(' ')}]`;
    case 'onbuild':
      return `ONBUILD ${instruction.trigger}`;
    case 'healthcheck':
      return `HEALTHCHECK ${formatHealthcheck(instruction.health)}`;
    default:
      return instruction.source;
  }
}

function noteOldHealthcheck(build: ClassicBuild, state: StageState, change: Change): void {
  const old = state.runConfig.Healthcheck?.Test ?? [];
  if (change.kind !== 'HEALTHCHECK' || old.length === 0 || old[0] === 'NONE') return;
  print(build, `Note: overriding previous HEALTHCHECK: [${old.join(' ')}]\n`);
}
