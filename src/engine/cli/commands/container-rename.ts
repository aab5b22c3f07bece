import { renameContainer } from '../../container/rename-container.ts';
import type { Soon } from '../../soon.ts';
import { pathName } from '../args/path-name.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';

export function* containerRename({ ref, io, args }: CommandCall): Soon<number> {
  const [given = '', wanted = ''] = args.map((name) => name.trim());
  if (given === '' || wanted === '') throw new CommandFailure('Error: Neither old nor new names may be empty');
  try {
    ref.current = renameContainer(ref.current, pathName(given), wanted);
    return 0;
  } catch (error) {
    io.write(2, `${(yield* describeLater(error)).text}\n`);
    throw new CommandFailure(`Error: failed to rename container named ${given}`);
  }
}
