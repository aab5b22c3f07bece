/** Where the client writes an archive, looked at before it is made. */
import { findNode, lookup } from '../../fs/lookup.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { asFailure } from './host-files.ts';

/** @param purpose what failed, as the client says it: `failed to save image` */
export function checkOutputPath({ ref, io }: CommandCall, path: string, purpose: string): void {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.';
  try {
    const { node } = lookup(ref.current.host.tree, folder, { cwd: io.cwd });
    if (node.kind !== 'dir') throw new CommandFailure(`${purpose}: invalid output path: directory "${folder}" does not exist`);
  } catch (error) {
    throw asFailure(error, `${purpose}: invalid output path: stat ${folder}`);
  }
  const there = findNode(ref.current.host.tree, path, { cwd: io.cwd });
  if (there?.kind === 'dir') throw new CommandFailure(`${purpose}: cannot write to a directory`);
  if (there?.kind === 'char') throw new CommandFailure(`${purpose}: cannot write to a character device file`);
}
