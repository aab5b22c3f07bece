import { tagImage } from '../../image/tag-image.ts';
import { parseReference } from '../../reference/reference.ts';
import { InvalidReferenceError } from '../../reference/reference-error.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { referenceProblem } from '../words/reference-words.ts';

export function imageTag({ ref, args }: CommandCall): number {
  const [source = '', target = ''] = args;
  const reference = parseTarget(target);
  if (reference.digest !== undefined) throw new CommandFailure('refusing to create a tag with a digest reference');
  ref.current = tagImage(ref.current, source, target).machine;
  return 0;
}

function parseTarget(target: string) {
  try {
    return parseReference(target, 'client');
  } catch (error) {
    if (!(error instanceof InvalidReferenceError)) throw error;
    throw new CommandFailure(`Error parsing reference: "${target}" is not a valid repository/tag: ${referenceProblem(error)}`);
  }
}
