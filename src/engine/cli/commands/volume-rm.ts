import { isContainerError } from '../../container/container-error.ts';
import { removeVolume } from '../../container/volumes.ts';
import type { Soon } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { eachArgument } from './each-argument.ts';

/** With `-f` one that is not there counts as removed. */
export function volumeRm(call: CommandCall): Soon<number> {
  const { ref, flags } = call;
  return eachArgument(call, (name) => {
    if (name === '') throw new CommandFailure('invalid volume name or ID: value is empty');
    try {
      ref.current = removeVolume(ref.current, name);
    } catch (error) {
      if (!flags.bool('force') || !isContainerError(error, 'volume.notFound')) throw error;
    }
  });
}
