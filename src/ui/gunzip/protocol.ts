/** What `worker-gunzip.ts` and the worker that unpacks say to each other: one stream after the other. */

export type ToUnpacker =
  | { readonly kind: 'packed'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** one unpacked part was used up; only a few may wait at a time */
  | { readonly kind: 'taken' }
  | { readonly kind: 'end' };

export type FromUnpacker =
  /** one packed part was read */
  | { readonly kind: 'next' }
  | { readonly kind: 'unpacked'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'done' }
  | { readonly kind: 'damaged'; readonly message: string };

/** One end of the line: a worker, seen from either side, or a port. */
export interface GunzipLine<Out, In> {
  postMessage(message: Out, transfer: ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<In>) => void) | null;
  /** of a worker, seen from the page */
  onerror?: ((event: ErrorEvent) => void) | null;
  terminate?(): void;
}
