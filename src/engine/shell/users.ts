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
  return readTable(tree, '/etc/passwd', users, ([name, , uid, gid, , home, shell]) =>
    name === undefined || uid === undefined || !/^\d+$/.test(uid)
      ? []
      : [{ name, uid: Number(uid), gid: Number(gid ?? 0) || 0, home: home ?? '', shell: shell ?? '' }],
  );
}

export function listGroups(tree: Tree): readonly Group[] {
  return readTable(tree, '/etc/group', groups, ([name, , gid, members]) =>
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

/** By the content of the table: it changes seldom, and every process that begins asks for it. */
type Known<Row> = WeakMap<Content, readonly Row[]>;
const users: Known<User> = new WeakMap();
const groups: Known<Group> = new WeakMap();

function readTable<Row>(
  tree: Tree,
  path: string,
  known: Known<Row>,
  read: (fields: readonly string[]) => readonly Row[],
): readonly Row[] {
  const node = findNode(tree, path);
  if (node?.kind !== 'file') return [];
  const before = known.get(node.content);
  if (before !== undefined) return before;
  const bytes = peekContent(node.content);
  if (bytes === undefined) return [];
  const lines = text(bytes).split('\n');
  const rows = lines.filter((line) => line !== '' && !line.startsWith('#')).flatMap((line) => read(line.split(':')));
  known.set(node.content, rows);
  return rows;
}
