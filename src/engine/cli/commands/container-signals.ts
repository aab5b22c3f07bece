/** `docker stop`, `restart`, `kill`, `pause`, `unpause` and `wait`: what is done to containers that run. */

import { ContainerError, isContainerError } from '../../container/container-error.ts';
import type { Container } from '../../machine/container.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import { withEntry } from '../../machine/shared-map.ts';
import { ProcessError } from '../../process/process-error.ts';
import { pauseContainer, signalContainer, stopContainer, unpauseContainer } from '../../process/signal-container.ts';
import { waitContainer } from '../../process/wait-container.ts';
import { parseSignal } from '../../shell/kernel/signals.ts';
import type { Soon } from '../../soon.ts';
import { namedContainer } from '../args/named-container.ts';
import { pathName } from '../args/path-name.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeStartLater } from '../describe-error.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { killProblem, stateProblem } from '../words/process-words.ts';
import { beginContainer } from './begin-container.ts';
import { eachArgument, eachPrinting } from './each-argument.ts';

/** docker's own, where neither the command nor the container says another */
const GRACE_SECONDS = 10;

export function containerStop(call: CommandCall): Soon<number> {
  return eachArgument(call, (argument) => stop(call, argument));
}

/** One with `--rm` stays while it is down. */
export function containerRestart(call: CommandCall): Soon<number> {
  const { ref } = call;
  return eachArgument(call, function* (argument) {
    const { id, hostConfig } = namedContainer(ref.current, argument);
    setAutoRemove(ref, id, false);
    yield* stop(call, argument);
    setAutoRemove(ref, id, hostConfig.autoRemove);
    yield* startAgain(call, argument);
    ref.current = recordContainerEvent(ref.current, namedContainer(ref.current, argument), 'restart');
  });
}

function setAutoRemove(ref: CommandCall['ref'], id: Container['id'], autoRemove: boolean): void {
  const { current } = ref;
  const container = current.containers.get(id);
  if (container === undefined || container.hostConfig.autoRemove === autoRemove) return;
  const changed = { ...container, hostConfig: { ...container.hostConfig, autoRemove } };
  ref.current = { ...current, containers: withEntry(current.containers, id, changed) };
}

function* startAgain(call: CommandCall, argument: string): Soon<void> {
  try {
    yield* beginContainer(call, namedContainer(call.ref.current, argument), { attach: false });
  } catch (error) {
    const text = yield* describeStartLater(error);
    throw new CommandFailure(
      text.replace(daemonSays(''), `${daemonSays('')}Cannot restart container ${pathName(argument.trim())}: `),
    );
  }
}

export function containerKill(call: CommandCall): Soon<number> {
  const { ctx, ref, flags } = call;
  const wanted = flags.text('signal') || 'KILL';
  return eachArgument(call, function* (argument) {
    if (argument.trim() === '') throw new ContainerError('container.emptyName', { argument });
    const signal = readSignal(wanted);
    const name = pathName(argument.trim());
    const { id } = killTarget(call, name);
    if (!isKnown(signal)) {
      throw new CommandFailure(daemonSays(`Cannot kill container: ${name}: The linux daemon does not support signal ${signal}`));
    }
    yield* saying(
      (error) => killProblem(error, name),
      () => signalContainer(ctx, ref, id, signal),
    );
  });
}

/** Of `kill` alone the daemon says what it could not do. */
function killTarget({ ref }: CommandCall, name: string): Container {
  try {
    return namedContainer(ref.current, name);
  } catch (error) {
    if (!isContainerError(error, 'container.notFound')) throw error;
    throw new CommandFailure(daemonSays(`Cannot kill container: ${name}: No such container: ${name}`));
  }
}

export function containerPause(call: CommandCall): Soon<number> {
  const { ctx, ref } = call;
  return eachArgument(call, (argument) =>
    saying(daemonState, () => pauseContainer(ctx, ref, namedContainer(ref.current, argument).id)),
  );
}

export function containerUnpause(call: CommandCall): Soon<number> {
  const { ctx, ref } = call;
  return eachArgument(call, (argument) =>
    saying(daemonState, () => unpauseContainer(ctx, ref, namedContainer(ref.current, argument).id)),
  );
}

export function containerWait(call: CommandCall): Soon<number> {
  const { ctx, ref } = call;
  return eachPrinting(call, function* (argument) {
    return `${yield* waitContainer(ctx, ref, namedContainer(ref.current, argument).id)}\n`;
  });
}

/** `--signal` is never sent: the daemon's API has it from 1.42 on. */
function* stop({ ctx, ref, flags }: CommandCall, argument: string): Soon<void> {
  const { id, config } = namedContainer(ref.current, argument);
  const grace = flags.isSet('timeout')
    ? flags.number('timeout')
    : flags.isSet('time')
      ? flags.number('time')
      : (config.StopTimeout ?? GRACE_SECONDS);
  yield* stopContainer(ctx, ref, id, grace < 0 ? Number.POSITIVE_INFINITY : grace);
}

/** A number is taken as it is, but for 0 (moby `pkg/signal`). @throws CommandFailure */
function readSignal(name: string): number {
  const signal = /^[+-]?\d+$/.test(name) ? Number(name) : (parseSignal(name) ?? 0);
  if (signal === 0) throw new CommandFailure(daemonSays(`Invalid signal: ${name}`));
  return signal;
}

/** Those between are the C library's own. */
function isKnown(signal: number): boolean {
  return (signal >= 1 && signal <= 31) || (signal >= 34 && signal <= 64);
}

function daemonState(error: ProcessError): string {
  return daemonSays(stateProblem(error));
}

function* saying(words: (error: ProcessError) => string, run: () => Soon<unknown>): Soon<void> {
  try {
    yield* run();
  } catch (error) {
    throw error instanceof ProcessError ? new CommandFailure(words(error)) : error;
  }
}
