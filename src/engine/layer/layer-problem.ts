/** What can be wrong with a layer that came from elsewhere, as data: docker words it in the same way wherever the layer came from. */
import { TarError, type TarErrorCode } from '../tar/read-tar.ts';
import { LayerError, type LayerErrorCode, type LayerErrorData } from './apply-layer.ts';

export type LayerProblem =
  | { readonly kind: 'tar'; readonly code: TarErrorCode }
  | { readonly kind: 'entry'; readonly code: LayerErrorCode; readonly entry: LayerErrorData };

/** Undefined for what is not the layer's fault: limits, bugs. */
export function findLayerProblem(error: unknown): LayerProblem | undefined {
  if (error instanceof TarError) return { kind: 'tar', code: error.code };
  if (error instanceof LayerError) return { kind: 'entry', code: error.code, entry: error.data };
  return undefined;
}
