/**
 * What the classic client sends and the daemon unpacks: one tar of the context, or a Dockerfile alone. Its size is what
 * `Sending build context to Docker daemon` counts (SEMANTICS section 7): 512 for every entry, contents filled up to 512, 1024 at the end.
 */
import { type Content, contentOf, readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import { cleanPath } from '../../container/clean-path.ts';
import { findExact, findNode } from '../../fs/lookup.ts';
import type { DirNode, Node, Tree } from '../../fs/node.ts';
import { removeNode } from '../../fs/remove.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { walk } from '../../fs/walk.ts';
import { writeFile } from '../../fs/write.ts';
import { findDownloadProblem } from '../../registry/download.ts';
import type { TarEntry } from '../../tar/entry.ts';
import { paddingOf } from '../../tar/header.ts';
import { writeTar } from '../../tar/write-tar.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions } from '../build-options.ts';
import type { HeaderNames } from '../copy/content-hash.ts';
import { contextTree, isArchive } from './archive-tree.ts';
import { contextEntries } from './context-tar.ts';
import { keepBuildFiles, parseDockerignore } from './dockerignore.ts';
import { filterContext } from './filter-context.ts';
import { locateContext, locateDockerfile } from './locate-context.ts';
import { compilePatterns, isExcludedPath, PatternError } from './pattern-matcher.ts';

export interface ClassicContext {
  readonly tree: Tree;
  /** paths that the archive names; other folders were only made on the way */
  readonly sent: ReadonlySet<string>;
  /** what the archive's headers say, by path: of all where the client did not write it itself, else of hard links alone */
  readonly headers?: ReadonlyMap<string, HeaderNames>;
  /** bytes sent */
  readonly size: number;
  /** name in the context, for messages: `Dockerfile` */
  readonly dockerfileName: string;
  readonly dockerfile: string;
}

/** Name of a Dockerfile that is sent beside the context, as long as docker's random one. */
const ADDED_DOCKERFILE = `.dockerfile.${'0'.repeat(20)}`;
const END_OF_ARCHIVE = 1024;

/** @throws BuildError */
export async function readClassicContext(ctx: EngineContext, host: Tree, options: BuildOptions): Promise<ClassicContext> {
  if (options.context === '-') return readStdinContext(ctx, options);
  if (/^https?:\/\//.test(options.context)) {
    const problem = await findDownloadProblem(ctx, options.context);
    const what = `unable to prepare context: unable to download remote context ${options.context}: `;
    if (problem !== undefined) throw new BuildError('build.context', what + problem, 'client');
  }
  const context = locateContext(host, options);
  const found = options.file === '-' ? undefined : locateDockerfile(host, context, options);
  const isInside = found !== undefined && !found.relative.startsWith('../');
  const ignoreFile = findNode(host, `${context.path}/.dockerignore`);
  if (ignoreFile?.kind === 'dir')
    throw new BuildError(
      'build.context',
      `error reading .dockerignore: read ${context.path}/.dockerignore: is a directory`,
      'client',
    );
  const ignored = await readIgnoreFile(ignoreFile);
  const lines = guardPatterns(() => keepBuildFiles(ignored, isInside ? found.relative : undefined));
  const patterns = guardPatterns(() => compilePatterns(lines));
  const { tree, sent } = filterContext(context.folder, patterns, 'classic', host.nextIno);
  const entries = contextEntries(sent);
  const size = writeTar(entries).size;
  const headers = hardLinkHeaders(entries);
  const paths = new Set(sent.map(({ path }) => path));
  const { unpackedBytes } = ctx.ports.limits;
  if (isInside) {
    if (found.isFolder) throw notReadable(found.relative, size);
    const dockerfile = text(await readContent(found.file?.content ?? contentOf(''), unpackedBytes));
    return {
      tree: withoutBuildFiles(tree, ignored, found.relative),
      sent: paths,
      headers,
      size,
      dockerfileName: found.relative,
      dockerfile,
    };
  }
  const content = found === undefined ? contentOf(options.stdin ?? new Uint8Array()) : (found.file?.content ?? contentOf(''));
  const dockerfile = text(await readContent(content, unpackedBytes));
  return {
    tree: withoutBuildFiles(tree, ignored, undefined),
    sent: paths,
    headers,
    size: sizeWithAdded(size, content, context.folder),
    dockerfileName: ADDED_DOCKERFILE,
    dockerfile,
  };
}

function hardLinkHeaders(entries: readonly TarEntry[]): ReadonlyMap<string, HeaderNames> {
  return new Map(entries.filter(({ type }) => type === 'hardlink').map((entry) => [entry.name, headerNames(entry)]));
}

function headerNames({ name, uname = '', gname = '', type, linkname }: TarEntry): HeaderNames {
  return { name, uname, gname, ...(type === 'hardlink' ? { hardLink: linkname } : {}) };
}

async function readStdinContext(ctx: EngineContext, options: BuildOptions): Promise<ClassicContext> {
  if (options.file === '-')
    throw new BuildError('build.options', "invalid argument: can't use stdin for both build context and dockerfile", 'client');
  const bytes = options.stdin ?? new Uint8Array();
  if (!isArchive(bytes)) {
    if (options.file !== undefined && options.file !== '')
      throw new BuildError(
        'build.options',
        'unable to prepare context: ambiguous Dockerfile source: both stdin and flag correspond to Dockerfiles',
        'client',
      );
    const content = contentOf(bytes);
    const tree = writeFile(EMPTY_TREE, '/Dockerfile', content, { mtime: 0 });
    return {
      tree,
      sent: new Set(['Dockerfile']),
      size: 512 + bytes.length + paddingOf(bytes.length) + END_OF_ARCHIVE,
      dockerfileName: 'Dockerfile',
      dockerfile: text(bytes),
    };
  }
  const { tree, entries } = await contextTree(ctx, contentOf(bytes), 'daemon');
  const ignored = await readIgnoreFile(findExact(tree.root, '.dockerignore'));
  const name = options.file ?? 'Dockerfile';
  const file = findExact(tree.root, name) ?? (options.file === undefined ? findExact(tree.root, 'dockerfile') : undefined);
  if (file?.kind !== 'file')
    throw new BuildError('build.context', `Cannot locate specified Dockerfile: ${name}`, 'daemon', 1, bytes.length);
  const paths = new Set([...walk(tree)].map(({ path }) => path.slice(1)));
  return {
    tree: withoutBuildFiles(tree, ignored, name),
    sent: paths,
    headers: new Map(entries.map((entry) => [cleanPath(`/${entry.name}`).slice(1), headerNames(entry)])),
    size: bytes.length,
    dockerfileName: name,
    dockerfile: text(await readContent(file.content)),
  };
}

async function readIgnoreFile(node: Node | undefined): Promise<readonly string[]> {
  return node?.kind === 'file' ? parseDockerignore(text(await readContent(node.content))) : [];
}

/**
 * A Dockerfile from elsewhere is put into the stream under a random name, together with a .dockerignore that names it. Docker never
 * writes the end of that stream, so the padding of the last file and the closing blocks are not counted.
 */
function sizeWithAdded(size: number, dockerfile: Content, folder: DirNode): number {
  const filled = (length: number): number => 512 + length + paddingOf(length);
  const old = findExact(folder, '.dockerignore');
  const line = ADDED_DOCKERFILE.length + 2;
  if (old?.kind === 'file')
    return size - END_OF_ARCHIVE - filled(old.content.size) + filled(old.content.size + line) + 512 + dockerfile.size;
  return size - END_OF_ARCHIVE + filled(dockerfile.size) + 512 + '.dockerignore'.length + line;
}

/** The daemon's folder has a number of its own each time. */
function notReadable(name: string, sent: number): BuildError {
  const place = `/var/lib/docker/tmp/docker-builder${'0'.repeat(9)}${name === '' ? '' : '/'}${name}`;
  return new BuildError('build.context', `unexpected error reading Dockerfile: read ${place}: is a directory`, 'daemon', 1, sent);
}

/** The daemon takes out what only had to travel. */
function withoutBuildFiles(tree: Tree, ignored: readonly string[], dockerfile: string | undefined): Tree {
  const patterns = guardPatterns(() => compilePatterns(ignored));
  let left = tree;
  for (const name of ['.dockerignore', ...(dockerfile === undefined ? [] : [dockerfile])])
    if (isExcludedPath(patterns, name) && findExact(left.root, name) !== undefined)
      left = removeNode(left, `/${name}`, { mtime: left.root.mtime });
  return left;
}

function guardPatterns<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (error instanceof PatternError) throw new BuildError('build.context', `error checking context: ${error.message}`, 'client');
    throw error;
  }
}
