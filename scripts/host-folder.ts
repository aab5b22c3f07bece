/** A folder of this computer as part of a simulated host: its names are read at once, the bytes of its files when they are needed. */
import type { Stats } from 'node:fs';
import { lstat, open, readdir, readlink, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, sep } from 'node:path';
import { type Content, type LazyBytes, type Machine, makeDir, symlinkNode, writeFile } from '../src/engine/index.ts';

const MAX_ENTRIES = 200_000;

/**
 * All of it belongs to root there, whoever owns it here: the simulated shell is root's. Links that lead out of the folder are
 * followed, since nothing is there to lead to; what is neither file, folder nor link is left out.
 */
export async function withHostFolder(machine: Machine, folder: string, at: string): Promise<Machine> {
  const root = await realpath(folder);
  let { tree } = machine.host;
  let entries = 0;

  async function addFolder(from: string, to: string, ancestors: readonly string[]): Promise<void> {
    const here = await realpath(from);
    if (ancestors.includes(here)) return;
    for (const name of (await readdir(from)).sort()) {
      entries += 1;
      if (entries > MAX_ENTRIES) throw new Error(`${folder} holds more than ${MAX_ENTRIES} files`);
      await addEntry(join(from, name), `${to}/${name}`, [...ancestors, here]);
    }
  }
  async function addEntry(source: string, target: string, ancestors: readonly string[]): Promise<void> {
    let stats = await lstat(source);
    if (stats.isSymbolicLink()) {
      const link = await readlink(source);
      const end = await realpath(source).catch(() => undefined);
      if (end === undefined || (!isAbsolute(link) && isWithin(root, end))) {
        tree = symlinkNode(tree, link, target, metaOf(stats));
        return;
      }
      stats = await stat(source);
    }
    if (stats.isDirectory()) {
      tree = makeDir(tree, target, { ...metaOf(stats), parents: true });
      await addFolder(source, target, ancestors);
    } else if (stats.isFile()) tree = writeFile(tree, target, fileContent(source, stats.size), metaOf(stats));
  }

  tree = makeDir(tree, at, { mode: 0o755, mtime: machine.now / 1000, parents: true });
  await addFolder(folder, at, []);
  return { ...machine, host: { ...machine.host, tree } };
}

function metaOf(stats: Stats): { mode: number; mtime: number } {
  return { mode: stats.mode & 0o7777, mtime: stats.mtimeMs / 1000 };
}

function isWithin(root: string, path: string): boolean {
  return path === root || path.startsWith(root + sep);
}

function fileContent(path: string, size: number): Content {
  const source: LazyBytes = {
    size,
    async read(offset, length) {
      const file = await open(path);
      try {
        const bytes = new Uint8Array(length);
        for (let done = 0; done < length; ) {
          const { bytesRead } = await file.read(bytes, done, length - done, offset + done);
          if (bytesRead === 0) throw new Error(`${path} became shorter while it was read`);
          done += bytesRead;
        }
        return bytes;
      } finally {
        await file.close();
      }
    },
  };
  return { size, chunks: size === 0 ? [] : [{ kind: 'lazy', source, offset: 0, length: size }] };
}
