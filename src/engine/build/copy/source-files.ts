/** What a source of COPY or ADD names in the context, a stage or an image. */
import { cleanPath } from '../../container/clean-path.ts';
import { FsError } from '../../fs/errno.ts';
import { lookup } from '../../fs/lookup.ts';
import type { Node, Tree } from '../../fs/node.ts';
import { walk } from '../../fs/walk.ts';
import { matchesPattern } from '../../image/match-pattern.ts';

export interface SourceFile {
  /** from the source's root, without a slash in front; as written, so a link keeps its name. '' is the root itself. */
  readonly path: string;
  /** a link at the end followed */
  readonly node: Node;
  /** where that stands, without a slash in front */
  readonly realPath: string;
}

export function hasWildcards(path: string): boolean {
  return /[*?[]/.test(path.replace(/\\./gs, ''));
}

/** Without the slash, and then the `./`, in front. */
export function trimSource(path: string): string {
  const relative = path.startsWith('/') ? path.slice(1) : path;
  return relative.startsWith('./') ? relative.slice(2) : relative;
}

/** Undefined where nothing stands there. */
export function findSource(tree: Tree, path: string): SourceFile | undefined {
  const cleaned = cleanPath(`/${path}`).slice(1);
  try {
    const { node, path: realPath } = lookup(tree, `/${cleaned}`);
    return { path: cleaned, node, realPath: realPath.slice(1) };
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

/**
 * Every path that a pattern matches, in the order of a walk. Links on the way are not followed.
 * @param refuse for a link that leads nowhere; without it such a one is left out
 */
export function matchSources(tree: Tree, pattern: string, refuse?: (path: string) => never): readonly SourceFile[] {
  const cleaned = cleanPath(`/${pattern}`).slice(1);
  const found: SourceFile[] = [];
  for (const { path } of walk(tree)) {
    const relative = path.slice(1);
    if (relative === '' || !matchesPattern(cleaned, relative)) continue;
    const source = findSource(tree, relative);
    if (source !== undefined) found.push(source);
    else refuse?.(relative);
  }
  return found;
}
