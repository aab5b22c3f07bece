/** Tar archives as files: a context from stdin, and what ADD unpacks. */
import { type Content, readContent } from '../../bytes/content.ts';
import { gunzip, isGzip } from '../../bytes/gunzip.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import type { Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { applyLayer } from '../../layer/apply-layer.ts';
import { isTar, readTar } from '../../tar/read-tar.ts';

/** gzip, bzip2, xz, zstd, or a tar as it is: what docker recognises by its first bytes. */
export function isArchive(head: Uint8Array): boolean {
  return isGzip(head) || isForeignCompression(head) || isTar(head);
}

/** Compressions that docker unpacks and this engine does not. */
export function isForeignCompression(head: Uint8Array): boolean {
  const starts = (...bytes: number[]): boolean => bytes.every((byte, index) => head[index] === byte);
  return starts(0x42, 0x5a, 0x68) || starts(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0) || starts(0x28, 0xb5, 0x2f, 0xfd);
}

/** @throws EngineError where the archive is damaged or names places outside of itself */
export async function archiveTree(ctx: EngineContext, content: Content, isCompressed: boolean): Promise<Tree> {
  const tar = isCompressed ? await gunzip(ctx.ports, await readContent(content, ctx.ports.limits.unpackedBytes)) : content;
  return applyLayer(EMPTY_TREE, await readTar(tar, ctx.ports.limits));
}
