/** A file of this computer as bytes that are read when asked for. */
import type { FileHandle } from 'node:fs/promises';
import type { LazyBytes } from '../engine/index.ts';

const PART = 1 << 20;

/** The handle stays the caller's, and open as long as anybody may read. */
export async function fileBytes(file: FileHandle): Promise<LazyBytes> {
  const { size } = await file.stat();
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(length);
      await fill(file, bytes, offset);
      return bytes;
    },
    stream: (offset, length) => stream(file, offset, length),
  };
}

/** Two pieces of memory take turns: while one is looked at, the other is filled. */
async function* stream(file: FileHandle, offset: number, length: number): AsyncGenerator<Uint8Array> {
  const memory = [new Uint8Array(Math.min(PART, length)), new Uint8Array(Math.min(PART, Math.max(0, length - PART)))];
  const fetch = async (index: number): Promise<Uint8Array> => {
    const at = index * PART;
    const bytes = (memory[index % 2] ?? new Uint8Array(0)).subarray(0, Math.min(PART, length - at));
    await fill(file, bytes, offset + at);
    return bytes;
  };
  const count = Math.ceil(length / PART);
  let next = count === 0 ? undefined : fetch(0);
  for (let index = 0; index < count; index++) {
    const bytes = await next;
    next = index + 1 < count ? fetch(index + 1) : undefined;
    // whoever stops reading leaves this one behind, with whatever became of it
    next?.catch(() => undefined);
    if (bytes !== undefined) yield bytes;
  }
}

async function fill(file: FileHandle, bytes: Uint8Array, offset: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, done, bytes.length - done, offset + done);
    if (bytesRead === 0) throw new Error('the file became shorter while it was read');
    done += bytesRead;
  }
}
