/** Who and where: `id`, `whoami`, `groups`, `hostname`, `uname`, `nproc`, `tty`, `arch`, `logname`, `who`. */
import { bytesOf } from '../kernel/devices.ts';
import { flush, print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { decodeText } from '../text.ts';
import { findGroupById, findUserById, findUserByName, groupsOf } from '../users.ts';
import { type Call, fail } from './applet.ts';
import { type Options, readOptions, showUsage } from './options.ts';

interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
}

export function* id(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'agGnruz',
    long: { group: 'g', groups: 'G', name: 'n', real: 'r', user: 'u' },
  });
  if (typeof options === 'number') return options;
  const [name] = options.operands;
  if (call.flavour === 'busybox' && !isAllowed(options)) return yield* showUsage(call);
  const who = name === undefined ? sorted(call.self.who) : identityOf(call, name);
  if (who === undefined) return yield* fail(call, call.flavour === 'gnu' ? `‘${name}’: no such user` : `unknown user ${name}`);
  // busybox shows what the kernel keeps, and that need not hold the first group.
  const isKept = call.flavour === 'busybox' && name === undefined && !options.has('G');
  const all = [who.gid, ...who.groups];
  // busybox lists a user's first group twice where /etc/group names them in it.
  const isListed = call.flavour === 'busybox' && !options.has('G');
  const groups = isKept ? who.groups : isListed ? all : [...new Set(all)];
  const userName = (uid: number) => findUserById(call.self, uid)?.name;
  const groupName = (gid: number) => findGroupById(call.self, gid)?.name;
  const isNamed = options.has('n');
  const numbers = options.has('u') ? [who.uid] : options.has('g') ? [who.gid] : options.has('G') ? groups : undefined;
  if (numbers !== undefined && isNamed) return yield* printNames(call, numbers, options.has('u') ? userName : groupName);
  if (numbers !== undefined) yield* print(call.self, `${numbers.join(' ')}\n`);
  else {
    const shown = (number: number, text: string | undefined) => (text === undefined ? String(number) : `${number}(${text})`);
    const list = groups.map((gid) => shown(gid, groupName(gid))).join(',');
    yield* print(
      call.self,
      `uid=${shown(who.uid, userName(who.uid))} gid=${shown(who.gid, groupName(who.gid))}${list === '' ? '' : ` groups=${list}`}\n`,
    );
  }
  return 0;
}

/** An ID without a name stands for itself; busybox says so. */
function* printNames(call: Call, ids: readonly number[], nameOf: (id: number) => string | undefined): Sys<number> {
  let status = 0;
  for (const [index, id] of ids.entries()) {
    const name = nameOf(id);
    yield* print(call.self, `${index === 0 ? '' : ' '}${name ?? id}`);
    if (name !== undefined || call.flavour === 'gnu') continue;
    yield* flush(call.self);
    status = yield* fail(call, `unknown ID ${id}`);
  }
  yield* print(call.self, '\n');
  return status;
}

/** busybox shows one of the three, and only with one the names or the real IDs. */
function isAllowed(options: Options): boolean {
  const shown = [...'ugG'].filter((letter) => options.has(letter)).length;
  return options.operands.length < 2 && (shown === 1 || (shown === 0 && !options.has('n') && !options.has('r')));
}

/** The kernel keeps a process' groups in the order of their numbers. */
function sorted(who: Identity): Identity {
  return { ...who, groups: [...new Set(who.groups)].sort((a, b) => a - b) };
}

/** busybox knows users by name only. */
function identityOf({ self, flavour }: Call, text: string): Identity | undefined {
  const isNumber = flavour === 'gnu' && /^\d+$/.test(text);
  const user = findUserByName(self, text) ?? (isNumber ? findUserById(self, Number(text)) : undefined);
  return user === undefined ? undefined : { uid: user.uid, gid: user.gid, groups: groupsOf(self.system.files.tree, user.name) };
}

export function* whoami(call: Call): Sys<number> {
  const [extra] = call.args;
  if (extra !== undefined) return yield* showUsage(call, `extra operand ‘${extra}’`);
  const { uid } = call.self.who;
  const name = findUserById(call.self, uid)?.name;
  if (name === undefined)
    return yield* fail(call, call.flavour === 'gnu' ? `cannot find name for user ID ${uid}` : `unknown uid ${uid}`);
  yield* print(call.self, `${name}\n`);
  return 0;
}

