import { type LoadLine, loadImages } from '../../image/load-images.ts';
import { shortId } from '../../oci/digest.ts';
import type { HostIo } from '../../process/host-io.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { completeProgress } from '../text/progress.ts';
import { readInput, readSentFile } from './host-files.ts';

export async function imageLoad(call: CommandCall): Promise<number> {
  const { ctx, ref, io, flags } = call;
  const input = flags.text('input');
  if (input === '' && io.stdinIsTty) throw new CommandFailure('requested load from stdin, but stdin is empty');
  const showLayers = !flags.bool('quiet') && io.stdoutIsTty;
  const archive = input === '' ? await readInput(call) : readSentFile(call, input, `load?quiet=${showLayers ? 0 : 1}`);
  const report: LoadLine[] = [];
  try {
    const { machine } = await loadImages(ctx, ref.current, archive, report);
    ref.current = machine;
  } finally {
    for (const line of report) printLine(io, line, showLayers);
  }
  return 0;
}

/** Layers are progress, so they show on a terminal only. */
function printLine(io: HostIo, line: LoadLine, showLayers: boolean): void {
  if (line.kind === 'layer') {
    const id = shortId(line.diffId);
    if (showLayers) io.progress(id, `${id}: Loading layer ${completeProgress(line.size, io.columns)}`);
    return;
  }
  io.write(1, `${sentence(line)}\n`);
}

function sentence(line: Exclude<LoadLine, { kind: 'layer' }>): string {
  switch (line.kind) {
    case 'renamed':
      return `The image ${line.reference} already exists, renaming the old one with ID ${line.oldId} to empty string`;
    case 'tag':
      return `Loaded image: ${line.reference}`;
    case 'nothing':
      return '';
    default:
      return `Loaded image ID: ${line.imageId}`;
  }
}
