import { tagImage } from '../../image/tag-image.ts';
import { parseReference, type Reference } from '../../reference/reference.ts';
import { InvalidReferenceError } from '../../reference/reference-error.ts';
import type { Soon } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';

export function* imageTag({ ref, args }: CommandCall): Soon<number> {
  const [source = '', target = ''] = args;
  if (source === '') throw invalidReference(source, 'invalid reference format');
  const reference = yield* parseTarget(target);
  if (reference.digest !== undefined) throw new CommandFailure('refusing to create a tag with a digest reference');
  ref.current = tagImage(ref.current, source, target).machine;
  return 0;
}

function* parseTarget(target: string): Soon<Reference> {
  try {
    return parseReference(target, 'client');
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    const { text } = yield* describeLater(error);
    throw invalidReference(target, text);
  }
}

function invalidReference(argument: string, problem: string): CommandFailure {
  return new CommandFailure(`Error parsing reference: "${argument}" is not a valid repository/tag: ${problem}`);
}
