/** One instruction of a stage: what it does to the files becomes an operation, what it does to the settings is done at once. */

import { goQuoteList } from '../../go/quote.ts';
import { applyChange, joinFolder } from '../../image/apply-change.ts';
import { expandInstruction } from '../dockerfile/expand-instruction.ts';
import type { ArgInstruction, Instruction, WordInstruction } from '../dockerfile/instruction.ts';
import { parseExposedPorts } from '../dockerfile/ports.ts';
import { changeOf, formatHealthcheck, formatPairs, StepError } from '../plan/config-change.ts';
import type { Stage } from '../plan/stages.ts';
import { BuildFailure } from './build-failure.ts';
import { type Conversion, expanderFor, linesOf, stepName } from './conversion.ts';
import { convertCopy } from './convert-copy.ts';
import { convertRun } from './convert-run.ts';
import type { StageConverter } from './source-stage.ts';
import { addHistory, type StageState, stepPrefix } from './stage-state.ts';

export async function convertInstruction(
  conversion: Conversion,
  stage: Stage,
  state: StageState,
  instruction: Instruction,
  convert: StageConverter,
): Promise<void> {
  const lines = linesOf(instruction);
  const expanded = expandInstruction(instruction, expanderFor(conversion, state.env, lines));
  switch (expanded.kind) {
    case 'run':
      return convertRun(conversion, stage, state, expanded, convert);
    case 'copy':
    case 'add':
      return convertCopy(conversion, stage, state, expanded, convert);
    case 'workdir':
      return convertWorkdir(conversion, state, expanded);
    case 'arg':
      return convertArg(conversion, state, expanded);
    case 'maintainer':
      state.author = expanded.word.text;
      return addHistory(state, `MAINTAINER ${state.author}`, false);
    default:
      return convertSetting(state, expanded, lines);
  }
}

function convertSetting(state: StageState, instruction: Instruction, lines: BuildFailure['lines']): void {
  try {
    const change = changeOf(instruction);
    if (change === undefined) return;
    const isCommand = change.kind === 'CMD' || change.kind === 'ENTRYPOINT';
    const named = isCommand && change.form === 'shell' ? { ...change, words: [change.words.join(' ')] } : change;
    const { config, cmdSet } = applyChange({ config: state.config, cmdSet: state.cmdSet }, named);
    state.config = change.kind === 'CMD' ? { ...config, ArgsEscaped: true } : config;
    state.cmdSet = cmdSet;
    if (change.kind === 'ENV') for (const [name, value] of change.pairs) setVariable(state, name, value);
    const row = describeSetting(instruction, state);
    if (row !== undefined) addHistory(state, row, false);
  } catch (error) {
    if (error instanceof StepError) throw new BuildFailure(error.message, lines);
    throw error;
  }
}

/** A variable that is set again stands last. */
export function setVariable(state: Pick<StageState, 'env'>, name: string, value: string): void {
  state.env.delete(name);
  state.env.set(name, value);
}

function describeSetting(instruction: Instruction, state: StageState): string | undefined {
  const { config } = state;
  switch (instruction.kind) {
    case 'cmd':
      return `CMD ${goQuoteList(config.Cmd ?? [])}`;
    case 'entrypoint':
      return `ENTRYPOINT ${goQuoteList(config.Entrypoint ?? [])}`;
    case 'env':
    case 'label':
      return `${instruction.kind.toUpperCase()} ${formatPairs(instruction.pairs)}`;
    case 'expose':
      return `EXPOSE map[${[...parseExposedPorts(instruction.items.map(({ text }) => text))]
        .sort()
        .map((port) => `${port}:{}`)
        .join(' ')}]`;
    case 'volume':
      return `VOLUME [${instruction.items.map(({ text }) => text).join(' ')}]`;
    case 'user':
    case 'stopsignal':
      return `${instruction.kind.toUpperCase()} ${instruction.word.text}`;
    case 'shell':
      return `SHELL [${instruction.shell.map(({ text }) => text).join(' ')}]`;
    case 'healthcheck':
      return `HEALTHCHECK ${formatHealthcheck(instruction.health)}`;
    default:
      // ONBUILD leaves no row.
      return undefined;
  }
}

function convertArg(conversion: Conversion, state: StageState, instruction: ArgInstruction): void {
  const { word } = expanderFor(conversion, state.env, linesOf(instruction));
  const shown: string[] = [];
  for (const { name, value } of instruction.args) {
    const given = conversion.buildArgs.get(name.text);
    const own = value === undefined ? undefined : word(value.text);
    const actual = given ?? own ?? conversion.globals.get(name.text);
    shown.push(own === undefined ? name.text : `${name.text}=${own}`);
    if (actual !== undefined) setVariable(state, name.text, actual);
    state.args.push({ name: name.text, value: actual ?? '' });
  }
  addHistory(state, `ARG ${shown.join(' ')}`, false);
}

/** A folder is made, and a layer, unless it is `/`. */
function convertWorkdir(conversion: Conversion, state: StageState, instruction: WordInstruction): void {
  const asked = instruction.word.text;
  const path = asked.startsWith('/') ? asked : joinFolder(state.config.WorkingDir ?? '', asked);
  state.config = { ...state.config, WorkingDir: path };
  addHistory(state, `WORKDIR ${path}`, path !== '/');
  if (path === '/') return;
  const name = stepPrefix(state) + stepName(conversion, instruction.source, state.env);
  state.operation = {
    kind: 'folder',
    parent: state.operation,
    name,
    lines: linesOf(instruction),
    path,
    user: state.config.User ?? '',
  };
}
