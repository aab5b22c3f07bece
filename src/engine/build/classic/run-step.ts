/** RUN and WORKDIR of the classic builder: the steps that need a container. */

import { text } from '../../bytes/utf8.ts';
import { imageTree } from '../../container/create-container.ts';
import { getContainer } from '../../container/find-container.ts';
import { EngineError } from '../../errors.ts';
import { FsError } from '../../fs/errno.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { makeDir } from '../../fs/write.ts';
import { joinFolder } from '../../image/apply-change.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import type { ContainerId } from '../../oci/digest.ts';
import { variableName } from '../../oci/variable-name.ts';
import { startContainer } from '../../process/start-container.ts';
import { soon } from '../../soon.ts';
import type { RunInstruction, WordInstruction } from '../dockerfile/instruction.ts';
import { PROXY_ARGS } from '../plan/build-arguments.ts';
import { StepError } from '../plan/config-change.ts';
import { needsBuildkit } from './classic-copy.ts';
import { type ClassicBuild, currentImage, print, type StageState, stepConfig } from './classic-state.ts';
import { actionConfig, asCreated, commitTree, createStepContainer, fillHealthcheck, probeCache, shellOf } from './commit-step.ts';
import { withoutPrefix } from './without-prefix.ts';

export async function runStep(build: ClassicBuild, state: StageState, instruction: RunInstruction): Promise<void> {
  const [flag] = instruction.flags;
  if (flag !== undefined) throw needsBuildkit(flag.name);
  const words = instruction.command.args.map((arg) => arg.text);
  const command = instruction.command.form === 'exec' ? words : [...shellOf(state), ...words];
  const env = state.runConfig.Env ?? [];
  const args = state.args.list(new Set(env.map(variableName)));
  const shown = args.filter((arg) => !PROXY_ARGS.includes(variableName(arg)) || state.args.isDefined(variableName(arg))).sort();
  const saved = args.length === 0 ? command : [`|${shown.length}`, ...shown, ...command];
  const probe = stepConfig(state, { Cmd: saved, ...(saved.length > 0 ? { Entrypoint: null } : {}) });
  if (probeCache(build, state, probe)) return;
  // `RUN []` says nothing, so the image's own entrypoint and command run.
  const entrypoint = saved.length > 0 ? { Entrypoint: [''] } : {};
  const { Healthcheck: _, ...running } = stepConfig(state, { Cmd: command, Env: [...env, ...args], ...entrypoint });
  const { id } = createStepContainer(build, state, running);
  const exitCode = await runToEnd(build, id);
  if (exitCode !== 0) throw new StepError(`The command '${command.join(' ')}' returned a non-zero code: ${exitCode}`, exitCode);
  const after = getContainer(build.ref.current, id);
  await commitTree(build, state, { containerConfig: probe, container: id, files: { base: after.baseTree, tree: after.tree } });
}

/** The daemon colours what a step says on stderr, whether a terminal is there or not. */
const RED = '\x1b[91m';
const PLAIN = '\x1b[0m';

async function runToEnd(build: ClassicBuild, id: ContainerId): Promise<number> {
  const sink = {
    write: (fd: 1 | 2, bytes: Uint8Array) => print(build, fd === 2 ? `${RED}${text(bytes)}${PLAIN}` : text(bytes)),
    progress: () => undefined,
  };
  build.ref.current = recordContainerEvent(build.ref.current, getContainer(build.ref.current, id), 'attach');
  try {
    const result = await soon(startContainer(build.ctx, build.ref, id, { attach: true, sink }));
    return 'exitCode' in result ? result.exitCode : 0;
  } catch (error) {
    if (error instanceof EngineError) throw new StepError(withoutPrefix(build.out.describe(error)));
    throw error;
  }
}

/** The folder is made at once, root's whatever USER says, and is a layer of its own where it was missing. */
export async function workdirStep(build: ClassicBuild, state: StageState, instruction: WordInstruction): Promise<void> {
  const asked = instruction.word.text;
  if (asked === '') throw new StepError('cannot normalize nothing');
  const path = asked.startsWith('/') ? asked : joinFolder(state.runConfig.WorkingDir ?? '', asked);
  state.runConfig = { ...state.runConfig, WorkingDir: path };
  if (probeCache(build, state, actionConfig(state, `WORKDIR ${path}`))) return;
  fillHealthcheck(build, state);
  const config = actionConfig(state, `WORKDIR ${path}`);
  const created = createStepContainer(build, state, config);
  const image = currentImage(build, state);
  const base = image === undefined ? EMPTY_TREE : imageTree(build.ref.current, image);
  try {
    const tree = makeDir(base, path, { parents: true, mode: 0o755, mtime: build.ref.current.now / 1000, base });
    await commitTree(build, state, { containerConfig: asCreated(config, created), container: created.id, files: { base, tree } });
  } catch (error) {
    if (error instanceof FsError) throw new StepError(`Cannot mkdir: ${path} is not a directory`);
    throw error;
  }
}
