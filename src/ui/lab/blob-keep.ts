/**
 * Unpacked layers: the first ones stay in this thread's memory, where a shell reads them at once; what is beyond that goes into Blobs,
 * which the browser holds in a process of its own and on the disk where they become many.
 */
import { type Chunk, type Content, compactContent, concatContents, type Keep, lazyContent } from '../../engine/index.ts';
import { blobBytes } from './blob-bytes.ts';

/** Of all keeps together. */
const MEMORY_BYTES = 64_000_000;
/** A Blob for each part would be thousands. */
const BLOB_BYTES = 4_000_000;

export function createBlobKeeps(memoryBytes = MEMORY_BYTES): () => Keep {
  let left = memoryBytes;
  return () => {
    let contents: Content[] = [];
    let held = 0;
    let pending: Uint8Array<ArrayBuffer>[] = [];
    let pendingBytes = 0;
    const blobs: Blob[] = [];

    function spill(part: Uint8Array): void {
      pending.push(part as Uint8Array<ArrayBuffer>);
      pendingBytes += part.length;
      if (pendingBytes < BLOB_BYTES) return;
      blobs.push(new Blob(pending));
      pending = [];
      pendingBytes = 0;
    }

    return {
      add(part) {
        if (blobs.length > 0 || pendingBytes > 0) return spill(part);
        const content = compactContent(part);
        contents.push(content);
        const size = realBytes(content);
        held += size;
        left -= size;
        if (left >= 0) return;
        left += held;
        for (const one of contents) for (const chunk of one.chunks) spill(bytesOf(chunk));
        contents = [];
      },
      content() {
        if (blobs.length === 0 && pendingBytes === 0) return concatContents(contents);
        return lazyContent(blobBytes(new Blob([...blobs, ...pending])));
      },
    };
  };
}

function realBytes({ chunks }: Content): number {
  return chunks.reduce((sum, chunk) => sum + (chunk.kind === 'bytes' ? chunk.bytes.length : 0), 0);
}

function bytesOf(chunk: Chunk): Uint8Array {
  return chunk.kind === 'bytes' ? chunk.bytes : new Uint8Array(chunk.kind === 'zeros' ? chunk.length : 0);
}
