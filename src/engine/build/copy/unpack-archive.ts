/** What ADD does with a local archive: it is told by its content, not by its name. Owners in it are kept. */
import { peekContent, readContent, sliceContent } from '../../bytes/content.ts';
import { isGzip } from '../../bytes/gunzip.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import { EngineError } from '../../errors.ts';
import type { FileNode, Tree } from '../../fs/node.ts';
import { archiveTree, isArchive, isForeignCompression } from '../context/archive-tree.ts';
import { StepError } from '../plan/config-change.ts';

const HEADER = 512;

/** Undefined for a file that is no archive, or one without entries: that is copied as it is. @throws StepError for compressions that are not unpacked here */
export async function unpackArchive(ctx: EngineContext, file: FileNode): Promise<Tree | undefined> {
  const first = sliceContent(file.content, 0, HEADER);
  const head = peekContent(first) ?? (await readContent(first));
  if (!isArchive(head)) return undefined;
  if (isForeignCompression(head)) throw new StepError('only plain and gzip archives are unpacked here');
  try {
    const tree = await archiveTree(ctx, file.content, isGzip(head));
    return tree.root.entries.size === 0 ? undefined : tree;
  } catch (error) {
    // A gzip that holds no tar is an ordinary file.
    if (error instanceof EngineError && isGzip(head)) return undefined;
    throw error;
  }
}
