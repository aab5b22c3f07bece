/** `--cidfile`: a file for the ID of the container, made before it and taken away again where there will be none. */

import { contentOf } from '../../bytes/content.ts';
import { findNode } from '../../fs/lookup.ts';
import { removeNode } from '../../fs/remove.ts';
import type { ContainerId } from '../../oci/digest.ts';
import type { Soon } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { writeHostFile } from './host-files.ts';

/** @throws CommandFailure where it cannot be made */
export function* withCidFile<Result extends { readonly id: ContainerId }>(
  call: CommandCall,
  make: () => Soon<Result>,
): Soon<Result> {
  const path = call.flags.text('cidfile');
  if (findNode(call.ref.current.host.tree, path, { cwd: call.io.cwd }) !== undefined) {
    throw new CommandFailure(`container ID file found, make sure the other container isn't running or delete ${path}`);
  }
  write(call, path, '');
  try {
    const made = yield* make();
    write(call, path, made.id);
    return made;
  } catch (error) {
    const { current } = call.ref;
    const tree = removeNode(current.host.tree, path, { cwd: call.io.cwd, mtime: current.now / 1000 });
    call.ref.current = { ...current, host: { ...current.host, tree } };
    throw error;
  }
}

function write(call: CommandCall, path: string, text: string): void {
  try {
    writeHostFile(call, path, contentOf(text));
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new CommandFailure(`failed to create the container ID file: ${error.message}`);
  }
}
