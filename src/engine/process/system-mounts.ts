/**
 * What every container finds mounted beside its own files: /dev, a little of /proc, and the three files of /etc that docker writes. None
 * of it is in its layer (SEMANTICS section 5).
 */
import { contentOf } from '../bytes/content.ts';
import type { DirNode, Node, Tree } from '../fs/node.ts';
import type { MountedTree } from '../shell/kernel/mounts.ts';

export interface SystemMountOptions {
  readonly hostname: string;
  /** one for each network that gives one */
  readonly addresses: readonly string[];
  /** in a network of one's own names are asked of docker */
  readonly ownNetwork?: boolean;
  readonly extraHosts: readonly string[];
  /** of the main process */
  readonly argv: readonly string[];
  /** seconds since 1970 */
  readonly mtime: number;
}

const DEVICES: readonly (readonly [name: string, major: number, minor: number])[] = [
  ['full', 1, 7],
  ['null', 1, 3],
  ['random', 1, 8],
  ['tty', 5, 0],
  ['urandom', 1, 9],
  ['zero', 1, 5],
];
const LINKS: readonly (readonly [name: string, target: string])[] = [
  ['core', '/proc/kcore'],
  ['fd', '/proc/self/fd'],
  ['ptmx', 'pts/ptmx'],
  ['stderr', '/proc/self/fd/2'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
];
const KERNEL =
  'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)\n';

/** For programs of the learner's own computer, too. */
export function deviceMount(mtime: number): MountedTree {
  const builder = new TreeBuilder(mtime);
  const devices = DEVICES.map(([name, major, minor]): [string, Node] => [name, builder.device(major, minor)]);
  const links = LINKS.map(([name, target]): [string, Node] => [name, builder.link(target)]);
  const folders = ['mqueue', 'pts', 'shm'].map((name): [string, Node] => [name, builder.dir([], name === 'pts' ? 0o755 : 0o1777)]);
  return { target: '/dev', tree: builder.tree([...devices, ...links, ...folders]), readOnly: false };
}

export function systemMounts(options: SystemMountOptions): MountedTree[] {
  const { hostname, addresses, ownNetwork = false, extraHosts, argv, mtime } = options;
  const builder = new TreeBuilder(mtime);
  const extra = extraHosts
    .map((entry) => `${entry.slice(entry.indexOf(':') + 1)}\t${entry.slice(0, entry.indexOf(':'))}\n`)
    .join('');
  const own = addresses.map((address) => `${address}\t${hostname}\n`).join('');
  const hosts = `127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nff00::0\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n${extra}${own}`;
  const program = (argv[0] ?? '').split('/').at(-1) ?? '';
  const one = builder.dir([
    ['cmdline', builder.file(`${argv.join('\0')}\0`, 0o444)],
    ['comm', builder.file(`${program.slice(0, 15)}\n`, 0o644)],
  ]);
  const proc = builder.tree([
    ['1', one],
    ['cpuinfo', builder.file('processor\t: 0\nmodel name\t: camadas\n\n', 0o444)],
    ['meminfo', builder.file('MemTotal:        2048000 kB\nMemFree:         1024000 kB\nMemAvailable:    1536000 kB\n', 0o444)],
    ['mounts', builder.file('overlay / overlay rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n', 0o444)],
    ['self', builder.link('1')],
    ['uptime', builder.file('100.00 100.00\n', 0o444)],
    ['version', builder.file(KERNEL, 0o444)],
  ]);
  return [
    deviceMount(mtime),
    { target: '/proc', tree: proc, readOnly: true },
    { target: '/sys', tree: builder.tree([]), readOnly: true },
    builder.overFile('/etc/resolv.conf', `nameserver 127.0.0.11\n${ownNetwork ? 'options ndots:0\n' : ''}`),
    builder.overFile('/etc/hostname', `${hostname}\n`),
    builder.overFile('/etc/hosts', hosts),
  ];
}

class TreeBuilder {
  private nextIno = 1;
  private readonly mtime: number;

  constructor(mtime: number) {
    this.mtime = mtime;
  }

  tree(entries: readonly (readonly [string, Node])[]): Tree {
    const root = this.dir(entries);
    return { root, nextIno: this.nextIno };
  }

  dir(entries: readonly (readonly [string, Node])[], mode = 0o755): DirNode {
    return { kind: 'dir', ...this.meta(mode), entries: new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1))) };
  }

  file(text: string, mode = 0o644): Node {
    return { kind: 'file', ...this.meta(mode), content: contentOf(text), nlink: 1 };
  }

  link(target: string): Node {
    return { kind: 'symlink', ...this.meta(0o777), target };
  }

  device(major: number, minor: number): Node {
    return { kind: 'char', ...this.meta(0o666), major, minor };
  }

  overFile(target: string, text: string): MountedTree {
    const file = target.split('/').at(-1) ?? '';
    return { target, file, tree: this.tree([[file, this.file(text)]]), readOnly: false };
  }

  private meta(mode: number) {
    this.nextIno += 1;
    return { mode, uid: 0, gid: 0, mtime: this.mtime, ino: this.nextIno };
  }
}
