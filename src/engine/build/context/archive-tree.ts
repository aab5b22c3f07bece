/** Tar archives as files: a context from stdin, and what ADD unpacks. */
import type { Content } from '../../bytes/content.ts';
import { isGzip } from '../../bytes/gunzip.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import type { Tree } from '../../fs/node.ts';
import { unpackPlain } from '../../layer/apply-layer.ts';
import { findLayerProblem } from '../../layer/layer-problem.ts';
import { findPackingProblem } from '../../layer/packing-problem.ts';
import { readLayer } from '../../layer/read-layer.ts';
import type { TarEntry } from '../../tar/entry.ts';
import { isTar } from '../../tar/read-tar.ts';
import { BuildError, type BuildErrorSide } from '../build-errors.ts';
import { badLayerWords } from '../layer-words.ts';

/** gzip, bzip2, xz, zstd, or a tar as it is: what docker recognises by its first bytes. */
export function isArchive(head: Uint8Array): boolean {
  return isGzip(head) || isForeignCompression(head) || isTar(head);
}

/** Compressions that docker unpacks and this engine does not. */
export function isForeignCompression(head: Uint8Array): boolean {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  return starts(0x42, 0x5a, 0x68) || starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0) || starts(0x28, 0xb5, 0x2f, 0xfd);
}

/**
 * @param now milliseconds since 1970: of folders that the archive does not list
 * @throws EngineError where the archive is damaged or holds what cannot be made; LimitError
 */
export async function archiveTree(ctx: EngineContext, content: Content, now = 0): Promise<Tree> {
  return unpackPlain((await readLayer(ctx, content)).entries, Math.floor(now / 1000));
}

/** A context with its entries as they stand in the archive. */
export interface ArchivedContext {
  readonly tree: Tree;
  readonly entries: readonly TarEntry[];
}

/** @param prefix what stands in front of docker's words for what is wrong with it. @throws BuildError `build.context`; LimitError */
export async function contextTree(
  ctx: EngineContext,
  content: Content,
  side: BuildErrorSide,
  prefix = '',
): Promise<ArchivedContext> {
  try {
    const { entries } = await readLayer(ctx, content);
    return { tree: unpackPlain(entries), entries };
  } catch (error) {
    const problem = findLayerProblem(error) ?? findPackingProblem(error);
    throw problem === undefined
      ? error
      : new BuildError('build.context', prefix + badLayerWords(problem), side, 1, side === 'daemon' ? content.size : undefined);
  }
}
