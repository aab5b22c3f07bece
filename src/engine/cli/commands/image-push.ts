import { shortId } from '../../oci/digest.ts';
import type { HostIo } from '../../process/host-io.ts';
import { formatReference } from '../../reference/reference.ts';
import { type PushProgress, pushImage } from '../../registry/push-image.ts';
import { RegistryError } from '../../registry/registry-error.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readAskedRepository } from './asked-repository.ts';

export function* imagePush(call: CommandCall): Soon<number> {
  const { ctx, ref, io } = call;
  const { reference, quiet } = readAskedRepository(call);
  try {
    ref.current = yield* wait(pushImage(ctx, ref.current, reference, quiet ? () => {} : reportPush(io)));
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    throw new CommandFailure(withoutDaemon((yield* describeLater(error)).text));
  }
  if (quiet) io.write(1, `${formatReference(reference)}\n`);
  return 0;
}

/** It comes in the stream of the answer, where the client does not say who said so. */
function withoutDaemon(text: string): string {
  const prefix = daemonSays('');
  return text.startsWith(prefix) ? text.slice(prefix.length) : text;
}

/** As a pull: one line for each layer, overwritten on a terminal. */
function reportPush(io: HostIo): (progress: PushProgress) => void {
  return (progress) => {
    switch (progress.kind) {
      case 'start':
        return io.write(1, `The push refers to repository [${progress.name}]\n`);
      case 'done':
        return io.write(1, `${progress.tag}: digest: ${progress.digest} size: ${progress.size}\n`);
      default: {
        const id = shortId(progress.diffId);
        const state = layerState(progress);
        return io.stdoutIsTty ? io.progress(id, `${id}: ${state} `) : io.write(1, `${id}: ${state}\n`);
      }
    }
  };
}

function layerState(progress: Extract<PushProgress, { diffId: unknown }>): string {
  switch (progress.kind) {
    case 'preparing':
      return 'Preparing';
    case 'pushed':
      return 'Pushed';
    case 'mounted':
      return `Mounted from ${progress.from}`;
    default:
      return 'Layer already exists';
  }
}
