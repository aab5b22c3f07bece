/** What `worker-scans.ts` and a thread that scans layers say to each other: one layer after the other. A thread that is to stop is ended. */
import type { LayerScanOptions, LayerScanStep } from '../../engine/index.ts';
import type { HandedKeep } from '../lab/spill.ts';

export interface ToScanner extends LayerScanOptions {
  readonly blob: Blob;
  /** of what is unpacked, so much may come back as bytes */
  readonly memoryBytes: number;
}

export type FromScanner =
  | ({ readonly kind: 'step' } & LayerScanStep)
  | { readonly kind: 'scanned'; readonly hex: string; readonly packedHex?: string; readonly unpacked?: HandedKeep }
  | { readonly kind: 'damaged' | 'too-large' }
  /** it cannot be read, or is no tar (which whoever takes the steps finds, too) */
  | { readonly kind: 'failed'; readonly message: string };

/** One end of the line: a worker, seen from either side, or a port. */
export interface ScanLine<Out, In> {
  postMessage(message: Out, transfer: ArrayBuffer[]): void;
  onmessage: ((event: MessageEvent<In>) => void) | null;
  /** of a worker, seen from the engine's thread */
  onerror?: ((event: ErrorEvent) => void) | null;
  terminate?(): void;
}
