/** Where the context and the Dockerfile of a build are (docker/cli cli/command/image/build/context.go). */
import { cleanPath } from '../../container/clean-path.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { findNode, lookup } from '../../fs/lookup.ts';
import type { DirNode, FileNode, Tree } from '../../fs/node.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions } from '../build-options.ts';

export interface LocalContext {
  /** absolute, no links */
  readonly path: string;
  readonly folder: DirNode;
}
export interface FoundDockerfile {
  /** path from the context's root; starts with `../` where it lies outside */
  readonly relative: string;
  /** absolute, no links */
  readonly path: string;
  readonly file: FileNode | undefined;
  /** in the context, and no file: only the daemon looks at what it is */
  readonly isFolder: boolean;
}

const REMOTE = /^(?:https?:\/\/|git:\/\/|git@|ssh:\/\/|github\.com\/)/;

function isRemoteContext(context: string): boolean {
  return REMOTE.test(context);
}

/** @throws BuildError `build.context` */
export function locateContext(tree: Tree, options: Pick<BuildOptions, 'context' | 'cwd'>): LocalContext {
  if (isRemoteContext(options.context))
    throw new BuildError('build.unsupported', 'unable to prepare context: there is no network for remote contexts here', 'client');
  try {
    const { path, node } = lookup(tree, options.context, { cwd: options.cwd });
    if (node.kind !== 'dir') throw cannotPrepare(`context must be a directory: ${path}`);
    return { path, folder: node };
  } catch (error) {
    if (error instanceof FsError) throw cannotPrepare(`path "${options.context}" not found`);
    throw error;
  }
}

/** @throws BuildError `build.context` where it is not there */
export function locateDockerfile(tree: Tree, context: LocalContext, options: Pick<BuildOptions, 'file' | 'cwd'>): FoundDockerfile {
  const asked =
    options.file === undefined || options.file === '' ? defaultDockerfile(tree, context) : absolute(options.file, options.cwd);
  try {
    const { path, node } = lookup(tree, asked);
    const relative = relativePath(context.path, path);
    if (node.kind === 'dir' && relative.startsWith('../')) throw cannotPrepare(`unable to read Dockerfile: ${path} is a directory`);
    return { relative, path, file: node.kind === 'file' ? node : undefined, isFolder: node.kind === 'dir' };
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    throw missingDockerfile(tree, asked, error);
  }
}

/** The client names what it cannot follow any further; of a link that is where it points to. */
function missingDockerfile(tree: Tree, path: string, { code }: FsError): BuildError {
  const missing = firstMissing(tree, path);
  const node = findNode(tree, missing, { follow: false });
  const target =
    node?.kind === 'symlink' && code === 'ENOENT' ? absolute(node.target, missing.slice(0, missing.lastIndexOf('/'))) : missing;
  return cannotPrepare(`unable to evaluate symlinks in Dockerfile path: lstat ${target}: ${strerror(code).toLowerCase()}`);
}

/** A path as the client makes it absolute: by its text. */
export function absolute(path: string, cwd: string): string {
  return cleanPath(path.startsWith('/') ? path : `${cwd}/${path}`);
}

/** `dockerfile` too, "just to be nice". */
function defaultDockerfile(tree: Tree, context: LocalContext): string {
  const prefix = context.path === '/' ? '' : context.path;
  const usual = `${prefix}/Dockerfile`;
  const lower = `${prefix}/dockerfile`;
  return findNode(tree, usual) === undefined && findNode(tree, lower) !== undefined ? lower : usual;
}

function relativePath(from: string, to: string): string {
  const here = from.split('/').filter((name) => name !== '');
  const there = to.split('/').filter((name) => name !== '');
  let common = 0;
  while (common < here.length && here[common] === there[common]) common++;
  return [...here.slice(common).map(() => '..'), ...there.slice(common)].join('/');
}

function firstMissing(tree: Tree, path: string): string {
  const names = path.split('/').filter((name) => name !== '');
  for (let depth = 1; depth < names.length; depth++) {
    const part = `/${names.slice(0, depth).join('/')}`;
    if (findNode(tree, part, { follow: false }) === undefined) return part;
  }
  return path;
}

function cannotPrepare(message: string): BuildError {
  return new BuildError('build.context', `unable to prepare context: ${message}`, 'client');
}
