/** Where unpacked bytes go that are too many for memory: a file of the site's own on the disk, or Blobs where there can be none. */
import { type Content, lazyContent } from '../../engine/index.ts';
import { blobBytes } from './blob-bytes.ts';

export interface Spill {
  /** Takes the part over. @throws where there is no more room */
  write(part: Uint8Array): void;
  /** All that was written. */
  content(): Content;
}

/** A Blob for each part would be thousands. */
const BLOB_BYTES = 4_000_000;

/** The browser holds them in a process of its own, and writes them to the disk where they become many. */
export function createBlobSpill(): Spill {
  const blobs: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let pendingBytes = 0;
  return {
    write(part) {
      pending.push(part as Uint8Array<ArrayBuffer>);
      pendingBytes += part.length;
      if (pendingBytes < BLOB_BYTES) return;
      blobs.push(new Blob(pending));
      pending = [];
      pendingBytes = 0;
    },
    content: () => lazyContent(blobBytes(new Blob([...blobs, ...pending]))),
  };
}

/** What is used of a `FileSystemSyncAccessHandle`, which only workers have. */
interface OpenFile {
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  read(bytes: Uint8Array, options: { readonly at: number }): number;
}

const FOLDER = 'unpacked';
let opened = 0;

/** Undefined where the browser has no such files: on plain http, in some private windows. */
export async function openFileSpill(storage: StorageManager | undefined): Promise<Spill | undefined> {
  try {
    const root = await storage?.getDirectory();
    const folder = await root?.getDirectoryHandle(FOLDER, { create: true });
    if (folder === undefined) return undefined;
    opened += 1;
    const file = await folder.getFileHandle(`${performance.timeOrigin}-${opened}`, { create: true });
    return fileSpill(await (file as unknown as { createSyncAccessHandle(): Promise<OpenFile> }).createSyncAccessHandle());
  } catch {
    return undefined;
  }
}

/** The file stays open, and locked, as long as this worker lives: nobody else takes it for one that was left behind. */
function fileSpill(file: OpenFile): Spill {
  let size = 0;
  return {
    write(part) {
      const written = file.write(part, { at: size });
      if (written < part.length) throw new RangeError(`wrote ${written} of ${part.length} bytes`);
      size += part.length;
    },
    content: () =>
      lazyContent({
        size,
        async read(offset, length) {
          const bytes = new Uint8Array(length);
          return bytes.subarray(0, file.read(bytes, { at: offset }));
        },
      }),
  };
}

/** Of workers that are gone: files do not end with them. */
export async function removeLeftFiles(storage: StorageManager | undefined): Promise<void> {
  try {
    const root = await storage?.getDirectory();
    const folder = await root?.getDirectoryHandle(FOLDER);
    if (folder === undefined) return;
    for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys()) {
      // one that is open elsewhere is refused
      await folder.removeEntry(name).catch(() => undefined);
    }
  } catch {
    // there was none, or the browser has no such files
  }
}
