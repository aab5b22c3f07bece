/** What a `HasherLine` and the worker that hashes say to each other. Memory goes there with a part and comes back free. */
import type { HandedKeep } from '../lab/spill.ts';

export type ToHasher =
  /** What will come is kept, too; so much of it may come back as bytes. */
  | { readonly kind: 'keep'; readonly id: number; readonly memoryBytes: number }
  | { readonly kind: 'part'; readonly id: number; readonly memory: ArrayBuffer; readonly length: number }
  | { readonly kind: 'end'; readonly id: number }
  | { readonly kind: 'cancel'; readonly id: number };

export type FromHasher =
  | { readonly kind: 'free'; readonly id: number; readonly memory: ArrayBuffer }
  | { readonly kind: 'digest'; readonly id: number; readonly hex: string; readonly kept?: HandedKeep }
  /** it cannot be kept */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string };

/** One end of the line: a worker, seen from either side, or a port. */
export interface HashLine<Out, In> {
  postMessage(message: Out, transfer: ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<In>) => void) | null;
  /** of a worker, seen from the page */
  onerror?: ((event: ErrorEvent) => void) | null;
}
