/** COPY, ADD and WORKDIR (moby/buildkit solver/llbsolver/file). */
import { contentOf } from '../../bytes/content.ts';
import { cleanPath } from '../../container/clean-path.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import type { FileNode, Tree } from '../../fs/node.ts';
import { drawId } from '../../machine/draw-id.ts';
import type { Digest } from '../../oci/digest.ts';
import { shortName } from '../cache/cache-records.ts';
import { compilePatterns, isExcludedPath } from '../context/pattern-matcher.ts';
import { CopyConflict, type CopyOptions, copySource, makeFolder, type Owner } from '../copy/copy-files.ts';
import { resolveOwner } from '../copy/owner.ts';
import { findSource, hasWildcards, matchSources, type SourceFile } from '../copy/source-files.ts';
import { ArchiveProblemError, unpackArchive } from '../copy/unpack-archive.ts';
import type { HeredocSource } from '../dockerfile/instruction.ts';
import { StepError } from '../plan/config-change.ts';
import { BuildFailure } from './build-failure.ts';
import type { CopyOperation, FolderOperation } from './operations.ts';
import { asKeyed, type Solver, type StepWork } from './solver.ts';
import { digestNode } from './source-digest.ts';
import type { Vertex } from './vertex-log.ts';

interface Source extends SourceFile {
  /** for `--parents`: the folders to make below the destination */
  readonly folder: string;
}

/** @throws BuildFailure where a source is missing */
export async function copyWork(solver: Solver, operation: CopyOperation, origin: Tree): Promise<StepWork> {
  const list = (tree: Tree): Source[] => [
    ...operation.sources.flatMap((path) => listSources(operation, tree, path) ?? refuse(solver, operation, path)),
    ...heredocFiles(operation),
  ];
  const sources = list(origin);
  const keyed = asKeyed(solver, origin);
  const { destination, mode, excludes, unpacks } = operation;
  return {
    parts: [...settingsOf(operation), await digestsOf(solver, keyed === origin ? sources : list(keyed))],
    description: 'fileop target',
    isLink: operation.isLink,
    run: async (vertex, base) => {
      const owner = await ownerOf(base, operation);
      const isExcluded = exclusion(excludes);
      const options: CopyOptions = {
        base,
        destination,
        mtime: solver.ref.current.now / 1000,
        isClassic: false,
        ...(owner === undefined ? {} : { owner }),
        ...(mode === undefined ? {} : { mode }),
        ...(isExcluded === undefined ? {} : { isExcluded }),
      };
      let tree = base;
      for (const source of sources)
        tree = await guard(solver, operation, vertex, () => put(solver, tree, source, options, unpacks));
      return tree;
    },
  };
}

/**
 * What the step is without anything done: the same as `copyWork` has it where it reads the context, else by the key of what it reads.
 * @returns undefined where a source is missing
 */
export async function copyParts(
  solver: Solver,
  operation: CopyOperation,
  from: Tree | Digest,
): Promise<readonly unknown[] | undefined> {
  const heredocs = heredocFiles(operation);
  if (typeof from === 'string') return [...settingsOf(operation), from, operation.sources, await digestsOf(solver, heredocs)];
  const sources = operation.sources.map((path) => listSources(operation, from, path));
  if (!sources.every((found) => found !== undefined)) return undefined;
  return [...settingsOf(operation), await digestsOf(solver, [...sources.flat(), ...heredocs])];
}

function settingsOf({ destination, chown, mode, excludes, unpacks }: CopyOperation): readonly unknown[] {
  return [destination, chown, mode ?? '', excludes, unpacks];
}

async function digestsOf(solver: Solver, sources: readonly Source[]): Promise<readonly unknown[]> {
  const digests: unknown[] = [];
  for (const source of sources)
    digests.push([baseName(source.path), source.node.kind === 'dir', source.folder, await digestNode(solver.ctx, source.node)]);
  return digests;
}

export function folderWork(solver: Solver, operation: FolderOperation): StepWork {
  const { path, user } = operation;
  return {
    parts: folderParts(operation),
    description: 'fileop target',
    run: (vertex, base) =>
      guard(solver, operation, vertex, async () => {
        const owner = user === '' ? { uid: 0, gid: 0 } : await resolveOwner(base, user);
        return makeFolder(base, cleanPath(path), { base, owner, mtime: solver.ref.current.now / 1000 });
      }),
  };
}

export function folderParts({ path, user }: FolderOperation): readonly unknown[] {
  return [path, user];
}

