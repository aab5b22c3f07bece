import { readContent } from '../../bytes/content.ts';
import { findImage } from '../../image/find-image.ts';
import { saveImages } from '../../image/save-images.ts';
import { recordImageEvent } from '../../machine/events.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { writeHostFile } from './host-files.ts';
import { checkOutputPath } from './output-path.ts';

export async function imageSave(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags, args } = call;
  const output = flags.text('output');
  if (output === '' && io.stdoutIsTty)
    throw new CommandFailure('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  if (output !== '') checkOutputPath(call, output, 'failed to save image');
  const archive = saveImages(ctx, ref.current, args);
  const ids = new Set(args.map((argument) => findImage(ref.current, argument)?.id));
  for (const id of ids) if (id !== undefined) ref.current = recordImageEvent(ref.current, id, 'save');
  if (output === '') io.write(1, await readContent(archive));
  else writeHostFile(call, output, archive);
  return 0;
}
