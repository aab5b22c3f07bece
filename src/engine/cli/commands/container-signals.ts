/** `docker stop`, `restart`, `kill`, `pause`, `unpause` and `wait`: what is done to containers that run. */
import { isContainerError } from '../../container/container-error.ts';
import { getContainer } from '../../container/find-container.ts';
import type { Container } from '../../machine/container.ts';
import { ProcessError } from '../../process/process-error.ts';
import { pauseContainer, signalContainer, stopContainer, unpauseContainer } from '../../process/signal-container.ts';
import { startContainer, waitContainer } from '../../process/start-container.ts';
import { parseSignal } from '../../shell/kernel/signals.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { killProblem, startProblem, stateProblem } from '../words/process-words.ts';
import { eachArgument, eachPrinting } from './each-argument.ts';

/** docker's own, where neither the command nor the container says another */
const GRACE_SECONDS = 10;

export async function containerStop(call: CommandCall): Promise<number> {
  return eachArgument(call, (argument) => stop(call, argument));
}

export async function containerRestart(call: CommandCall): Promise<number> {
  const { ctx, ref } = call;
  return eachArgument(call, async (argument) => {
    await stop(call, argument);
    await saying(startProblemText, () => startContainer(ctx, ref, getContainer(ref.current, argument).id, { attach: false }));
  });
}

export async function containerKill(call: CommandCall): Promise<number> {
  const { ctx, ref, flags } = call;
  const name = flags.text('signal') || 'KILL';
  return eachArgument(call, async (argument) => {
    const { id } = killTarget(call, argument);
    const signal = parseSignal(name);
    if (signal === undefined) throw new CommandFailure(daemonSays(`Invalid signal: ${name}`));
    await saying(
      (error) => killProblem(error, argument),
      () => signalContainer(ctx, ref, id, signal),
    );
  });
}

/** Of `kill` alone the daemon says what it could not do. */
function killTarget({ ref }: CommandCall, argument: string): Container {
  try {
    return getContainer(ref.current, argument);
  } catch (error) {
    if (!isContainerError(error, 'container.notFound')) throw error;
    throw new CommandFailure(daemonSays(`Cannot kill container: ${argument}: No such container: ${argument}`));
  }
}

export async function containerPause(call: CommandCall): Promise<number> {
  const { ctx, ref } = call;
  return eachArgument(call, (argument) =>
    saying(daemonState, () => pauseContainer(ctx, ref, getContainer(ref.current, argument).id)),
  );
}

export async function containerUnpause(call: CommandCall): Promise<number> {
  const { ctx, ref } = call;
  return eachArgument(call, (argument) =>
    saying(daemonState, () => unpauseContainer(ctx, ref, getContainer(ref.current, argument).id)),
  );
}

export async function containerWait(call: CommandCall): Promise<number> {
  const { ctx, ref } = call;
  return eachPrinting(call, async (argument) => `${await waitContainer(ctx, ref, getContainer(ref.current, argument).id)}\n`);
}

async function stop({ ctx, ref, flags }: CommandCall, argument: string): Promise<void> {
  const { id, config } = getContainer(ref.current, argument);
  const grace = flags.isSet('timeout')
    ? flags.number('timeout')
    : flags.isSet('time')
      ? flags.number('time')
      : (config.StopTimeout ?? GRACE_SECONDS);
  const name = flags.text('signal');
  const signal = name === '' ? undefined : parseSignal(name);
  if (name !== '' && signal === undefined) throw new CommandFailure(daemonSays(`Invalid signal: ${name}`));
  await stopContainer(ctx, ref, id, grace < 0 ? Number.POSITIVE_INFINITY : grace);
}

function daemonState(error: ProcessError): string {
  return daemonSays(stateProblem(error));
}

function startProblemText(error: ProcessError): string {
  return startProblem(error).text;
}

async function saying(words: (error: ProcessError) => string, run: () => Promise<unknown>): Promise<void> {
  try {
    await run();
  } catch (error) {
    throw error instanceof ProcessError ? new CommandFailure(words(error)) : error;
  }
}
