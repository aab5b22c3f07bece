/** The files that docker's client reads and writes on the learner's own computer. */
import { type Content, contentOf, EMPTY } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { findNode, openFile } from '../../fs/lookup.ts';
import { writeFile } from '../../fs/write.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';

/** @throws CommandFailure in Go's words: `open x.tar: no such file or directory` */
export function readHostFile({ ref, io }: CommandCall, path: string): Content {
  if (path === '/dev/null' || path === '/dev/stdin') return EMPTY;
  try {
    return openFile(ref.current.host.tree, path, { cwd: io.cwd }).content;
  } catch (error) {
    throw asFailure(error, `open ${path}`);
  }
}

/** The client opens a folder as it does a file, and fails only while it sends it. @throws CommandFailure */
export function readSentFile(call: CommandCall, path: string, endpoint: string): Content {
  const { ref, io } = call;
  if (findNode(ref.current.host.tree, path, { cwd: io.cwd })?.kind !== 'dir') return readHostFile(call, path);
  const url = `http://%2Fvar%2Frun%2Fdocker.sock/v1.41/images/${endpoint}`;
  throw new CommandFailure(`error during connect: Post "${url}": read ${path}: is a directory`);
}

export function writeHostFile({ ref, io }: CommandCall, path: string, content: Content): void {
  const { current } = ref;
  try {
    const tree = writeFile(current.host.tree, path, content, { cwd: io.cwd, mtime: current.now / 1000, mode: 0o600 });
    ref.current = { ...current, host: { ...current.host, tree } };
  } catch (error) {
    throw asFailure(error, `open ${path}`);
  }
}

/** All of the standard input as content. */
export async function readInput({ io }: CommandCall): Promise<Content> {
  return contentOf(await io.readStdin());
}

export function asFailure(error: unknown, what: string): unknown {
  return error instanceof FsError ? new CommandFailure(`${what}: ${strerror(error.code).toLowerCase()}`) : error;
}
