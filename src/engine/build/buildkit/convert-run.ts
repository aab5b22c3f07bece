/** RUN as an operation: command, variables, mounts; heredocs become the script. */
import { cleanPath } from '../../container/clean-path.ts';
import { chompHeredoc, parseHeredocOpening } from '../dockerfile/heredoc.ts';
import type { RunInstruction } from '../dockerfile/instruction.ts';
import { type RunMount, readMount } from '../dockerfile/mount.ts';
import { ProblemFound } from '../dockerfile/problem.ts';
import { formatDetail } from '../dockerfile/problem-words.ts';
import { PROXIES } from '../plan/build-arguments.ts';
import type { Stage } from '../plan/stages.ts';
import { BuildFailure, type SourceLines } from './build-failure.ts';
import { commandArguments } from './command-arguments.ts';
import { type Conversion, expanderFor, linesOf, stepName } from './conversion.ts';
import type { PlannedMount, RunOperation } from './operations.ts';
import { type StageConverter, sourceOperation } from './source-stage.ts';
import { addHistory, environmentList, type StageState, stepPrefix } from './stage-state.ts';

export async function convertRun(
  conversion: Conversion,
  stage: Stage,
  state: StageState,
  instruction: RunInstruction,
  convert: StageConverter,
): Promise<void> {
  const lines = linesOf(instruction);
  if (instruction.network === 'host') throw new BuildFailure('network.host is not allowed', lines);
  if (instruction.security === 'insecure') throw new BuildFailure('security.insecure is not allowed', lines);
  const command = withHeredocs(instruction);
  const args = commandArguments(
    { form: instruction.command.form, args: command.words.map((text) => ({ text })) },
    state.config.Shell,
  );
  const mounts: PlannedMount[] = [];
  for (const mount of readMounts(conversion, state, instruction, lines)) {
    mounts.push({
      mount,
      target: targetOf(mount, state, lines),
      from: await sourceOf(conversion, stage, mount, { lines, convert }),
    });
  }
  const name = `${stepPrefix(state)}${stepName(conversion, instruction.source, state.env)}${command.summary}`;
  const listed =
    state.args.length === 0
      ? []
      : [`|${state.args.length}`, ...state.args.map((arg) => `${arg.name}=${state.env.get(arg.name) ?? arg.value}`)];
  addHistory(state, `RUN ${[...listed, ...args].join(' ')} # buildkit`, true);
  state.operation = {
    kind: 'run',
    parent: state.operation,
    name,
    lines,
    args,
    env: environmentList(state),
    hiddenEnv: hiddenEnv(conversion),
    cwd: state.config.WorkingDir || '/',
    user: state.config.User ?? '',
    mounts,
    network: instruction.network,
    extraHosts: conversion.options.addHosts,
    ...(command.script === undefined ? {} : { script: command.script }),
  };
}

/** A lone heredoc is the script itself; in another command it is put together again for the shell. */
function withHeredocs(instruction: RunInstruction): { words: readonly string[]; summary: string; script?: RunOperation['script'] } {
  const words = instruction.command.args.map(({ text }) => text);
  const [first] = instruction.heredocs;
  const [line] = words;
  if (first === undefined || line === undefined) return { words, summary: '' };
  if (parseHeredocOpening(line) === undefined) {
    const bodies = instruction.heredocs.map(({ content, name }) => `\n${content}${name}`);
    return { words: [line + bodies.join('')], summary: '' };
  }
  const text = first.isChomped ? chompHeredoc(first.content) : first.content;
  const summary = ` (${summarize(first.content)})`;
  if (!text.startsWith('#!')) return { words: [text], summary };
  return { words: [`/dev/pipes/${first.name}`], summary, script: { name: first.name, text } };
}

function summarize(text: string): string {
  const [first = '', ...more] = text.trim().split(/\r?\n/);
  return more.length > 0 ? `${first}...` : first;
}

function readMounts(
  conversion: Conversion,
  state: StageState,
  instruction: RunInstruction,
  lines: SourceLines,
): readonly RunMount[] {
  try {
    const { word } = expanderFor(conversion, state.env, lines);
    return instruction.mounts.map((flag) => readMount(flag, word));
  } catch (error) {
    if (error instanceof ProblemFound) throw new BuildFailure(formatDetail(error.detail, 'buildkit'), lines);
    throw error;
  }
}

function targetOf(mount: RunMount, state: StageState, lines: SourceLines): string {
  if (mount.type === 'secret') return secretTarget(mount, state);
  if (mount.target === '' && mount.type !== 'ssh') throw new BuildFailure(`${mount.type} mount: invalid mount target ""`, lines);
  const path = absolute(mount.target, state);
  if (path === '/' && mount.type !== 'ssh') throw new BuildFailure(`invalid mount target "${mount.target}"`, lines);
  return path;
}

/** `/run/secrets/<id>` where nothing else is said. */
function secretTarget(mount: RunMount, state: StageState): string {
  return mount.target === '' ? `/run/secrets/${secretId(mount)}` : absolute(mount.target, state);
}

export function secretId(mount: Pick<RunMount, 'id' | 'source' | 'target'>): string {
  return mount.id || mount.source || mount.target.slice(mount.target.lastIndexOf('/') + 1);
}

function absolute(path: string, state: StageState): string {
  return cleanPath(path.startsWith('/') ? path : `/${state.config.WorkingDir ?? ''}/${path}`);
}

async function sourceOf(
  conversion: Conversion,
  stage: Stage,
  mount: RunMount,
  options: { readonly lines: SourceLines; readonly convert: StageConverter },
): Promise<PlannedMount['from']> {
  if (mount.type !== 'bind' && mount.type !== 'cache') return undefined;
  if (mount.from === '') return mount.type === 'bind' ? 'context' : undefined;
  return sourceOperation(conversion, stage, mount.from, { ...options, allowsNumber: false });
}

/** Proxies reach every RUN in both spellings, whatever ENV says, and no key and no history. */
function hiddenEnv({ buildArgs }: Conversion): readonly string[] {
  return PROXIES.flatMap((name) => {
    const small = name.toLowerCase();
    const value = buildArgs.get(name) ?? buildArgs.get(small);
    return value === undefined ? [] : [`${name}=${value}`, `${small}=${value}`];
  });
}
