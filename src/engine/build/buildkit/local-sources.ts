/**
 * What the client sends: the Dockerfile, the .dockerignore and the context. The builder keeps each as it was last sent, so only changed
 * files travel again; these copies are records of the cache, too.
 */
import { contentOf, readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import { FsError } from '../../fs/errno.ts';
import { findExact, findNode, lookup } from '../../fs/lookup.ts';
import type { DirNode, FileNode, Node, Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { walk } from '../../fs/walk.ts';
import { writeFile } from '../../fs/write.ts';
import { matchesPattern } from '../../image/match-pattern.ts';
import { treeSize } from '../../layer/sizes.ts';
import type { Digest } from '../../oci/digest.ts';
import { BuildError } from '../build-errors.ts';
import type { BuildOptions } from '../build-options.ts';
import { addRecord, definitionOf, findRecord, LOCAL_SOURCE, touchRecord } from '../cache/cache-records.ts';
import { contextTree, isArchive } from '../context/archive-tree.ts';
import { parseDockerignore } from '../context/dockerignore.ts';
import { type FilteredContext, filterContext, type SentFile } from '../context/filter-context.ts';
import { absolute, locateContext } from '../context/locate-context.ts';
import { compilePatterns, PatternError } from '../context/pattern-matcher.ts';
import { hasWildcards } from '../copy/source-files.ts';
import { receiveArchive } from './archive-source.ts';
import { BuildFailure } from './build-failure.ts';
import type { Conversion } from './conversion.ts';
import { asHashed } from './known-folders.ts';
import { formatTransfer, transferSize } from './transfer-size.ts';

type Client = Pick<Conversion, 'ctx' | 'ref' | 'options' | 'log'>;

/** Where everything lies, before anything is read. */
export interface LocalSources {
  /** names the copy that the builder keeps: the context as it was typed, so `.` is one for every folder (docker/cli `getBuildSharedKey`) */
  readonly id: string;
  readonly folder: DirNode;
  /** base name, for messages */
  readonly dockerfileName: string;
  /** undefined where there is none */
  readonly dockerfile: FileNode | undefined;
  readonly ignoreFile: FileNode | undefined;
  /** the context as it came by stdin, where that was an archive */
  readonly archive?: { readonly bytes: Uint8Array; readonly tree: Tree };
}

export interface LoadedContext {
  readonly tree: Tree;
  /** the same as keys see it */
  readonly hashed: Tree;
}

/** @throws BuildError for a context that is none */
export async function locateSources({ ctx, ref, options }: Client): Promise<LocalSources> {
  const { tree } = ref.current.host;
  if (options.context === '-') return stdinSources(ctx, options);
  const context = locateContext(tree, options);
  const { file } = options;
  if (file === '-') return sourcesOf(options.context, context.folder, 'Dockerfile', pipedFile(options));
  const path = file === undefined || file === '' ? `${context.path}/Dockerfile` : absolute(file, options.cwd);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dockerfile =
    findFile(tree, path) ?? (file === undefined || file === '' ? findFile(tree, `${context.path}/dockerfile`) : undefined);
  return sourcesOf(options.context, context.folder, name, dockerfile);
}

function sourcesOf(id: string, folder: DirNode, dockerfileName: string, dockerfile: FileNode | undefined): LocalSources {
  const ignoreFile = findExact(folder, `${dockerfileName}.dockerignore`) ?? findExact(folder, '.dockerignore');
  return { id, folder, dockerfileName, dockerfile, ignoreFile: ignoreFile?.kind === 'file' ? ignoreFile : undefined };
}

const UNREADABLE = 'failed to solve with frontend dockerfile.v0: failed to read dockerfile: ';

/** A tar, or a Dockerfile alone with an empty context. */
async function stdinSources(ctx: Client['ctx'], options: BuildOptions): Promise<LocalSources> {
  if (options.file === '-')
    throw new BuildError('build.options', "ERROR: can't use stdin for both build context and dockerfile", 'client');
  const bytes = options.stdin ?? new Uint8Array();
  if (!isArchive(bytes)) return sourcesOf('-', EMPTY_TREE.root, 'Dockerfile', pipedFile(options));
  const { tree } = await contextTree(ctx, contentOf(bytes), 'client', UNREADABLE);
  const name = options.file ?? 'Dockerfile';
  const node = findExact(tree.root, name);
  return {
    id: '-',
    folder: tree.root,
    dockerfileName: name,
    dockerfile: node?.kind === 'file' ? node : undefined,
    ignoreFile: undefined,
    archive: { bytes, tree },
  };
}

function pipedFile(options: BuildOptions): FileNode | undefined {
  const node = findExact(
    writeFile(EMPTY_TREE, '/Dockerfile', contentOf(options.stdin ?? new Uint8Array()), { mtime: 0 }).root,
    'Dockerfile',
  );
  return node?.kind === 'file' ? node : undefined;
}

function findFile(tree: Tree, path: string): FileNode | undefined {
  try {
    const { node } = lookup(tree, path);
    return node.kind === 'file' ? node : undefined;
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/** @throws BuildFailure where there is no Dockerfile */
export async function loadDockerfile(client: Client, sources: LocalSources): Promise<string> {
  const { log, ref, ctx } = client;
  if (sources.archive === undefined) {
    const vertex = log.begin(`[internal] load build definition from ${sources.dockerfileName}`, ref.current.now);
    const sent = sources.dockerfile === undefined ? [] : [{ path: sources.dockerfileName, node: sources.dockerfile }];
    vertex.status(`transferring dockerfile: ${formatTransfer(receive(client, sources, 'dockerfile', sent))} done`);
    vertex.done(ref.current.now);
  } else receiveArchive(client, sources.archive.bytes, sources.archive.tree);
  if (sources.dockerfile === undefined)
    throw new BuildFailure(`failed to read dockerfile: open ${sources.dockerfileName}: no such file or directory`);
  return text(await readContent(sources.dockerfile.content, ctx.ports.limits.unpackedBytes));
}

export async function loadIgnoreFile(client: Client, sources: LocalSources): Promise<readonly string[]> {
  const { log, ref } = client;
  if (sources.archive !== undefined) return [];
  const vertex = log.begin('[internal] load .dockerignore', ref.current.now);
  const sent = sources.ignoreFile === undefined ? [] : [{ path: '.dockerignore', node: sources.ignoreFile }];
  vertex.status(`transferring context: ${formatTransfer(receive(client, sources, 'context', sent, '.dockerignore'))} done`);
  vertex.done(ref.current.now);
  return sources.ignoreFile === undefined ? [] : parseDockerignore(text(await readContent(sources.ignoreFile.content)));
}

/**
 * The context without what is ignored, and only as far as some step reads it.
 * @param paths from the context's root, with wildcards; '' is all of it
 * @throws BuildFailure for patterns that are none
 */
export function loadContext(
  client: Client,
  sources: LocalSources,
  ignored: readonly string[],
  paths: readonly string[],
): LoadedContext {
  const { log, ref } = client;
  if (sources.archive !== undefined) {
    const { tree } = filterContext(sources.folder, [], 'buildkit', ref.current.host.tree.nextIno);
    return { tree, hashed: tree };
  }
  const vertex = log.begin('[internal] load build context', ref.current.now);
  try {
    const { tree, sent }: FilteredContext = filterContext(
      sources.folder,
      compilePatterns(ignored),
      'buildkit',
      ref.current.host.tree.nextIno,
    );
    const hashed = asHashed(tree, findRecord(ref.current, localDefinition(sources, 'context'))?.mount);
    const asked = sent.filter(({ path }) => paths.some((wanted) => isAskedFor(path, wanted)));
    const kept = asked.map(({ path, node }) => ({
      path,
      node: node.kind === 'dir' ? (findNode(hashed, `/${path}`) ?? node) : node,
    }));
    vertex.status(`transferring context: ${formatTransfer(receive(client, sources, 'context', asked, '', kept))} done`);
    vertex.done(ref.current.now);
    return { tree, hashed };
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    const message = `error from sender: invalid excludepatterns: [${ignored.join(' ')}]: ${error.message}`;
    vertex.fail(message, ref.current.now);
    throw new BuildFailure(message, undefined, vertex);
  }
}

/** What a step reads, everything in it, and the folders on the way. */
function isAskedFor(path: string, wanted: string): boolean {
  if (wanted === '' || path === wanted || path.startsWith(`${wanted}/`) || wanted.startsWith(`${path}/`)) return true;
  const depth = wanted.split('/').length;
  const names = path.split('/');
  const pattern = wanted.split('/').slice(0, names.length).join('/');
  return hasWildcards(wanted) && matchesPattern(pattern, names.slice(0, depth).join('/'));
}

/**
 * @param kept what stays with the builder, where that is not what was sent
 * @returns bytes sent, with what the builder kept from last time taken off
 */
function receive(
  client: Client,
  sources: LocalSources,
  name: 'dockerfile' | 'context',
  sent: readonly SentFile[],
  part = '',
  kept = sent,
): number {
  const { ctx, ref } = client;
  const definition = localDefinition(sources, name, part);
  const old = findRecord(ref.current, definition);
  const size = transferSize(sent, old?.mount === undefined ? new Map() : pathsOf(old.mount));
  const mount = treeOf(kept);
  const change = { mount, size: treeSize(mount) };
  ref.current =
    old === undefined
      ? addRecord(ctx, ref.current, {
          definition,
          type: LOCAL_SOURCE,
          description: `local source for ${name}`,
          chain: [],
          made: false,
          ...change,
        }).machine
      : touchRecord(ref.current, old, old.isMeasured === true ? { mount } : change);
  return size;
}

function localDefinition({ id }: LocalSources, name: 'dockerfile' | 'context', part = ''): Digest {
  return definitionOf(['local', name, part, id]);
}

function pathsOf(tree: Tree): ReadonlyMap<string, Node> {
  return new Map([...walk(tree)].map(({ path, node }) => [path.slice(1), node]));
}

/** The sent files as a tree again; folders come before what they hold. */
function treeOf(sent: readonly SentFile[]): Tree {
  const root = { ...EMPTY_TREE.root, entries: new Map<string, Node>() };
  const folders = new Map<string, Map<string, Node>>([['', root.entries]]);
  for (const { path, node } of sent) {
    const slash = path.lastIndexOf('/');
    const copy = node.kind === 'dir' ? { ...node, entries: new Map<string, Node>() } : node;
    if (copy.kind === 'dir') folders.set(path, copy.entries as Map<string, Node>);
    folders.get(slash < 0 ? '' : path.slice(0, slash))?.set(path.slice(slash + 1), copy);
  }
  return { root, nextIno: EMPTY_TREE.nextIno };
}
