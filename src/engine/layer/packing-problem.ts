/** What is wrong with how a layer or an archive is packed, as data. */
import { CompressionError } from '../bytes/decompress.ts';
import type { GzipDamage } from '../bytes/gunzip.ts';
import { EngineError } from '../errors.ts';
import type { PackingProblem } from './layer-problem.ts';

export function findPackingProblem(error: unknown): PackingProblem | undefined {
  if (error instanceof CompressionError) return { kind: 'unread', compression: error.data.compression };
  if (!(error instanceof EngineError)) return undefined;
  if (error.code === 'zstd.damaged') return { kind: 'packing', compression: 'zstd' };
  return error.code === 'gzip.damaged'
    ? { kind: 'packing', compression: 'gzip', ...(error.data as { damage: GzipDamage }) }
    : undefined;
}
