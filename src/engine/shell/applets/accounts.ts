/** `adduser`, `addgroup`, `deluser`, `delgroup` of busybox; `useradd`, `groupadd` are Debian's and not on these machines. */
import { contentOf } from '../../bytes/content.ts';
import { FsError } from '../../fs/errno.ts';
import { bytesOf } from '../kernel/devices.ts';
import { complain } from '../kernel/io.ts';
import type { Process, Sys } from '../kernel/system.ts';
import { decodeText, encodeText } from '../text.ts';
import { findGroupByName, findUserByName, listGroups, listUsers } from '../users.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { readOptions, showUsage } from './options.ts';

function* edit(self: Process, path: string, change: (lines: readonly string[]) => readonly string[]): Sys<void> {
  const { files } = self.system;
  const before = files.find(self, path) === undefined ? '' : decodeText(yield* bytesOf(self, files.read(self, path)));
  const lines = change(before.split('\n').filter((line) => line !== ''));
  files.write(self, path, contentOf(encodeText(lines.map((line) => `${line}\n`).join(''))), {
    mode: path === '/etc/shadow' ? 0o640 : 0o644,
  });
}

function freeId(used: readonly number[], isSystem: boolean): number {
  const taken = new Set(used);
  let id = isSystem ? 100 : 1000;
  while (taken.has(id)) id += 1;
  return id;
}

function* needRoot(call: Call): Sys<boolean> {
  if (call.self.who.uid === 0) return true;
  yield* fail(call, 'must be run as root');
  return false;
}

export function* addgroup(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'g:S', long: { 'gid:': 'g', system: 'S' } });
  if (typeof options === 'number') return options;
  const [first, second] = options.operands;
  if (first === undefined) return yield* showUsage(call);
  if (!(yield* needRoot(call))) return 1;
  const { self } = call;
  try {
    if (second !== undefined) return yield* addMember(call, first, second);
    if (findGroupByName(self, first) !== undefined) return yield* fail(call, `group '${first}' in use`);
    const gid =
      options.value('g') === undefined
        ? freeId(
            listGroups(self.system.files.tree).map((group) => group.gid),
            options.has('S'),
          )
        : Number(options.value('g'));
    if (listGroups(self.system.files.tree).some((group) => group.gid === gid)) return yield* fail(call, `gid '${gid}' in use`);
    yield* edit(self, '/etc/group', (lines) => [...lines, `${first}:x:${gid}:`]);
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(call, `${error.data.path}: ${errorWords(call, error.code)}`);
  }
}

function* addMember(call: Call, user: string, group: string): Sys<number> {
  const { self } = call;
  if (findUserByName(self, user) === undefined) return yield* fail(call, `unknown user ${user}`);
  if (findGroupByName(self, group) === undefined) return yield* fail(call, `unknown group ${group}`);
  yield* edit(self, '/etc/group', (lines) =>
    lines.map((line) => {
      const [name, password, gid, members = ''] = line.split(':');
      if (name !== group || members.split(',').includes(user)) return line;
      return [name, password, gid, members === '' ? user : `${members},${user}`].join(':');
    }),
  );
  return 0;
}

const LONG = {
  'home:': 'h',
  'gecos:': 'g',
  'shell:': 's',
  'ingroup:': 'G',
  'disabled-password': 'D',
  'empty-password': 'D',
  system: 'S',
  'no-create-home': 'H',
  'uid:': 'u',
  'skel:': 'k',
};

