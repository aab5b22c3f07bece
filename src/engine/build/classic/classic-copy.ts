/** COPY and ADD of the classic builder (moby builder/dockerfile/copy.go). */
import { cleanPath } from '../../container/clean-path.ts';
import { imageTree } from '../../container/create-container.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import type { Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { drawId } from '../../machine/draw-id.ts';
import { findDownloadProblem } from '../../registry/download.ts';
import { type HashOptions, hashSource, hashSources } from '../copy/content-hash.ts';
import { CopyConflict, type CopyOptions, copySource, type Owner } from '../copy/copy-files.ts';
import { OwnerError, parseChown } from '../copy/owner.ts';
import { findSource, hasWildcards, matchSources, type SourceFile, trimSource } from '../copy/source-files.ts';
import { ArchiveProblemError, unpackArchive } from '../copy/unpack-archive.ts';
import type { AddInstruction, CopyInstruction } from '../dockerfile/instruction.ts';
import { StepError } from '../plan/config-change.ts';
import { type ClassicBuild, currentImage, type StageState } from './classic-state.ts';
import { actionConfig, commitTree, probeCache } from './commit-step.ts';
import { findSourceImage } from './source-image.ts';

type Transfer = CopyInstruction | AddInstruction;

/** Where the sources are: the context, or the files of an image. */
interface Origin {
  readonly tree: Tree;
  readonly isImage: boolean;
  readonly hash: HashOptions;
}

export async function copyFiles(build: ClassicBuild, state: StageState, instruction: Transfer): Promise<void> {
  const name = instruction.kind.toUpperCase();
  if (instruction.chmod !== '') throw needsBuildkit('chmod');
  const origin = await originOf(build, instruction);
  for (const { text } of instruction.sources) await refuseAddress(build, text, name);
  const sources = instruction.sources.flatMap(({ text }) => listSources(origin, text, name));
  if (sources.length === 0) throw new StepError(`${name} failed: no source files were specified`);
  const destination = instruction.destination.text;
  if (sources.length > 1 && !destination.endsWith('/'))
    throw new StepError(`When using ${name} with more than one source file, the destination must be a directory and end with a /`);
  const hashes: string[] = [];
  for (const source of sources) hashes.push(await hashSource(build.ctx, origin.tree, source, origin.hash));
  const chown = instruction.chown === '' ? '' : `--chown=${instruction.chown}`;
  const config = actionConfig(state, `${name} ${chown}${hashSources(hashes)} in ${destination} `);
  if (probeCache(build, state, config)) return;
  const image = currentImage(build, state);
  const base = image === undefined ? EMPTY_TREE : imageTree(build.ref.current, image);
  const options: CopyOptions = {
    base,
    destination: destinationOf(state.runConfig.WorkingDir ?? '', destination),
    mtime: build.ref.current.now / 1000,
    replaces: true,
    ...(await ownerOf(base, instruction, origin)),
  };
  let tree = base;
  for (const source of sources) tree = await putSource(build, tree, source, options, instruction.kind === 'add');
  await commitTree(build, state, { containerConfig: config, files: { base, tree } });
}

export function needsBuildkit(flag: string): StepError {
  return new StepError(
    `the --${flag} option requires BuildKit. Refer to https://docs.docker.com/go/buildkit/ to learn how to build images with BuildKit enabled`,
  );
}

async function originOf(build: ClassicBuild, instruction: Transfer): Promise<Origin> {
  if (instruction.kind === 'copy' && instruction.from !== '') {
    const image = await findSourceImage(build, instruction.from);
    return {
      tree: image === undefined ? EMPTY_TREE : imageTree(build.ref.current, image),
      isImage: true,
      hash: { writer: 'daemon' },
    };
  }
  const { tree, sent } = build.context;
  return { tree, isImage: false, hash: { writer: 'client', isImplied: (path) => !sent.has(path) } };
}

/** @throws StepError */
async function refuseAddress(build: ClassicBuild, written: string, name: string): Promise<void> {
  if (!/^https?:\/\//.test(written)) return;
  if (name === 'COPY') throw new StepError("COPY failed: source can't be a URL for COPY");
  const problem = await findDownloadProblem(build.ctx, written);
  throw new StepError(`ADD failed: ${problem ?? `${written}: URLs are not fetched here`}`);
}

function listSources(origin: Origin, written: string, name: string): readonly SourceFile[] {
  const path = trimSource(written);
  if (/^\.\.(?:\/|$)/.test(cleanPath(path)))
    throw new StepError(`${name} failed: forbidden path outside the build context: ${path} ()`);
  if (hasWildcards(path)) return matchSources(origin.tree, path);
  const source = findSource(origin.tree, path);
  if (source !== undefined) return [source];
  const where = origin.isImage ? '' : 'file not found in build context or excluded by .dockerignore: ';
  throw new StepError(`${name} failed: ${where}stat ${path}: file does not exist`);
}

/** Files from an image keep their owners; those from the context are root's already. */
async function ownerOf(base: Tree, instruction: Transfer, origin: Origin): Promise<{ owner?: Owner }> {
  if (instruction.chown === '') return origin.isImage ? {} : { owner: { uid: 0, gid: 0 } };
  try {
    return { owner: await parseChown(base, instruction.chown) };
  } catch (error) {
    if (error instanceof OwnerError)
      throw new StepError(`unable to convert uid/gid chown string to host mapping: ${error.message}`);
    throw error;
  }
}

function destinationOf(workingDir: string, written: string): string {
  if (written.startsWith('/')) return written;
  const joined = cleanPath(`/${workingDir}/${written}`);
  return written.endsWith('/') && !joined.endsWith('/') ? `${joined}/` : joined;
}

async function putSource(
  build: ClassicBuild,
  tree: Tree,
  source: SourceFile,
  options: CopyOptions,
  unpacks: boolean,
): Promise<Tree> {
  try {
    const archive =
      unpacks && source.node.kind === 'file' ? await unpackArchive(build.ctx, source.node, build.ref.current.now) : undefined;
    if (archive === undefined) return copySource(tree, source, options);
    const { owner: _, ...keepsOwners } = options;
    return copySource(tree, { path: '', realPath: '', node: archive.root }, keepsOwners);
  } catch (error) {
    if (error instanceof ArchiveProblemError) throw new StepError(`failed to copy files: ${error.words}`);
    throw wordConflict(build, error, source, options.destination);
  }
}

/** docker names the place on its own disk. */
function wordConflict(build: ClassicBuild, error: unknown, source: SourceFile, destination: string): unknown {
  const isFolder = source.node.kind === 'dir';
  const reason =
    error instanceof CopyConflict ? 'not a directory' : error instanceof FsError ? strerror(error.code).toLowerCase() : undefined;
  if (reason === undefined) return error;
  const path =
    error instanceof CopyConflict ? (error.kind === 'parentIsFile' ? destination : error.path) : (error as FsError).data.path;
  const drawn = drawId(build.ctx, build.ref.current);
  build.ref.current = drawn.machine;
  const merged = `/var/lib/docker/overlay2/${drawn.id}/merged${path}`;
  return new StepError(
    isFolder
      ? `failed to copy files: failed to copy directory: mkdir ${merged}: ${reason}`
      : `failed to copy files: lstat ${merged}: ${reason}`,
  );
}
