import { tagImage } from '../../image/tag-image.ts';
import { parseAnyReference } from '../../reference/any-reference.ts';
import { parseReference } from '../../reference/reference.ts';
import { InvalidReferenceError } from '../../reference/reference-error.ts';
import type { Soon } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';

export function* imageTag({ ref, args }: CommandCall): Soon<number> {
  const [source = '', target = ''] = args;
  if (source === '') throw invalidReference(source, 'invalid reference format');
  yield* parseFor(source, () => parseAnyReference(source, 'client'));
  const reference = yield* parseFor(target, () => parseReference(target, 'client'));
  if (reference.digest !== undefined) throw new CommandFailure('refusing to create a tag with a digest reference');
  ref.current = tagImage(ref.current, source, target).machine;
  return 0;
}

/** The client's own look at it; what only the daemon refuses comes in the daemon's words. @throws CommandFailure; InvalidReferenceError */
function* parseFor<T>(argument: string, parse: () => T): Soon<T> {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof InvalidReferenceError) || error.data.dialect === 'daemon') throw error;
    const { text } = yield* describeLater(error);
    throw invalidReference(argument, text);
  }
}

function invalidReference(argument: string, problem: string): CommandFailure {
  return new CommandFailure(`Error parsing reference: "${argument}" is not a valid repository/tag: ${problem}`);
}
