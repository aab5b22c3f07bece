import { commitContainer } from '../../container/commit-container.ts';
import { formatReference, parseReference, withDefaultTag } from '../../reference/reference.ts';
import type { CommandCall } from '../command-call.ts';
import { readChanges } from './change-flags.ts';

export async function containerCommit({ ctx, ref, io, flags, args }: CommandCall): Promise<number> {
  const [name = '', target] = args;
  const change = readChanges(flags.list('change'));
  const { machine, image } = await commitContainer(ctx, ref.current, name, {
    author: flags.text('author'),
    comment: flags.text('message'),
    ...(target === undefined || target === ''
      ? {}
      : { reference: formatReference(withDefaultTag(parseReference(target, 'client'))) }),
    ...(change === undefined ? {} : { change }),
  });
  ref.current = machine;
  io.write(1, `${image.id}\n`);
  return 0;
}
