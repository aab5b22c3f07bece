/** What can be wrong with a layer that came from elsewhere, as data: docker words it in the same way wherever the layer came from. */
import type { UnreadCompression } from '../bytes/decompress.ts';
import type { GzipDamage } from '../bytes/gunzip.ts';
import { TarError, type TarProblem } from '../tar/read-tar.ts';
import { LayerError, type LayerErrorCode, type LayerErrorData } from './layer-error.ts';

/** `damage` is gzip's; `unread`: packed in a way that this engine does not read. */
export type PackingProblem =
  | { readonly kind: 'packing'; readonly compression: 'gzip'; readonly damage: GzipDamage }
  | { readonly kind: 'packing'; readonly compression: 'zstd' }
  | { readonly kind: 'unread'; readonly compression: UnreadCompression };

export type LayerProblem =
  | ({ readonly kind: 'tar' } & TarProblem)
  | PackingProblem
  | { readonly kind: 'entry'; readonly code: LayerErrorCode; readonly entry: LayerErrorData };

/** Undefined for what is not the layer's fault: limits, bugs. */
export function findLayerProblem(error: unknown): LayerProblem | undefined {
  if (error instanceof TarError) return { kind: 'tar', ...error.problem };
  if (error instanceof LayerError) return { kind: 'entry', code: error.code, entry: error.data };
  return undefined;
}
