/** A folder of the host as the files that go to the builder: ignored ones out, everything root's. */
import type { DirNode, Node, Tree } from '../../fs/node.ts';
import { sortedNames } from '../../fs/resolve.ts';
import type { Frontend } from '../dockerfile/frontend.ts';
import { matchPath, type ParentMatches, type Pattern } from './pattern-matcher.ts';

export interface FilteredContext {
  readonly tree: Tree;
  /** what was sent, a folder before what it holds, names sorted; paths from the context's root */
  readonly sent: readonly SentFile[];
}
export interface SentFile {
  readonly path: string;
  readonly node: Node;
}

/**
 * An ignored folder comes along where a `!` takes something in it in again; it is looked into only for a pattern that begins with its
 * path, so `*` + `!**` + `/x` finds no `a/x`. The classic client does not name that folder in the archive, and the daemon makes a plain one;
 * BuildKit sends it as it is.
 */
export function filterContext(folder: DirNode, patterns: readonly Pattern[], frontend: Frontend, nextIno: number): FilteredContext {
  const sent: SentFile[] = [];
  const exceptions = patterns.filter((pattern) => pattern.isException).map((pattern) => `${pattern.path}/`);
  const mayHold = (path: string): boolean => exceptions.some((exception) => exception.startsWith(`${path}/`));

  function filterFolder(dir: DirNode, prefix: string, parent: ParentMatches): DirNode {
    const entries = new Map<string, Node>();
    for (const name of sortedNames(dir)) {
      const node = dir.entries.get(name);
      const path = `${prefix}${name}`;
      if (node === undefined || node.kind === 'socket') continue;
      const { isExcluded, matches } = matchPath(patterns, path, parent);
      if (!isExcluded) {
        const mine = owned(node);
        sent.push({ path, node: mine });
        entries.set(name, mine.kind === 'dir' ? filterFolder(mine, `${path}/`, matches) : mine);
      } else if (node.kind === 'dir' && mayHold(path)) {
        const at = sent.length;
        const inside = filterFolder(owned(node), `${path}/`, matches);
        if (inside.entries.size === 0) continue;
        if (frontend === 'buildkit') sent.splice(at, 0, { path, node: inside });
        entries.set(name, frontend === 'buildkit' ? inside : { ...inside, mode: 0o755 });
      }
    }
    return { ...dir, entries };
  }
  const root = filterFolder({ ...folder, uid: 0, gid: 0, mode: 0o755 }, '', []);
  return { tree: { root, nextIno }, sent };
}

function owned<Kind extends Node>(node: Kind): Kind {
  return node.uid === 0 && node.gid === 0 ? node : { ...node, uid: 0, gid: 0 };
}
