import { createVolume } from '../../container/volumes.ts';
import { drawId } from '../../machine/draw-id.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readLabels } from './read-labels.ts';

export function volumeCreate({ ctx, ref, io, flags, args }: CommandCall): number {
  const named = flags.text('name');
  if (named !== '' && args.length > 0)
    throw new CommandFailure('conflicting options: cannot specify a volume-name through both --name and as a positional arg');
  const name = named || args[0];
  const driver = flags.text('driver');
  if (driver !== 'local') {
    const shown = name ?? drawId(ctx, ref.current).id;
    throw new CommandFailure(daemonSays(`create ${shown}: error looking up volume plugin ${driver}: plugin "${driver}" not found`));
  }
  const { machine, volume } = createVolume(ctx, ref.current, name, readLabels(flags.list('label')));
  ref.current = machine;
  io.write(1, `${volume.name}\n`);
  return 0;
}
