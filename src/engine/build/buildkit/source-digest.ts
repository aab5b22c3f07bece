/** What a copy reads, as part of its key: names below the source, modes, owners, content; never times (moby/buildkit cache/contenthash). */
import { hashContent } from '../../bytes/sha256.ts';
import type { EngineContext } from '../../cas/content-store.ts';
import type { Node } from '../../fs/node.ts';
import { sortedNames } from '../../fs/resolve.ts';
import { definitionOf } from '../cache/cache-records.ts';

/** Nodes never change, so each is read once however many builds copy it. */
const KNOWN = new WeakMap<Node, string>();

export async function digestNode(ctx: EngineContext, node: Node): Promise<string> {
  const known = KNOWN.get(node);
  if (known !== undefined) return known;
  const digest = await readDigest(ctx, node);
  KNOWN.set(node, digest);
  return digest;
}

async function readDigest(ctx: EngineContext, node: Node): Promise<string> {
  const meta = [node.kind, node.mode, node.uid, node.gid];
  if (node.kind === 'file') return definitionOf([...meta, await hashContent(ctx.ports, node.content)]);
  if (node.kind === 'symlink') return definitionOf([...meta, node.target]);
  if (node.kind !== 'dir') return definitionOf([...meta, node.major, node.minor]);
  const entries: [string, string][] = [];
  for (const name of sortedNames(node)) {
    const entry = node.entries.get(name);
    if (entry !== undefined) entries.push([name, await digestNode(ctx, entry)]);
  }
  return definitionOf([...meta, entries]);
}
