import { renameContainer } from '../../container/rename-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeError } from '../errors.ts';

export function containerRename({ ref, io, args }: CommandCall): number {
  const [given = '', wanted = ''] = args.map((name) => name.trim());
  if (given === '' || wanted === '') throw new CommandFailure('Error: Neither old nor new names may be empty');
  try {
    ref.current = renameContainer(ref.current, given, wanted);
    return 0;
  } catch (error) {
    io.write(2, `${describeError(error).text}\n`);
    throw new CommandFailure(`Error: failed to rename container named ${given}`);
  }
}
