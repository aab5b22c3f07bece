/** Who a process is: `--user`, USER (moby `daemon/oci_linux.go` getUser, opencontainers/runc `libcontainer/user`). */
import { peekContent, rememberContent } from '../bytes/content.ts';
import { findNode } from '../fs/lookup.ts';
import type { Credentials, Tree } from '../fs/node.ts';
import type { HostConfig } from '../machine/container.ts';
import { listGroups, listUsers, type User } from '../shell/users.ts';
import { type Soon, wait } from '../soon.ts';
import { droppedOf } from './capabilities.ts';
import { ProcessError } from './process-error.ts';

export interface Identity {
  readonly who: Credentials;
  /** of /etc/passwd; `/` where it names none */
  readonly home: string;
  /** groups that /etc/group lists the user in, where no group was said */
  readonly listed: readonly number[];
}

/**
 * @param spec '', a name or number, with or without `:group`
 * @throws ProcessError `process.user`
 */
export function findIdentity(tree: Tree, spec: string, hostConfig?: Pick<HostConfig, 'settings' | 'privileged'>): Identity {
  const more = hostConfig?.settings?.GroupAdd ?? [];
  const [userPart = '', groupPart = ''] = spec.split(':');
  const users = listUsers(tree);
  const wanted = userPart === '' ? '0' : userPart;
  const number = DIGITS.test(wanted) ? Number(wanted) : undefined;
  const user = users.find(({ name }) => name === wanted) ?? users.find(({ uid }) => uid === number);
  if (user === undefined && !NUMBER.test(wanted)) throw new ProcessError('process.user', { subject: wanted, missing: 'user' });
  const uid = user?.uid ?? checkRange(wanted);
  const gid = groupPart === '' ? (user?.gid ?? 0) : findGroup(tree, groupPart);
  const listed = groupPart === '' && user !== undefined ? groupsNaming(tree, user) : [];
  const groups = new Set([gid, ...listed, ...more.map((group) => findGroup(tree, group, 'extra group'))]);
  const dropped = hostConfig?.privileged === true ? undefined : droppedOf(hostConfig?.settings);
  const who = { uid, gid, groups: [...groups], ...(dropped === undefined ? {} : { dropped }) };
  return { who, home: user?.home || '/', listed };
}

const TABLES = ['/etc/passwd', '/etc/group'];

/** Fetches the tables of users and groups where they lie in a file that was only opened: looking names up cannot wait. */
export function* fetchUserTables(tree: Tree, maxBytes: number): Soon<void> {
  for (const path of TABLES) {
    const node = findNode(tree, path);
    if (node?.kind === 'file' && peekContent(node.content) === undefined) yield* wait(rememberContent(node.content, maxBytes));
  }
}

const DIGITS = /^\d+$/;
const NUMBER = /^[-+]?\d+$/;
const MAX_ID = 2 ** 31 - 1;

function checkRange(text: string): number {
  const id = Number(text);
  if (id < 0 || id > MAX_ID) throw new ProcessError('process.user', { subject: text, missing: 'in range' });
  return id;
}

function findGroup(tree: Tree, text: string, missing: 'group' | 'extra group' = 'group'): number {
  const groups = listGroups(tree);
  const named = groups.find(({ name }) => name === text);
  if (named !== undefined) return named.gid;
  if (NUMBER.test(text)) return checkRange(text);
  throw new ProcessError('process.user', { subject: text, missing });
}

function groupsNaming(tree: Tree, user: User): number[] {
  return listGroups(tree)
    .filter(({ members }) => members.includes(user.name))
    .map(({ gid }) => gid);
}
