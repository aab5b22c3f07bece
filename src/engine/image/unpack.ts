/** Archives as they come from outside: perhaps packed, perhaps damaged. What is wrong is named once, here. */
import type { Content } from '../bytes/content.ts';
import { decompress } from '../bytes/decompress.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { findLayerProblem } from '../layer/layer-problem.ts';
import { findPackingProblem } from '../layer/packing-problem.ts';
import { TarError } from '../tar/read-tar.ts';
import { type ArchiveProblem, ImageError, isImageError } from './image-error.ts';

/**
 * The content itself where it is not packed.
 * @param path named in the error
 * @throws ImageError `image.unsupportedCompression`, `image.archive` (bad-compression); LimitError
 */
export async function unpack(ctx: EngineContext, content: Content, path: string): Promise<Content> {
  return unpacking(path, () => decompress(ctx.ports, content));
}

/** Runs what unpacks, whatever else it does with the bytes; the unpacker's troubles become docker's. */
export async function unpacking<T>(path: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const problem = findPackingProblem(error);
    if (problem?.kind === 'unread')
      throw new ImageError('image.unsupportedCompression', { compression: problem.compression, path });
    throw problem === undefined ? error : archiveError({ ...problem, kind: 'bad-compression' });
  }
}

export function archiveError(problem: ArchiveProblem): ImageError<'image.archive'> {
  return new ImageError('image.archive', problem);
}

/** Runs what reads a whole archive; its troubles become docker's. */
export async function readingArchive<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TarError) throw archiveError({ kind: 'not-a-tar', ...error.problem });
    throw error;
  }
}

/** The same troubles in `docker import`, where docker words them as an answer. */
export async function importing<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await readingArchive(read);
  } catch (error) {
    if (isImageError(error, 'image.archive')) throw new ImageError('image.archive', { ...error.data, importing: true });
    throw error;
  }
}

/** Runs what reads and applies one layer. */
export async function readingLayer<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    const problem = findLayerProblem(error);
    throw problem === undefined ? error : archiveError({ kind: 'bad-layer', path, problem });
  }
}
