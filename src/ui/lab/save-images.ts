/** A machine's images as the archive that `docker save` writes, for the learner to take home. */
import { type Content, findNode, type Machine, type Session, streamContent } from '../../engine/index.ts';
import { captureOutput } from '../../exercise/index.ts';
import { describeSnapshot } from './describe-snapshot.ts';

/** A place that no learner's file is at; the machine that has it is thrown away. */
const SAVED = '/tmp/.camadas-images.tar';

/**
 * All images that have a name or stand for themselves.
 * @param session left on a machine that nobody needs: to be restored before the next line
 * @throws Error where the engine refuses, with docker's words
 */
export async function saveImages(session: Session, machine: Machine): Promise<Blob> {
  const { images } = describeSnapshot(machine).view;
  const names = images.filter(({ intermediate }) => !intermediate).flatMap(({ tags, id }) => (tags.length > 0 ? tags : [id]));
  session.restore(machine);
  const captured = captureOutput();
  const { status } = await session.run(`docker save -o ${SAVED} ${names.join(' ')}`, captured.sink);
  const file = findNode(session.machine.host.tree, SAVED);
  if (status !== 0 || file?.kind !== 'file') throw new Error(captured.stderr());
  return blobOf(file.content);
}

/** Each part goes into a Blob of its own, which the browser keeps: the archive never lies in memory as a whole. */
async function blobOf(content: Content): Promise<Blob> {
  const parts: BlobPart[] = [];
  for await (const part of streamContent(content)) parts.push(new Blob([part.slice()]));
  return new Blob(parts, { type: 'application/x-tar' });
}
