/** `--chown` and USER as numbers, by the image's own /etc/passwd and /etc/group. */
import { readContent } from '../../bytes/content.ts';
import { text } from '../../bytes/utf8.ts';
import { findNode } from '../../fs/lookup.ts';
import type { Tree } from '../../fs/node.ts';
import type { Owner } from './copy-files.ts';

type OwnerProblem = { readonly says: string } | { readonly cannotOpen: string };

/** `message` is what the classic builder says after `unable to convert uid/gid chown string to host mapping: `, then comes the problem. */
export class OwnerError extends Error {
  readonly problem: OwnerProblem;
  constructor(message: string, problem: OwnerProblem) {
    super(message);
    this.problem = problem;
  }
}

/** As the classic builder reads it: a user without group takes the group of the same name or number. @throws OwnerError */
export async function parseChown(tree: Tree, chown: string): Promise<Owner> {
  const parts = chown.split(':');
  if (parts.length > 2) throw new OwnerError('', { says: `invalid chown string format: ${chown}` });
  const [user = '', group = user] = parts;
  const uid = await findId(tree, '/etc/passwd', user);
  if (uid === undefined) throw new OwnerError(`can't find uid for user ${user}: `, reasonFor(tree, '/etc/passwd', `user: ${user}`));
  const gid = await findId(tree, '/etc/group', group);
  if (gid === undefined)
    throw new OwnerError(`can't find gid for group ${group}: `, reasonFor(tree, '/etc/group', `group: ${group}`));
  return { uid, gid };
}

function reasonFor(tree: Tree, file: string, missing: string): OwnerProblem {
  return findNode(tree, file)?.kind === 'file' ? { says: `no such ${missing}` } : { cannotOpen: file };
}

/** As BuildKit reads it: an unknown name is 0, a known user brings his own group. */
export async function resolveOwner(tree: Tree, owner: string): Promise<Owner> {
  const [user = '', group] = owner.split(':');
  const row = await findRow(tree, '/etc/passwd', user);
  const uid = isNumber(user) ? Number(user) : Number(row?.[2] ?? 0);
  if (group !== undefined && group !== '') return { uid, gid: (await findId(tree, '/etc/group', group)) ?? 0 };
  return { uid, gid: isNumber(user) ? uid : Number(row?.[3] ?? 0) };
}

async function findId(tree: Tree, file: string, name: string): Promise<number | undefined> {
  if (isNumber(name)) return Number(name);
  const id = (await findRow(tree, file, name))?.[2];
  return id === undefined ? undefined : Number(id);
}

async function findRow(tree: Tree, file: string, name: string): Promise<readonly string[] | undefined> {
  const node = findNode(tree, file);
  if (node?.kind !== 'file') return undefined;
  const rows = text(await readContent(node.content)).split('\n');
  return rows.map((row) => row.split(':')).find((row) => row[0] === name);
}

function isNumber(value: string): boolean {
  return /^\d+$/.test(value);
}
