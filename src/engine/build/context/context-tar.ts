/** The tar of a build context as the docker client writes it: its length is what docker counts as sent. */
import type { Node } from '../../fs/node.ts';
import { type TarEntry, tarEntry } from '../../tar/entry.ts';
import type { SentFile } from './filter-context.ts';

export function contextEntries(sent: readonly SentFile[]): readonly TarEntry[] {
  const firstNames = new Map<number, string>();
  return sent.map((file) => entryOf(file, firstNames));
}

function entryOf({ path, node }: SentFile, firstNames: Map<number, string>): TarEntry {
  const meta = { name: path, mode: node.mode, mtime: Math.floor(node.mtime) };
  switch (node.kind) {
    case 'dir':
      return tarEntry({ ...meta, type: 'dir' });
    case 'symlink':
      return tarEntry({ ...meta, type: 'symlink', linkname: node.target });
    case 'file':
      return fileEntry(meta, node, firstNames);
    default:
      return tarEntry({ ...meta, type: node.kind === 'socket' ? 'fifo' : node.kind, major: node.major, minor: node.minor });
  }
}

function fileEntry(
  meta: Pick<TarEntry, 'name' | 'mode' | 'mtime'>,
  node: Extract<Node, { kind: 'file' }>,
  firstNames: Map<number, string>,
): TarEntry {
  const first = node.link === undefined ? undefined : firstNames.get(node.link);
  if (first !== undefined) return tarEntry({ ...meta, type: 'hardlink', linkname: first });
  if (node.link !== undefined) firstNames.set(node.link, meta.name);
  return tarEntry({ ...meta, content: node.content });
}
