import { readContent } from '../../bytes/content.ts';
import { exportContainer } from '../../container/export-container.ts';
import { recordContainerEvent } from '../../machine/events.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { writeHostFile } from './host-files.ts';
import { checkOutputPath } from './output-path.ts';

export async function containerExport(call: CommandCall): Promise<number> {
  const { ref, io, flags, args } = call;
  const output = flags.text('output');
  if (output === '' && io.stdoutIsTty)
    throw new CommandFailure('cowardly refusing to save to a terminal. Use the -o flag or redirect');
  if (output !== '') checkOutputPath(call, output, 'failed to export container');
  const container = namedContainer(ref.current, args[0] ?? '');
  const archive = exportContainer(container);
  ref.current = recordContainerEvent(ref.current, container, 'export');
  if (output === '') io.write(1, await readContent(archive));
  else writeHostFile(call, output, archive);
  return 0;
}
