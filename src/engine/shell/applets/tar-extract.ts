/** What `tar x` makes of an entry, and what `tar tv` shows of it. */
import { FsError } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import type { TarEntry } from '../../tar/entry.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, dirName, errorWords, fail } from './applet.ts';
import { formatTime } from './dates.ts';
import { formatMode } from './mode.ts';
import type { Options } from './options.ts';

const KINDS: Readonly<Record<TarEntry['type'], Node['kind']>> = {
  file: 'file',
  hardlink: 'file',
  dir: 'dir',
  symlink: 'symlink',
  fifo: 'fifo',
  char: 'char',
  block: 'block',
};

export function listLine(call: Call, entry: TarEntry, options: Options): string {
  const isGnu = call.flavour === 'gnu';
  const mode = formatMode({ kind: KINDS[entry.type], mode: entry.mode });
  const shownMode = isGnu && entry.type === 'hardlink' ? `h${mode.slice(1)}` : mode;
  const numeric = options.has('%numeric');
  const owner = `${numeric || (entry.uname ?? '') === '' ? entry.uid : entry.uname}/${numeric || (entry.gname ?? '') === '' ? entry.gid : entry.gname}`;
  const size = entry.type === 'char' || entry.type === 'block' ? `${entry.major},${entry.minor}` : String(entry.content.size);
  const target =
    entry.type === 'symlink'
      ? ` -> ${entry.linkname}`
      : entry.type === 'hardlink'
        ? isGnu
          ? ` link to ${entry.linkname}`
          : ` -> ${entry.linkname}`
        : '';
  if (!isGnu)
    return `${shownMode} ${owner} ${size.padStart(9)} ${formatTime('%Y-%m-%d %H:%M:%S', entry.mtime)} ${entry.name}${target}`;
  const width = Math.max(19, owner.length + 1 + size.length);
  return `${shownMode} ${owner}${size.padStart(width - owner.length)} ${formatTime('%Y-%m-%d %H:%M', entry.mtime)} ${entry.name}${target}`;
}

/** Whether it went well; the complaint has been printed. Names that lead out of the folder are refused, as both tars do. */
export function* extractEntry(call: Call, entry: TarEntry, options: Options): Sys<boolean> {
  const name = entry.name.replace(/^\/+/, '').replace(/\/+$/, '');
  if (name === '' || name === '.') return true;
  if (name.split('/').includes('..')) {
    yield* fail(
      call,
      call.flavour === 'gnu' ? `${entry.name}: Member name contains '..'` : `name with '..' skipped: '${entry.name}'`,
    );
    return call.flavour === 'busybox';
  }
  try {
    place(call, name, entry, options);
    return true;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const verb =
      entry.type === 'dir'
        ? 'mkdir'
        : entry.type === 'symlink'
          ? 'create symlink to'
          : entry.type === 'hardlink'
            ? 'hard link to'
            : 'open';
    const words = verb.includes('link') ? `Cannot ${verb} ‘${entry.linkname}’` : `Cannot ${verb}`;
    yield* fail(
      call,
      call.flavour === 'gnu'
        ? `${entry.name}: ${words}: ${errorWords(call, error.code)}`
        : entry.type === 'dir'
          ? `can't make dir ${name}: ${errorWords(call, error.code)}`
          : `can't open '${name}': ${errorWords(call, error.code)}`,
    );
    return false;
  }
}

function place(call: Call, name: string, entry: TarEntry, options: Options): void {
  const { self } = call;
  const { files } = self.system;
  const parent = dirName(name);
  if (parent !== '.' && files.find(self, parent) === undefined) files.makeDir(self, parent, { parents: true });
  const existing = files.find(self, name, false);
  if (existing !== undefined && existing.kind !== 'dir') {
    if (options.has('k')) throw new FsError('EEXIST', name);
    files.remove(self, name, { kind: 'file' });
  }
  if (entry.type === 'dir') {
    if (existing?.kind !== 'dir') files.makeDir(self, name);
  } else if (entry.type === 'symlink') files.symlink(self, entry.linkname, name);
  else if (entry.type === 'hardlink') files.link(self, entry.linkname.replace(/^\/+/, ''), name);
  else if (entry.type === 'file') files.write(self, name, entry.content);
  else files.makeSpecial(self, name, entry.type, 0o666, entry.major, entry.minor);
  if (entry.type === 'hardlink') return;
  const isRoot = self.who.uid === 0;
  if (isRoot && !options.has('o')) files.setMeta(self, name, { uid: entry.uid, gid: entry.gid }, { follow: false });
  if (entry.type !== 'symlink')
    files.setMeta(self, name, { mode: isRoot || options.has('p') ? entry.mode : entry.mode & ~self.umask & 0o777 });
  if (!options.has('m')) files.setMeta(self, name, { mtime: entry.mtime }, { follow: false });
}
