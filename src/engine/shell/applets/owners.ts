/** `chmod`, `chown`, `chgrp`. */
import { FsError } from '../../fs/errno.ts';
import type { Meta, Node } from '../../fs/node.ts';
import { print } from '../kernel/io.ts';
import type { Process, Sys } from '../kernel/system.ts';
import { findGroupByName, findUserById, findUserByName } from '../users.ts';
import { type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { applyMode, formatMode } from './mode.ts';
import { type Options, readOptions, showUsage } from './options.ts';

const CHMOD_LONG = { recursive: 'R', verbose: 'v', changes: 'c', silent: 'f', quiet: 'f', 'reference:': '%reference' };

export function* chmod(call: Call): Sys<number> {
  // `-x`, `-rw` are modes, not options.
  const args = call.args.map((arg) => (/^-[rwxXst]+/.test(arg) && !/^-[Rcfv]+$/.test(arg) ? `\0${arg}` : arg));
  const options = yield* readOptions({ ...call, args }, { short: 'Rcfv', long: call.isSmall === true ? {} : CHMOD_LONG });
  if (typeof options === 'number') return options;
  const operands = options.operands.map((operand) => operand.replace('\0', ''));
  const reference = options.value('%reference');
  const text = reference === undefined ? operands[0] : undefined;
  const paths = reference === undefined ? operands.slice(1) : operands;
  if (text === undefined && reference === undefined) return yield* showUsage(call);
  if (paths.length === 0) return yield* showUsage(call, `missing operand after ‘${text}’`);
  const from = reference === undefined ? undefined : call.self.system.files.find(call.self, reference)?.mode;
  if (text !== undefined && applyMode(text, 0, { isDir: false, umask: 0, isBusybox: call.flavour === 'busybox' }) === undefined) {
    if (call.flavour === 'gnu') return yield* showUsage(call, `invalid mode: ‘${text}’`);
    return yield* failAtMode(call, paths, text);
  }
  const modeOf = (node: Node) =>
    from ??
    applyMode(text ?? '', node.mode, {
      isDir: node.kind === 'dir',
      umask: call.self.umask,
      isBusybox: call.flavour === 'busybox',
    }) ??
    node.mode;
  return yield* changeAll(call, paths, options, (node) => ({ mode: modeOf(node) }), 'permissions');
}

/** busybox reads the mode anew for each file, once it has found it. */
function* failAtMode(call: Call, paths: readonly string[], mode: string): Sys<number> {
  for (const path of paths) {
    try {
      call.self.system.files.lookup(call.self, path);
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      yield* fail(call, `${path}: ${errorWords(call, error.code)}`);
      continue;
    }
    return yield* fail(call, `invalid mode '${mode}'`);
  }
  return 1;
}

export function* chown(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'RhLHPcvf',
    long: {
      recursive: 'R',
      'no-dereference': 'h',
      verbose: 'v',
      changes: 'c',
      silent: 'f',
      quiet: 'f',
      'reference:': '%reference',
    },
  });
  if (typeof options === 'number') return options;
  const reference = options.value('%reference');
  const owner = reference === undefined ? options.operands[0] : undefined;
  const paths = reference === undefined ? options.operands.slice(1) : options.operands;
  if (owner === undefined && reference === undefined) return yield* showUsage(call);
  if (paths.length === 0) return yield* showUsage(call, `missing operand after ‘${owner}’`);
  const parsed = reference === undefined ? yield* parseOwner(call, owner ?? '') : call.self.system.files.find(call.self, reference);
  if (parsed === undefined) return 1;
  const change: Partial<Meta> = {
    ...(parsed.uid === undefined ? {} : { uid: parsed.uid }),
    ...(parsed.gid === undefined ? {} : { gid: parsed.gid }),
  };
  return yield* changeAll(call, paths, options, () => change, 'ownership');
}

export function* chgrp(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'RhLHPcvf', long: { recursive: 'R', 'no-dereference': 'h', verbose: 'v' } });
  if (typeof options === 'number') return options;
  const [group, ...paths] = options.operands;
  if (group === undefined) return yield* showUsage(call);
  if (paths.length === 0) return yield* showUsage(call, `missing operand after ‘${group}’`);
  const gid = groupNumber(call.self, group);
  if (gid === undefined) return yield* fail(call, call.flavour === 'gnu' ? `invalid group: ‘${group}’` : `unknown group ${group}`);
  return yield* changeAll(call, paths, options, () => ({ gid }), 'group');
}

