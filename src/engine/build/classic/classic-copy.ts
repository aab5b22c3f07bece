/** COPY and ADD of the classic builder (moby builder/dockerfile/copy.go). */
import { cleanPath } from '../../container/clean-path.ts';
import { imageTree } from '../../container/create-container.ts';
import { findBlocked } from '../../fs/blocked.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { lookup } from '../../fs/lookup.ts';
import type { Node, Tree } from '../../fs/node.ts';
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
    isClassic: true,
    ...(await ownerOf(build, base, instruction, origin)),
  };
  const blocked = findBlocked(base, options.destination);
  if (blocked !== undefined) throw notFolder(build, 'lstat', blocked);
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
  const { tree, sent, headers } = build.context;
  const isImplied = (path: string): boolean => !sent.has(path);
  return { tree, isImage: false, hash: { writer: 'client', isImplied, ...(headers === undefined ? {} : { headers }) } };
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
  const refuse = (missing: string): never => {
    const where = origin.isImage ? '' : 'file not found in build context or excluded by .dockerignore: ';
    throw new StepError(`${name} failed: ${where}stat ${missing}: file does not exist`);
  };
  if (hasWildcards(path)) return matchSources(origin.tree, path, refuse);
  return [findSource(origin.tree, path) ?? refuse(path)];
}

/** Files from an image keep their owners; those from the context are root's already. */
async function ownerOf(build: ClassicBuild, base: Tree, instruction: Transfer, origin: Origin): Promise<{ owner?: Owner }> {
  if (instruction.chown === '') return origin.isImage ? {} : { owner: { uid: 0, gid: 0 } };
  try {
    return { owner: await parseChown(base, instruction.chown) };
  } catch (error) {
    if (!(error instanceof OwnerError)) throw error;
    const { problem } = error;
    // Where there is nothing below, the container's own folder is what it sees.
    const folder = base === EMPTY_TREE ? 'diff' : 'merged';
    const reason =
      'says' in problem ? problem.says : `open ${onDisk(build, problem.cannotOpen, folder)}: no such file or directory`;
    throw new StepError(`unable to convert uid/gid chown string to host mapping: ${error.message}${reason}`);
  }
}

function destinationOf(workingDir: string, written: string): string {
  const joined = cleanPath(written.startsWith('/') ? written : `/${workingDir}/${written}`);
  return written.endsWith('/') && !joined.endsWith('/') ? `${joined}/` : joined;
}

async function putSource(
  build: ClassicBuild,
  tree: Tree,
  source: SourceFile,
  options: CopyOptions,
  unpacks: boolean,
): Promise<Tree> {
  const archive = unpacks ? await readArchive(build, source) : undefined;
  try {
    if (archive === undefined) return copySource(tree, source, options);
    const { owner: _, ...keepsOwners } = options;
    return copySource(tree, { path: '', realPath: '', node: archive.root }, keepsOwners);
  } catch (error) {
    throw wordConflict(build, error, followed(tree, options.destination), archive === undefined ? source.node.kind : 'archive');
  }
}

/** @throws StepError */
async function readArchive(build: ClassicBuild, { node }: SourceFile): Promise<Tree | undefined> {
  if (node.kind !== 'file') return undefined;
  try {
    return await unpackArchive(build.ctx, node, build.ref.current.now);
  } catch (error) {
    throw error instanceof ArchiveProblemError ? new StepError(`failed to copy files: ${error.words}`) : error;
  }
}

/** docker names the file that it ends at. */
function followed(tree: Tree, destination: string): string {
  const path = destination.replace(/\/+$/, '');
  try {
    return lookup(tree, path).path;
  } catch (error) {
    if (error instanceof FsError) return path;
    throw error;
  }
}

function wordConflict(build: ClassicBuild, error: unknown, path: string, kind: Node['kind'] | 'archive'): unknown {
  if (error instanceof CopyConflict) {
    if (kind === 'dir') return notFolder(build, 'failed to copy directory: mkdir', path);
    if (kind !== 'archive') return notFolder(build, 'failed to create new directory: mkdir', path);
    // The destination becomes the root of who unpacks, and the old root has to go somewhere.
    const doing = 'Error processing tar file(exit status 1): Error setting up pivot dir: mkdir';
    return notFolder(build, doing, `${path}/.pivot_root1408517622`);
  }
  if (!(error instanceof FsError)) return error;
  const doing = kind === 'dir' ? 'failed to copy directory: mkdir' : 'lstat';
  return new StepError(`failed to copy files: ${doing} ${onDisk(build, error.data.path)}: ${strerror(error.code).toLowerCase()}`);
}

function notFolder(build: ClassicBuild, doing: string, path: string): StepError {
  return new StepError(`failed to copy files: ${doing} ${onDisk(build, path)}: not a directory`);
}

/** docker names the place on its own disk. */
function onDisk(build: ClassicBuild, path: string, folder: 'merged' | 'diff' = 'merged'): string {
  const drawn = drawId(build.ctx, build.ref.current);
  build.ref.current = drawn.machine;
  return `/var/lib/docker/overlay2/${drawn.id}/${folder}${path}`;
}
