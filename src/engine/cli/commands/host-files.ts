/** The files that docker's client reads and writes on the learner's own computer. */
import { type Content, contentOf, EMPTY } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { findNode, lookup, openFile } from '../../fs/lookup.ts';
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

function asFailure(error: unknown, what: string): unknown {
  return error instanceof FsError ? new CommandFailure(`${what}: ${strerror(error.code).toLowerCase()}`) : error;
}
