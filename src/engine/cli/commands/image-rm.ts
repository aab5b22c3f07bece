import { isImageError } from '../../image/image-error.ts';
import { type RemovalLine, removeImage } from '../../image/remove-image.ts';
import type { Soon } from '../../soon.ts';
import { pathName } from '../args/path-name.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';
import { daemonSays } from '../words/daemon-words.ts';

/** `docker rmi`: an image that is not there does not count as a failure with `-f`, but is mentioned (transcripts 04, 13). */
export function* imageRm({ ref, io, flags, args }: CommandCall): Soon<number> {
  const force = flags.bool('force');
  const failures: string[] = [];
  let fatal = false;
  for (const argument of args) {
    try {
      // An empty name makes the client ask for another address than an image's.
      if (argument === '') throw new CommandFailure(daemonSays('page not found'));
      if (argument.trim() === '') throw new CommandFailure(daemonSays('image name cannot be blank'));
      const { machine, report } = removeImage(ref.current, pathName(argument), { force, noPrune: flags.bool('no-prune') });
      ref.current = machine;
      io.write(1, report.map(formatRemoval).join(''));
    } catch (error) {
      failures.push((yield* describeLater(error)).text);
      if (!isImageError(error, 'image.notFound')) fatal = true;
    }
  }
  if (failures.length === 0) return 0;
  if (fatal || !force) throw new CommandFailure(failures.join('\n'));
  io.write(2, `${failures.join('\n')}\n`);
  return 0;
}

function formatRemoval(line: RemovalLine): string {
  return line.kind === 'untagged' ? `Untagged: ${line.reference}\n` : `Deleted: ${line.id}\n`;
}
