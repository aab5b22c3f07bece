import { createVolume } from '../../container/volumes.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';

export async function volumeCreate({ ctx, ref, io, flags, args }: CommandCall): Promise<number> {
  const driver = flags.text('driver');
  if (driver !== 'local') throw new CommandFailure(`camadas: volumes of the driver "${driver}" are not simulated here`);
  const { machine, volume } = createVolume(ctx, ref.current, args[0]);
  ref.current = machine;
  io.write(1, `${volume.name}\n`);
  return 0;
}