interface Owner {
  readonly uid: number | undefined;
  readonly gid: number | undefined;
}

/** `user`, `user:group`, `user:` (his own group), `:group`, with names or numbers; `.` for the colon, too. */
function* parseOwner(call: Call, text: string): Sys<Owner | undefined> {
  const { self, flavour } = call;
  const separator = text.includes(':') ? ':' : '.';
  const at = findUserByName(self, text) === undefined ? text.indexOf(separator) : -1;
  const user = at < 0 ? text : text.slice(0, at);
  const group = at < 0 ? undefined : text.slice(at + 1);
  const uid = user === '' ? undefined : userNumber(self, user);
  const isBadUser = user !== '' && uid === undefined;
  const gid =
    group === undefined ? undefined : group === '' ? (findUserById(self, uid ?? -1)?.gid ?? undefined) : groupNumber(self, group);
  const isBadGroup = group !== undefined && group !== '' && gid === undefined;
  if (!isBadUser && !isBadGroup) return { uid, gid };
  if (flavour === 'gnu') yield* fail(call, isBadUser ? `invalid user: ‘${text}’` : `invalid group: ‘${text}’`);
  else {
    const what = group === undefined ? `user ${user}` : user === '' ? `group ${group}` : `user/group ${text}`;
    yield* fail(call, `unknown ${what}`);
  }
  return undefined;
}

function userNumber(self: Process, text: string): number | undefined {
  return findUserByName(self, text)?.uid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
}

function groupNumber(self: Process, text: string): number | undefined {
  return findGroupByName(self, text)?.gid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
}

type Change = (node: Node) => Partial<Meta>;

function* changeAll(
  call: Call,
  paths: readonly string[],
  options: Options,
  change: Change,
  what: 'permissions' | 'ownership' | 'group',
): Sys<number> {
  let status = 0;
  for (const path of paths) if (!(yield* changeOne(call, path, options, change, what, true))) status = 1;
  return status;
}

/** Links found on the way down are left alone. */
function* changeOne(call: Call, path: string, options: Options, change: Change, what: string, isOperand: boolean): Sys<boolean> {
  const { self, flavour } = call;
  const { files } = self.system;
  self.system.step(self);
  const follow = isOperand && !options.has('h');
  let isDone = true;
  try {
    const { node } = files.lookup(self, path, follow);
    if (node.kind === 'symlink' && what === 'permissions') return true;
    const changed = change(node);
    files.setMeta(self, path, changed, { follow });
    if (options.has('v') || (options.has('c') && isOther(node, changed))) yield* tell(call, path, node, changed);
    if (options.has('R') && node.kind === 'dir') {
      for (const [name] of files.list(self, path))
        if (!(yield* changeOne(call, joinPath(path, name), options, change, what, false))) isDone = false;
    }
    return isDone;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (options.has('f') && flavour === 'gnu') return false;
    const isMissing = error.code !== 'EPERM' && error.code !== 'EROFS';
    const verb = isMissing ? 'cannot access' : what === 'permissions' ? 'changing permissions of' : `changing ${what} of`;
    yield* fail(
      call,
      flavour === 'gnu'
        ? `${verb} ${quoteName(path, true)}: ${errorWords(call, error.code)}`
        : `${path}: ${errorWords(call, error.code)}`,
    );
    return false;
  }
}

function isOther(node: Node, { mode = node.mode, uid = node.uid, gid = node.gid }: Partial<Meta>): boolean {
  return mode !== node.mode || uid !== node.uid || gid !== node.gid;
}

function* tell(call: Call, path: string, node: Node, change: Partial<Meta>): Sys<void> {
  if (change.mode === undefined) {
    const owner = call.flavour === 'gnu' ? '' : ` to ${change.uid ?? node.uid}:${change.gid ?? node.gid}`;
    yield* print(call.self, `changed ownership of ${quoteName(path, true)}${owner}\n`);
    return;
  }
  const shown = (mode: number) => `${mode.toString(8).padStart(4, '0')} (${formatMode({ kind: 'file', mode }).slice(1)})`;
  if (call.flavour === 'busybox') {
    yield* print(call.self, `mode of '${path}' changed to ${shown(change.mode)}\n`);
    return;
  }
  const isSame = change.mode === node.mode;
  yield* print(
    call.self,
    isSame
      ? `mode of ${quoteName(path, true)} retained as ${shown(node.mode)}\n`
      : `mode of ${quoteName(path, true)} changed from ${shown(node.mode)} to ${shown(change.mode)}\n`,
  );
}
