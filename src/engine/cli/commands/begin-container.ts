/**
 * The start of a container as `run`, `start` and `restart` share it. What fails is kept in the container, where `docker inspect` shows it
 * as `State.Error`.
 */

import { ContainerError } from '../../container/container-error.ts';
import type { Container } from '../../machine/container.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import { withEntry } from '../../machine/shared-map.ts';
import { ProcessError } from '../../process/process-error.ts';
import { type Ended, type StartOptions, startContainer } from '../../process/start-container.ts';
import type { Soon } from '../../soon.ts';
import type { CommandCall } from '../command-call.ts';
import { describeLater, describeStartLater } from '../describe-error.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** @throws ContainerError for the network, ProcessError for the process */
export function* beginContainer(
  { ctx, ref }: Pick<CommandCall, 'ctx' | 'ref'>,
  container: Container,
  options: StartOptions,
): Soon<Ended | { readonly started: true }> {
  if (options.attach) ref.current = recordContainerEvent(ref.current, container, 'attach');
  try {
    return yield* startContainer(ctx, ref, container.id, options);
  } catch (error) {
    if (error instanceof ProcessError) keepError(ref, container, yield* describeStartLater(error));
    if (error instanceof ContainerError) keepError(ref, container, (yield* describeLater(error)).text);
    throw error;
  }
}

function keepError(ref: CommandCall['ref'], { id }: Container, text: string): void {
  const container = ref.current.containers.get(id);
  if (container === undefined) return;
  const state = { ...container.state, error: text.replace(daemonSays(''), '') };
  ref.current = { ...ref.current, containers: withEntry(ref.current.containers, id, { ...container, state }) };
}
