/** Users and groups, as /etc/passwd and /etc/group of the process' own file system name them (passwd(5), group(5)). */
import { type Content, peekContent } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import { findNode } from '../fs/lookup.ts';
import type { Tree } from '../fs/node.ts';
import type { Process } from './kernel/system.ts';

export interface User {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly home: string;
  readonly shell: string;
}
export interface Group {
  readonly name: string;
  readonly gid: number;
  readonly members: readonly string[];
}

export function listUsers(tree: Tree): readonly User[] {
  return records(tree, '/etc/passwd').flatMap(([name, , uid, gid, , home, shell]) =>
    name === undefined || uid === undefined || !/^\d+$/.test(uid)
      ? []
      : [{ name, uid: Number(uid), gid: Number(gid ?? 0) || 0, home: home ?? '', shell: shell ?? '' }],
  );
}

export function listGroups(tree: Tree): readonly Group[] {
  return records(tree, '/etc/group').flatMap(([name, , gid, members]) =>
    name === undefined || gid === undefined || !/^\d+$/.test(gid)
      ? []
      : [{ name, gid: Number(gid), members: (members ?? '').split(',').filter((member) => member !== '') }],
  );
}

export function findUserByName(self: Process, name: string): User | undefined {
  return listUsers(self.system.files.tree).find((user) => user.name === name);
}

export function findUserById(self: Process, uid: number): User | undefined {
  return listUsers(self.system.files.tree).find((user) => user.uid === uid);
}

export function findGroupByName(self: Process, name: string): Group | undefined {
  return listGroups(self.system.files.tree).find((group) => group.name === name);
}

export function findGroupById(self: Process, gid: number): Group | undefined {
  return listGroups(self.system.files.tree).find((group) => group.gid === gid);
}

/** The groups a user is in beside his own. */
export function groupsOf(tree: Tree, name: string): readonly number[] {
  return listGroups(tree)
    .filter(({ members }) => members.includes(name))
    .map(({ gid }) => gid);
}

type Record = readonly string[];

/** By the content of the table: it changes seldom, and every process that begins asks for it. */
const recordsByContent = new WeakMap<Content, readonly Record[]>();

function records(tree: Tree, path: string): readonly Record[] {
  const node = findNode(tree, path);
  if (node?.kind !== 'file') return [];
  const known = recordsByContent.get(node.content);
  if (known !== undefined) return known;
  const bytes = peekContent(node.content);
  if (bytes === undefined) return [];
  const read = text(bytes)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'));
  recordsByContent.set(node.content, read);
  return read;
}
