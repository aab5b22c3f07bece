/** Finding a program and running it, as execvp(3) does: for the shells, and for `env`, `xargs`, `find -exec`. */
import { FsError } from '../fs/errno.ts';
import { mayAccess } from '../fs/permissions.ts';
import type { Process } from './kernel/system.ts';

/** What busybox searches where there is no PATH. */
export const DEFAULT_PATH = '/sbin:/usr/sbin:/bin:/usr/bin';

/**
 * The path of a program: `name` itself where it has a slash, else the first executable file in the folders of `path`.
 * @throws FsError ENOENT; EACCES for what is there but cannot be executed (a folder too)
 */
export function findProgram(self: Process, name: string, path: string): string {
  const { files } = self.system;
  if (name.includes('/')) {
    const { node } = files.lookup(self, name);
    if (node.kind !== 'file' || !mayAccess(node, self.who, 'execute')) throw new FsError('EACCES', name);
    return name;
  }
  let isDenied = false;
  for (const prefix of name === '' ? [] : prefixesOf(path)) {
    const candidate = prefix + name;
    const node = files.find(self, candidate);
    if (node?.kind !== 'file') continue;
    if (mayAccess(node, self.who, 'execute')) return candidate;
    isDenied = true;
  }
  throw new FsError(isDenied ? 'EACCES' : 'ENOENT', name);
}

let lastPath = '';
let lastPrefixes: readonly string[] = ['./'];

/** The same PATH is searched again and again. */
function prefixesOf(path: string): readonly string[] {
  if (path !== lastPath) {
    lastPrefixes = path.split(':').map((folder) => (folder === '' ? './' : `${folder.replace(/\/$/, '')}/`));
    lastPath = path;
  }
  return lastPrefixes;
}
