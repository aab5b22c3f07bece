/** What `pull` and `push` are asked for: one tag, `latest` where none is named, or with `-a` a whole repository. */
import { DEFAULT_TAG, parseReference, type Reference, withDefaultTag } from '../../reference/reference.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';

export interface AskedRepository {
  /** without a tag where all of it is meant */
  readonly reference: Reference;
  readonly all: boolean;
  readonly quiet: boolean;
}

/** @throws InvalidReferenceError; CommandFailure for a tag beside `-a` */
export function readAskedRepository({ io, flags, args }: CommandCall): AskedRepository {
  const asked = parseReference(args[0] ?? '', 'client');
  const isBare = asked.tag === undefined && asked.digest === undefined;
  const all = flags.bool('all-tags');
  const quiet = flags.bool('quiet');
  if (all && !isBare) throw new CommandFailure("tag can't be used with --all-tags/-a");
  if (!all && isBare && !quiet) io.write(1, `Using default tag: ${DEFAULT_TAG}\n`);
  return { reference: all ? asked : withDefaultTag(asked), all, quiet };
}
