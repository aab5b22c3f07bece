/** A file that the learner handed over, or a Blob of ours, as bytes that are read when asked for. */
import type { LazyBytes } from '../../engine/index.ts';

/** Each read crosses to the browser's own process, so few large ones. */
const PART = 1 << 20;

export function blobBytes(blob: Blob): LazyBytes {
  return {
    size: blob.size,
    async read(offset, length) {
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
    stream: (offset, length) => streamBlob(blob.slice(offset, offset + length)),
  };
}

/** One piece of memory goes back and forth, where the browser can do that. */
async function* streamBlob(blob: Blob): AsyncGenerator<Uint8Array> {
  const stream = blob.stream();
  const reader = openReader(stream);
  try {
    let memory = new ArrayBuffer(PART);
    for (;;) {
      const { done, value } =
        reader instanceof ReadableStreamBYOBReader ? await reader.read(new Uint8Array(memory)) : await reader.read();
      if (value !== undefined && value.length > 0) yield value;
      if (done || value === undefined) return;
      memory = value.buffer;
    }
  } finally {
    await reader.cancel();
  }
}

function openReader(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
): ReadableStreamBYOBReader | ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>> {
  try {
    return stream.getReader({ mode: 'byob' });
  } catch {
    return stream.getReader();
  }
}