async function put(solver: Solver, tree: Tree, source: Source, options: CopyOptions, unpacks: boolean): Promise<Tree> {
  if (options.isExcluded !== undefined && source.node.kind !== 'dir' && options.isExcluded(baseName(source.path))) return tree;
  const destination = source.folder === '' ? options.destination : `${options.destination.replace(/\/+$/, '')}/${source.folder}`;
  const archive =
    unpacks && source.node.kind === 'file' ? await unpackArchive(solver.ctx, source.node, solver.ref.current.now) : undefined;
  if (archive === undefined) return copySource(tree, source, { ...options, destination });
  const { owner, mode: _, ...plain } = options;
  const made = makeFolder(tree, options.destination, { ...plain, ...(owner === undefined ? {} : { owner }) });
  return copySource(made, { path: '', realPath: '', node: archive.root }, plain);
}

function listSources(operation: CopyOperation, origin: Tree, written: string): readonly Source[] | undefined {
  const [pivot] = splitPivot(written);
  const path = plainPath(written);
  const withFolder = (source: SourceFile): Source => ({
    ...source,
    folder: operation.keepsParents ? parentFolder(source, pivot) : '',
  });
  if (hasWildcards(path)) return matchSources(origin, path).map(withFolder);
  const source = findSource(origin, path);
  return source === undefined ? undefined : [withFolder(source)];
}

function refuse(solver: Solver, operation: CopyOperation, written: string): never {
  const drawn = drawId(solver.ctx, solver.ref.current);
  solver.ref.current = drawn.machine;
  const message = `failed to calculate checksum of ref moby::${shortName(drawn.id)}: "/${plainPath(written)}": not found`;
  const vertex = solver.log.begin(operation.name, solver.ref.current.now);
  vertex.fail(message, solver.ref.current.now);
  throw new BuildFailure(`failed to compute cache key: ${message}`, operation.lines, vertex);
}

function plainPath(written: string): string {
  const [pivot, below] = splitPivot(written);
  return cleanPath(`/${pivot}/${below}`).slice(1);
}

/** `a/./b/c` keeps `b` and what is below. */
function splitPivot(path: string): [string, string] {
  const at = path.indexOf('/./');
  return at < 0 ? ['', path] : [path.slice(0, at), path.slice(at + 3)];
}

function parentFolder(source: SourceFile, pivot: string): string {
  const from = cleanPath(`/${pivot}`).slice(1);
  const inside = from !== '' && source.path.startsWith(`${from}/`) ? source.path.slice(from.length + 1) : source.path;
  if (source.node.kind === 'dir') return inside;
  const slash = inside.lastIndexOf('/');
  return slash < 0 ? '' : `${inside.slice(0, slash)}/`;
}

function heredocFiles(operation: CopyOperation): readonly Source[] {
  return operation.heredocs.map((heredoc) => heredocFile(heredoc, operation.mode));
}

function heredocFile(heredoc: HeredocSource, mode: number | undefined): Source {
  const node: FileNode = {
    kind: 'file',
    ino: 1,
    content: contentOf(heredoc.text),
    nlink: 1,
    mode: mode ?? 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
  };
  return { path: heredoc.name, realPath: heredoc.name, node, folder: '' };
}

/** Owners are kept as they are unless `--chown` says something; those of the context are root's already. */
async function ownerOf(base: Tree, operation: CopyOperation): Promise<Owner | undefined> {
  return operation.chown === '' ? undefined : resolveOwner(base, operation.chown);
}

function exclusion(excludes: readonly string[]): ((path: string) => boolean) | undefined {
  if (excludes.length === 0) return undefined;
  const patterns = compilePatterns(excludes);
  return (path) => isExcludedPath(patterns, path);
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** docker names the place on its own disk. */
async function guard(
  solver: Solver,
  operation: CopyOperation | FolderOperation,
  vertex: Vertex,
  work: () => Promise<Tree> | Tree,
): Promise<Tree> {
  try {
    return await work();
  } catch (error) {
    const message = describe(solver, error);
    if (message === undefined) throw error;
    vertex.fail(message, solver.ref.current.now);
    throw new BuildFailure(message, operation.lines, vertex);
  }
}

function describe(solver: Solver, error: unknown): string | undefined {
  if (error instanceof StepError) return error.message;
  if (error instanceof ArchiveProblemError) return error.words;
  if (!(error instanceof CopyConflict) && !(error instanceof FsError)) return undefined;
  const drawn = drawId(solver.ctx, solver.ref.current);
  solver.ref.current = drawn.machine;
  const merged = `/var/lib/docker/overlay2/${shortName(drawn.id)}/merged`;
  if (error instanceof FsError) return `mkdir ${merged}${error.data.path}: ${strerror(error.code).toLowerCase()}`;
  if (error.kind === 'parentIsFile') return `mkdir ${merged}${error.path}: not a directory`;
  if (error.kind === 'folderOverFile') return `cannot copy to non-directory: ${merged}${error.path}`;
  return `cannot replace to directory ${merged}${error.path} with file`;
}