export function* groups(call: Call): Sys<number> {
  const [name] = call.args;
  const who = name === undefined ? call.self.who : identityOf(call, name);
  if (who === undefined) return yield* fail(call, call.flavour === 'gnu' ? `‘${name}’: no such user` : `unknown user ${name}`);
  const names = [...new Set([who.gid, ...who.groups])].map((gid) => findGroupById(call.self, gid)?.name ?? gid);
  yield* print(call.self, `${call.flavour === 'gnu' && name !== undefined ? `${name} : ` : ''}${names.join(' ')}\n`);
  return 0;
}

export function* hostname(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'adfFisI', long: { fqdn: 'f', short: 's', 'ip-address': 'i' } });
  if (typeof options === 'number') return options;
  const name = call.self.system.hostname;
  const { address, whole } = yield* lookUp(call, name);
  if (options.operands.length > 0)
    return yield* fail(
      call,
      call.flavour === 'gnu' ? 'you must be root to change the host name' : 'sethostname: Operation not permitted',
    );
  if (options.has('d')) yield* print(call.self, `${whole.includes('.') ? whole.slice(whole.indexOf('.') + 1) : ''}\n`);
  else if (options.has('i') || options.has('I')) yield* print(call.self, `${address}\n`);
  else if (options.has('f')) yield* print(call.self, `${whole}\n`);
  else yield* print(call.self, `${options.has('s') ? name.split('.')[0] : name}\n`);
  return 0;
}

/** The first line of /etc/hosts that has the name: its address, and the name in full. */
function* lookUp(call: Call, name: string): Sys<{ readonly address: string; readonly whole: string }> {
  const { self } = call;
  const node = self.system.files.find(self, '/etc/hosts');
  const text = node?.kind === 'file' ? decodeText(yield* bytesOf(self, node.content)) : '';
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').split(/\s+/).filter(Boolean));
  const [address = '127.0.0.1', whole = name] = lines.find((fields) => fields.slice(1).includes(name)) ?? [];
  return { address, whole };
}

const KERNEL = {
  s: 'Linux',
  r: '6.1.0-18-amd64',
  v: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)',
  m: 'x86_64',
  p: 'unknown',
  i: 'unknown',
  o: 'GNU/Linux',
};

export function* uname(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'asnrvmpio',
    long: {
      all: 'a',
      'kernel-name': 's',
      nodename: 'n',
      'kernel-release': 'r',
      'kernel-version': 'v',
      machine: 'm',
      processor: 'p',
      'hardware-platform': 'i',
      'operating-system': 'o',
    },
  });
  if (typeof options === 'number') return options;
  if (options.operands.length > 0) return yield* showUsage(call, `extra operand ‘${options.operands[0]}’`);
  const wanted = options.has('a')
    ? call.isSmall === true
      ? 'snrvm'
      : 'snrvmo'
    : options.given.length === 0
      ? 's'
      : options.given.map(({ letter }) => letter).join('');
  const fields: string[] = [];
  for (const letter of 'snrvmpio') {
    if (!wanted.includes(letter)) continue;
    fields.push(
      letter === 'n'
        ? call.self.system.hostname
        : letter === 'o' && call.flavour === 'busybox'
          ? call.isSmall === true
            ? ''
            : 'Linux'
          : KERNEL[letter as keyof typeof KERNEL],
    );
  }
  yield* print(call.self, `${fields.join(' ')}\n`);
  return 0;
}

export function* arch(call: Call): Sys<number> {
  yield* print(call.self, `${KERNEL.m}\n`);
  return 0;
}

export function* nproc(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: '', long: { all: 'a', 'ignore:': 'i' } });
  if (typeof options === 'number') return options;
  if (options.operands.length > 0) return yield* showUsage(call, `extra operand ‘${options.operands[0]}’`);
  yield* print(call.self, '2\n');
  return 0;
}

export function* tty(call: Call): Sys<number> {
  const isTerminal = call.self.fds.get(0)?.isTerminal === true;
  yield* print(call.self, isTerminal ? '/dev/pts/0\n' : 'not a tty\n');
  return isTerminal ? 0 : 1;
}

export function* logname(call: Call): Sys<number> {
  return yield* fail(call, call.flavour === 'gnu' ? 'no login name' : 'getlogin: No such file or directory');
}
