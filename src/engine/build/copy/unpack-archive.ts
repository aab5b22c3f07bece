/** What ADD does with a local archive: it is told by its content, not by its name. Owners in it are kept. */
import { peekContent, readContent, sliceContent } from '../../bytes/content.ts';
import { isGzip } from '../../bytes/gunzip.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import type { FileNode, Tree } from '../../fs/node.ts';
import { findLayerProblem, type LayerProblem } from '../../layer/layer-problem.ts';
import { findPackingProblem } from '../../layer/packing-problem.ts';
import { TarError } from '../../tar/read-tar.ts';
import { archiveTree, isArchive, isForeignCompression } from '../context/archive-tree.ts';
import { badLayerWords } from '../layer-words.ts';
import { StepError } from '../plan/config-change.ts';

const HEADER = 512;

/** Undefined for a file that is no archive, or one without entries: that is copied as it is. @throws StepError for compressions that are not unpacked here */
export async function unpackArchive(ctx: EngineContext, file: FileNode, now: number): Promise<Tree | undefined> {
  const first = sliceContent(file.content, 0, HEADER);
  const head = peekContent(first) ?? (await readContent(first));
  if (!isArchive(head)) return undefined;
  if (isForeignCompression(head)) throw new StepError('only plain and gzip archives are unpacked here');
  try {
    const tree = await archiveTree(ctx, file.content, now);
    return tree.root.entries.size === 0 ? undefined : tree;
  } catch (error) {
    if (isNoTar(error, isGzip(head))) return undefined;
    const problem = findLayerProblem(error) ?? findPackingProblem(error);
    throw problem === undefined ? error : new ArchiveProblemError(problem);
  }
}

/** An archive whose entries cannot be made, or that is damaged behind the first of them; each builder has its own words in front. */
export class ArchiveProblemError extends Error {
  readonly words: string;

  constructor(problem: LayerProblem) {
    super(problem.kind);
    this.words = badLayerWords(problem);
  }
}

/** Docker looks whether a first header can be read; what has none is an ordinary file. */
function isNoTar(error: unknown, isPacked: boolean): boolean {
  if (error instanceof TarError) return error.data.offset === 0 && (error.code !== 'tar.truncated' || isPacked);
  const problem = findPackingProblem(error);
  return problem?.kind === 'packing' && problem.compression === 'gzip' && problem.damage === 'corrupt';
}