export function* adduser(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'h:g:s:G:DSHu:k:', long: LONG });
  if (typeof options === 'number') return options;
  const [name, group] = options.operands;
  if (name === undefined) return yield* showUsage(call);
  if (!(yield* needRoot(call))) return 1;
  const { self } = call;
  const { files } = self.system;
  try {
    if (group !== undefined) return yield* addMember(call, name, group);
    if (findUserByName(self, name) !== undefined) return yield* fail(call, `user '${name}' in use`);
    const isSystem = options.has('S');
    const users = listUsers(files.tree);
    const groups = listGroups(files.tree);
    const given = options.value('u');
    const uid =
      given === undefined
        ? freeId(
            users.map((user) => user.uid),
            isSystem,
          )
        : Number(given);
    if (users.some((user) => user.uid === uid)) return yield* fail(call, `uid '${uid}' in use`);
    const ingroup = options.value('G');
    const shared = findGroupByName(self, 'nogroup')?.gid;
    if (isSystem && ingroup === undefined && shared === undefined) return yield* fail(call, 'unknown group nogroup');
    let gid = isSystem ? (shared ?? uid) : uid;
    if (ingroup !== undefined) {
      const found = findGroupByName(self, ingroup);
      if (found === undefined) return yield* fail(call, `unknown group ${ingroup}`);
      gid = found.gid;
    } else if (!isSystem) {
      if (groups.some((one) => one.name === name)) return yield* fail(call, `group name '${name}' is in use`);
      gid = groups.some((one) => one.gid === uid)
        ? freeId(
            groups.map((one) => one.gid),
            false,
          )
        : uid;
      yield* edit(self, '/etc/group', (lines) => [...lines, `${name}:x:${gid}:`]);
    }
    const home = options.value('h') ?? `/home/${name}`;
    const shell = options.value('s') ?? (isSystem ? '/bin/false' : '/bin/sh');
    const gecos = options.value('g') ?? 'Linux User,,,';
    yield* edit(self, '/etc/passwd', (lines) => [...lines, `${name}:x:${uid}:${gid}:${gecos}:${home}:${shell}`]);
    if (files.find(self, '/etc/shadow') !== undefined) {
      const day = Math.floor(self.system.now / 86_400_000);
      yield* edit(self, '/etc/shadow', (lines) => [...lines, `${name}:!:${day}:0:99999:7:::`]);
    }
    if (!options.has('H') && files.find(self, home) === undefined && !isSystem) {
      files.makeDir(self, home, { parents: true });
      files.setMeta(self, home, { uid, gid, mode: 0o2755 });
    }
    if (!options.has('D') && !isSystem) yield* complain(self, 'passwd: no terminal to read a password from\n');
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(call, `${error.data.path}: ${errorWords(call, error.code)}`);
  }
}

export const deluser = (call: Call): Sys<number> => remove(call, 'user');
export const delgroup = (call: Call): Sys<number> => remove(call, 'group');

function* remove(call: Call, kind: 'user' | 'group'): Sys<number> {
  const options = yield* readOptions(call, { short: '', long: { 'remove-home': '%home' } });
  if (typeof options === 'number') return options;
  const [name] = options.operands;
  if (name === undefined) return yield* showUsage(call);
  if (!(yield* needRoot(call))) return 1;
  const { self } = call;
  const user = findUserByName(self, name);
  const exists = kind === 'user' ? user !== undefined : findGroupByName(self, name) !== undefined;
  if (!exists) return yield* fail(call, `unknown ${kind} ${name}`);
  const without = (lines: readonly string[]) => lines.filter((line) => !line.startsWith(`${name}:`));
  try {
    if (kind === 'user') yield* edit(self, '/etc/passwd', without);
    if (kind === 'user' && self.system.files.find(self, '/etc/shadow') !== undefined) yield* edit(self, '/etc/shadow', without);
    yield* edit(self, '/etc/group', (lines) =>
      without(lines).map((line) =>
        line.replace(
          /:([^:]*)$/,
          (_, members: string) =>
            `:${members
              .split(',')
              .filter((member) => kind === 'group' || member !== name)
              .join(',')}`,
        ),
      ),
    );
    if (options.has('%home') && user !== undefined) self.system.files.remove(self, user.home, { recursive: true });
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(call, `${error.data.path}: ${errorWords(call, error.code)}`);
  }
}
