import { applyCommitChanges } from '../../build/commit-changes.ts';
import { commitContainer } from '../../container/commit-container.ts';
import { ImageError } from '../../image/image-error.ts';
import { formatReference, parseReference, withDefaultTag } from '../../reference/reference.ts';
import type { CommandCall } from '../command-call.ts';

export async function containerCommit({ ctx, ref, io, flags, args }: CommandCall): Promise<number> {
  const [name = '', target] = args;
  const reference = readTarget(target);
  const { machine, image } = await commitContainer(ctx, ref.current, name, {
    author: flags.text('author'),
    comment: flags.text('message'),
    ...(reference === undefined ? {} : { reference }),
    change: (config) => applyCommitChanges(config, flags.list('change')),
  });
  ref.current = machine;
  io.write(1, `${image.id}\n`);
  return 0;
}

/** The client reads it before it asks the daemon. @throws InvalidReferenceError; ImageError `image.tagWithDigest` */
function readTarget(target: string | undefined): string | undefined {
  if (target === undefined || target === '') return undefined;
  const reference = parseReference(target, 'client');
  if (reference.digest !== undefined) throw new ImageError('image.tagWithDigest', { reference: target });
  return formatReference(withDefaultTag(reference));
}
