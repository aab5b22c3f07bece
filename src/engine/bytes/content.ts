/**
 * The bytes of a file or a blob, as a value.
 *
 * A layer of 100 MB is mostly padding in our teaching images and lies in a file on disk when a learner opens an image of their
 * own: so bytes are a list of chunks, and a chunk may be real bytes, a run of zeros, or a part of something that is read only
 * when asked for. A `Content` is immutable; slicing never copies.
 */

/** Something that can be read in parts without holding it: a `Blob` of the page or a file descriptor in Node. */
export interface LazyBytes {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

export type Chunk =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'zeros'; readonly length: number }
  | { readonly kind: 'lazy'; readonly source: LazyBytes; readonly offset: number; readonly length: number };

export interface Content {
  /** bytes */
  readonly size: number;
  readonly chunks: readonly Chunk[];
}
