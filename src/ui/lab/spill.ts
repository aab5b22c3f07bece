/** Where unpacked bytes go once there are too many for memory: into a file of the site's own (OPFS), or into Blobs where the browser has no such files. */
import { type Content, lazyContent } from '../../engine/index.ts';
import { blobBytes } from './blob-bytes.ts';

export interface Spill {
  /** Copies the part: its memory is the caller's again. @throws where there is no more room */
  write(part: Uint8Array): void;
  /** Everything written so far. */
  content(): Content;
  /** Hands it to another thread; this one must not use it any more. */
  handOver(): HandedKeep;
}

/** What one thread has unpacked and another goes on with; can be sent by `postMessage`. */
export type HandedKeep =
  | { readonly kind: 'memory'; readonly content: Content }
  | { readonly kind: 'blob'; readonly blob: Blob }
  /** of the site's own */
  | { readonly kind: 'file'; readonly name: string; readonly size: number };

/** Parts are joined up to this size: one Blob for each would be thousands. */
const BLOB_BYTES = 4_000_000;

/** The browser keeps Blobs in a process of its own and writes them to disk when they become many. */
export function createBlobSpill(): Spill {
  const blobs: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let pendingBytes = 0;
  return {
    write(part) {
      pending.push(part.slice());
      pendingBytes += part.length;
      if (pendingBytes < BLOB_BYTES) return;
      blobs.push(new Blob(pending));
      pending = [];
      pendingBytes = 0;
    },
    content: () => lazyContent(blobBytes(new Blob([...blobs, ...pending]))),
    handOver: () => ({ kind: 'blob', blob: new Blob([...blobs, ...pending]) }),
  };
}

/** What is used of a `FileSystemSyncAccessHandle`, which only workers have. */
interface OpenFile {
  write(bytes: Uint8Array, options: { readonly at: number }): number;
  read(bytes: Uint8Array, options: { readonly at: number }): number;
  close(): void;
}

const FOLDER = 'unpacked';
/** A lock held while a file is handed over: on its way from one thread to another it is open in neither. */
const LOCK = 'unpacked';
let opened = 0;

/** Undefined where the browser has no such files: on plain http, in some private windows. */
export async function openFileSpill(storage: StorageManager | undefined): Promise<Spill | undefined> {
  try {
    opened += 1;
    const name = `${performance.timeOrigin}-${opened}`;
    const file = await openFile(storage, name, true);
    return file && fileSpill(file, name);
  } catch {
    return undefined;
  }
}

/** @throws where the file is gone */
export async function takeKeep(storage: StorageManager | undefined, keep: HandedKeep): Promise<Content> {
  if (keep.kind === 'memory') return keep.content;
  if (keep.kind === 'blob') return lazyContent(blobBytes(keep.blob));
  const file = await openFile(storage, keep.name, false);
  if (file === undefined) throw new TypeError(`no file ${keep.name}`);
  return fileContent(file, keep.size);
}

async function openFile(storage: StorageManager | undefined, name: string, isNew: boolean): Promise<OpenFile | undefined> {
  const root = await storage?.getDirectory();
  const folder = await root?.getDirectoryHandle(FOLDER, { create: true });
  const file = await folder?.getFileHandle(name, { create: isNew });
  return (file as unknown as { createSyncAccessHandle(): Promise<OpenFile> } | undefined)?.createSyncAccessHandle();
}

/** Keeps the file open, and so locked, as long as its worker lives: nobody else mistakes it for one that was left behind. */
function fileSpill(file: OpenFile, name: string): Spill {
  let size = 0;
  return {
    write(part) {
      const written = file.write(part, { at: size });
      if (written < part.length) throw new RangeError(`wrote ${written} of ${part.length} bytes`);
      size += part.length;
    },
    content: () => fileContent(file, size),
    handOver() {
      file.close();
      return { kind: 'file', name, size };
    },
  };
}

function fileContent(file: OpenFile, size: number): Content {
  return lazyContent({
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, file.read(bytes, { at: offset }));
    },
  });
}

/** Removes the files of workers that are gone; a file does not end with its worker. */
export async function removeLeftFiles(storage: StorageManager | undefined, locks: LockManager | undefined): Promise<void> {
  await locks?.request(LOCK, () => removeFiles(storage));
}

/** Keeps files that are being handed over from being removed. @returns what ends that */
export async function holdFiles(locks: LockManager | undefined): Promise<() => void> {
  if (locks === undefined) return () => undefined;
  return new Promise((begin) => {
    void locks.request(LOCK, { mode: 'shared' }, () => new Promise<void>((end) => begin(end)));
  });
}

async function removeFiles(storage: StorageManager | undefined): Promise<void> {
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
