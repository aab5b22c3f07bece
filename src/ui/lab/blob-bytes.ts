/** A file that the learner handed over, or a Blob of ours, as bytes that are read when asked for. */
import type { LazyBytes } from '../../engine/index.ts';

export function blobBytes(blob: Blob): LazyBytes {
  return {
    size: blob.size,
    async read(offset, length) {
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
    stream: (offset, length) => streamBlob(blob.slice(offset, offset + length)),
  };
}

/** Not with a `byob` reader, which would use one piece of memory again: in Chromium (156) its reads at times never end. */
async function* streamBlob(blob: Blob): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
  } finally {
    await reader.cancel();
  }
}
