import { importImage } from '../../image/import-image.ts';
import { formatReference, parseReference, withDefaultTag } from '../../reference/reference.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { readChanges } from './change-flags.ts';
import { readHostFile, readInput } from './host-files.ts';

export async function imageImport(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags, args } = call;
  const [source = '', target] = args;
  if (/^https?:\/\//.test(source)) throw new CommandFailure(`camadas: "docker import URL" is not simulated here`);
  const archive = source === '-' ? await readInput(call) : readHostFile(call, source);
  const reference = target === undefined ? undefined : formatReference(withDefaultTag(parseReference(target, 'client')));
  const change = readChanges(flags.list('change'));
  const { machine, image } = await importImage(ctx, ref.current, archive, {
    message: flags.text('message'),
    ...(reference === undefined ? {} : { reference }),
    ...(change === undefined ? {} : { change }),
  });
  ref.current = machine;
  io.write(1, `${image.id}\n`);
  return 0;
}
