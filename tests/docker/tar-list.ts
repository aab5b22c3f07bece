/** A tar as lines that can be compared: what a file is, whose, from when, and a hash of what is in it. */
import { createHash } from 'node:crypto';
import { contentOf, DEFAULT_LIMITS, readContent } from '../../src/engine/index.ts';
import { readTar } from '../../src/engine/tar/read-tar.ts';

/** What is younger was made in this run, at its own second on each side. */
const RECENT = Date.now() / 1000 - 3600;

/** `file 4755 0:0 2021-04-14T19:19:39Z bin/su 5 sha256…`; in the order of names, whichever way the archive has them. */
export async function listTar(bytes: Uint8Array): Promise<string[]> {
  const lines: string[] = [];
  const links = new Map<string, string>();
  for (const entry of await readTar(contentOf(bytes), DEFAULT_LIMITS)) {
    const { type, mode, uid, gid, mtime, linkname, content, major, minor } = entry;
    const name = entry.name.replace(/^\.\//, '').replace(/\/$/, '');
    const time = mtime > RECENT ? 'now' : new Date(Math.floor(mtime) * 1000).toISOString().replace('.000', '');
    const body = type === 'file' ? `${content.size} ${hash(await readContent(content))}` : '';
    const device = type === 'char' || type === 'block' ? `${major},${minor}` : '';
    const xattrs = [...entry.xattrs].map(([key, value]) => `${key}=${Buffer.from(value).toString('hex')}`).join(' ');
    // which of the names is the file and which the links is the writer's choice
    const first = type === 'hardlink' ? linkname.replace(/^\.?\//, '') : name;
    const same = type === 'hardlink' ? (links.get(first) ?? '') : body;
    if (type === 'file') links.set(name, body);
    const kind = type === 'hardlink' ? 'file' : type;
    const target = type === 'symlink' ? `-> ${linkname}` : '';
    const parts = [kind, mode.toString(8), `${uid}:${gid}`, time, name, same, target, device, xattrs];
    lines.push(parts.filter((part) => part !== '').join(' '));
  }
  return lines.sort();
}

/** Groups of names that are one file. */
export async function listHardLinks(bytes: Uint8Array): Promise<string[]> {
  const groups = new Map<string, string[]>();
  for (const { type, name, linkname } of await readTar(contentOf(bytes), DEFAULT_LIMITS)) {
    if (type !== 'hardlink') continue;
    const first = linkname.replace(/^\.?\//, '');
    groups.set(first, [...(groups.get(first) ?? [first]), name]);
  }
  return [...groups.values()].map((names) => names.sort().join(' = ')).sort();
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}
