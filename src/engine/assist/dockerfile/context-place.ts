/** The build context of a Dockerfile on the learner's computer: the folder that it lies in. */
import { findNode } from '../../fs/lookup.ts';
import type { Node } from '../../fs/node.ts';
import type { Machine } from '../../machine/machine.ts';
import type { Place } from '../path-items.ts';

/** @param path of the Dockerfile, from the working folder or absolute */
export function contextPlace({ host }: Machine, path: string): Place {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const cwd = folder.startsWith('/') ? folder : `${host.cwd.replace(/\/$/, '')}/${folder}`;
  return { tree: host.tree, cwd: cwd === '' ? '/' : cwd };
}

/** A leading slash means the context's own root. */
export function findInContext({ tree, cwd }: Place, path: string): Node | undefined {
  return findNode(tree, path.replace(/^\/+/, '') || '.', { cwd });
}
