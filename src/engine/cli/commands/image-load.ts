import { type LoadLine, loadImages } from '../../image/load-images.ts';
import { shortId } from '../../oci/digest.ts';
import type { HostIo } from '../../process/host-io.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { humanSize } from '../text/sizes.ts';
import { readHostFile, readInput } from './host-files.ts';

export async function imageLoad(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags } = call;
  const input = flags.text('input');
  if (input === '' && io.stdinIsTty) throw new CommandFailure('requested load from stdin, but stdin is empty');
  const archive = input === '' ? await readInput(call) : readHostFile(call, input);
  const { machine, report } = await loadImages(ctx, ref.current, archive);
  ref.current = machine;
  const showLayers = !flags.bool('quiet') && io.stdoutIsTty;
  for (const line of report) printLine(io, line, showLayers);
  return 0;
}

/** Layers are progress, so they show on a terminal only. */
function printLine(io: HostIo, line: LoadLine, showLayers: boolean): void {
  switch (line.kind) {
    case 'layer': {
      const size = humanSize(line.size);
      if (showLayers) io.progress(shortId(line.diffId), `${shortId(line.diffId)}: Loading layer  ${size}/${size}`);
      return;
    }
    case 'renamed':
      return io.write(
        1,
        `The image ${line.reference} already exists, renaming the old one with ID ${line.oldId} to empty string\n`,
      );
    case 'tag':
      return io.write(1, `Loaded image: ${line.reference}\n`);
    default:
      return io.write(1, `Loaded image ID: ${line.imageId}\n`);
  }
}
