/** Where unpacked layers are kept: the first ones in this thread's memory, where a shell reads them at once, the rest outside of it (`spill.ts`). */
import { type Chunk, type Content, compactContent, concatContents, type Keep, streamContent } from '../../engine/index.ts';
import { createBlobSpill, type HandedKeep, type Spill } from './spill.ts';

/** For all keeps together. */
const MEMORY_BYTES = 32_000_000;

export interface BrowserKeep extends Keep {
  /** `add` has written the part when its promise is kept, and holds none of its memory. */
  readonly isSpilt: boolean;
  content(): Content;
  /** The same for another thread. */
  handOver(): HandedKeep;
}

/** @param openSpill undefined where only Blobs are left */
export function createBrowserKeeps(openSpill: () => Promise<Spill | undefined>, memoryBytes = MEMORY_BYTES): () => BrowserKeep {
  let left = memoryBytes;
  return () => {
    let contents: Content[] = [];
    let held = 0;
    let spill: Spill | undefined;

    /** A disk that is full is no reason to give up: what it has is moved. */
    async function write(part: Uint8Array): Promise<void> {
      try {
        spill?.write(part);
      } catch {
        const blobs = createBlobSpill();
        if (spill !== undefined) for await (const kept of streamContent(spill.content())) blobs.write(kept);
        blobs.write(part);
        spill = blobs;
      }
    }

    return {
      get isSpilt() {
        return spill !== undefined;
      },
      async add(part) {
        if (spill !== undefined) return write(part);
        const content = compactContent(part);
        contents.push(content);
        const size = realBytes(content);
        held += size;
        left -= size;
        if (left >= 0) return;
        left += held;
        spill = (await openSpill()) ?? createBlobSpill();
        for (const one of contents) for (const chunk of one.chunks) await write(bytesOf(chunk));
        contents = [];
      },
      content: () => spill?.content() ?? concatContents(contents),
      handOver: () => spill?.handOver() ?? { kind: 'memory', content: concatContents(contents) },
    };
  };
}

function realBytes({ chunks }: Content): number {
  return chunks.reduce((sum, chunk) => sum + (chunk.kind === 'bytes' ? chunk.bytes.length : 0), 0);
}

function bytesOf(chunk: Chunk): Uint8Array {
  return chunk.kind === 'bytes' ? chunk.bytes : new Uint8Array(chunk.kind === 'zeros' ? chunk.length : 0);
}
