/** A file that the learner handed over, or a Blob of ours, as bytes that are read when asked for. */
import type { Content, LazyBytes } from '../../engine/index.ts';
import { GiveBack } from './give-back.ts';

const blobs = new WeakMap<LazyBytes, Blob>();

export function blobBytes(blob: Blob): LazyBytes {
  const bytes: LazyBytes = {
    size: blob.size,
    async read(offset, length) {
      return new Uint8Array(await blob.slice(offset, offset + length).arrayBuffer());
    },
    stream: (offset, length) => blobParts(blob.slice(offset, offset + length)),
  };
  blobs.set(bytes, blob);
  return bytes;
}

/** The Blob that a content is all of, or a part of; undefined where it lies elsewhere, or in several places. */
export function findBlob({ chunks }: Content): Blob | undefined {
  const [only] = chunks;
  if (chunks.length !== 1 || only?.kind !== 'lazy') return undefined;
  return blobs.get(only.source)?.slice(only.offset, only.offset + only.length);
}

/**
 * Each part's memory is given back when the next is asked for: what waits for the collector of a busy thread may be a hundred megabytes.
 *
 * Not with a `byob` reader, which would use one piece of memory again: in Chromium (156) its reads at times never end.
 */
export async function* blobParts(blob: Blob): AsyncGenerator<Uint8Array> {
  const back = new GiveBack();
  const reader = blob.stream().getReader();
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      yield part.value;
      back.add(part.value);
    }
  } finally {
    back.end();
    await reader.cancel();
  }
}
