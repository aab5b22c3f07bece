import { applyCommitChanges } from '../../build/commit-changes.ts';
import { commitContainer } from '../../container/commit-container.ts';
import { getContainer } from '../../container/find-container.ts';
import { ImageError } from '../../image/image-error.ts';
import type { ImageId } from '../../oci/digest.ts';
import { pauseContainer, unpauseContainer } from '../../process/signal-container.ts';
import { formatReference, parseReference, withDefaultTag } from '../../reference/reference.ts';
import type { Soon } from '../../soon.ts';
import type { CommandCall } from '../command-call.ts';

/** A running one stands still meanwhile. */
export function* containerCommit(call: CommandCall): Soon<number> {
  const { ctx, ref, io, flags, args } = call;
  const [name = '', target] = args;
  const reference = readTarget(target);
  const { id, state } = getContainer(ref.current, name);
  const pauses = flags.bool('pause') && state.status === 'running';
  if (pauses) yield* pauseContainer(ctx, ref, id);
  try {
    io.write(1, `${yield* commit(call, reference)}\n`);
  } finally {
    if (pauses) yield* unpauseContainer(ctx, ref, id);
  }
  return 0;
}

function* commit({ ctx, ref, flags, args }: CommandCall, reference: string | undefined): Soon<ImageId> {
  const image = yield* commitContainer(ctx, ref, args[0] ?? '', {
    author: flags.text('author'),
    comment: flags.text('message'),
    ...(reference === undefined ? {} : { reference }),
    change: (config) => applyCommitChanges(config, flags.list('change')),
  });
  return image.id;
}

/** The client reads it before it asks the daemon. @throws InvalidReferenceError; ImageError `image.tagWithDigest` */
function readTarget(target: string | undefined): string | undefined {
  if (target === undefined || target === '') return undefined;
  const reference = parseReference(target, 'client');
  if (reference.digest !== undefined) throw new ImageError('image.tagWithDigest', { reference: target });
  return formatReference(withDefaultTag(reference));
}
