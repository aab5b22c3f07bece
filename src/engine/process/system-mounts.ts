/**
 * What every container finds mounted beside its own files: /dev, a little of /proc, and the three files of /etc that docker writes. None
 * of it is in its layer (SEMANTICS section 5).
 */
import { type Content, contentOf, EMPTY } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import { laterEntries } from '../fs/entries.ts';
import type { DirNode, Node, Tree } from '../fs/node.ts';
import { DEVICES, findDevice } from '../machine/device-names.ts';
import type { DeviceMapping, HostSettings } from '../machine/host-settings.ts';
import type { MountedTree } from '../shell/kernel/mounts.ts';
import { capabilityLines } from './capabilities.ts';
import { INIT_PATH } from './init-program.ts';

export interface SystemMountOptions {
  readonly hostname: string;
  /** one for each network that gives one */
  readonly addresses: readonly string[];
  /** in a network of one's own names are asked of docker */
  readonly ownNetwork?: boolean;
  /** name servers and the like */
  readonly settings?: HostSettings | undefined;
  /** another's, whose name servers are asked */
  readonly dns?: HostSettings | undefined;
  /** `--domainname` */
  readonly domain?: string;
  readonly extraHosts: readonly string[];
  /** `--read-only` holds for docker's three files, too */
  readonly readOnly?: boolean;
  /** `--init` */
  readonly init?: boolean;
  /** of the main process */
  readonly argv: readonly string[];
  /** where the main process' program lies, links followed; asked for when somebody looks */
  readonly program?: () => string | undefined;
  readonly isPrivileged?: boolean;
  /** the main process is user 0's */
  readonly isRoot?: boolean;
  /** seconds since 1970 */
  readonly mtime: number;
}

const LINKS: readonly (readonly [name: string, target: string])[] = [
  ['fd', '/proc/self/fd'],
  ['ptmx', 'pts/ptmx'],
  ['stderr', '/proc/self/fd/2'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
];
const KERNEL =
  'Linux version 6.1.0-18-amd64 (debian-kernel@lists.debian.org) #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)\n';

const RESOLVER = contentOf('nameserver 127.0.0.11\n');
const RESOLVER_OF_OWN_NETWORK = contentOf('nameserver 127.0.0.11\noptions ndots:0\n');
const LOCAL_HOSTS = utf8(
  '127.0.0.1\tlocalhost\n::1\tlocalhost ip6-localhost ip6-loopback\nfe00::0\tip6-localnet\nff00::0\tip6-mcastprefix\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n',
);
/** what stands in /proc for every process alike */
const PROC: readonly (readonly [name: string, content: Content])[] = [
  ['cpuinfo', contentOf('processor\t: 0\nmodel name\t: camadas\n\n')],
  ['meminfo', contentOf('MemTotal:        2048000 kB\nMemFree:         1024000 kB\nMemAvailable:    1536000 kB\n')],
  ['mounts', contentOf('overlay / overlay rw,relatime 0 0\nproc /proc proc rw,nosuid,nodev,noexec,relatime 0 0\n')],
  ['uptime', contentOf('100.00 100.00\n')],
  ['version', contentOf(KERNEL)],
];

/** Of /proc/sys what programs ask for, as docker leaves it; `--sysctl` adds to it. */
const SYSCTLS: Readonly<Record<string, string>> = {
  'fs.file-max': '9223372036854775807',
  'kernel.osrelease': '6.1.0-18-amd64',
  'kernel.ostype': 'Linux',
  'kernel.pid_max': '4194304',
  'net.core.somaxconn': '4096',
  'net.ipv4.ip_forward': '1',
  'net.ipv4.ip_unprivileged_port_start': '0',
  'vm.max_map_count': '65530',
  'vm.overcommit_memory': '0',
  'vm.swappiness': '60',
};

/** For programs of the learner's own computer, too. */
export function deviceMount(mtime: number): MountedTree {
  const { root, nextIno } = DEVICE_TREE;
  const { entries, ...meta } = root;
  const later = laterEntries(() => new Map([...entries].map(([name, node]) => [name, { ...node, mtime }])));
  return {
    target: '/dev',
    tree: { root: { ...meta, mtime, entries: later }, nextIno },
    readOnly: false,
    linkless: true,
    kind: 'tmpfs',
  };
}

function deviceTree(builder: TreeBuilder): Tree {
  const devices = DEVICES.map(([name, major, minor]): [string, Node] => [name, builder.device(major, minor)]);
  const links = LINKS.map(([name, target]): [string, Node] => [name, builder.link(target)]);
  const folders = ['mqueue', 'pts', 'shm'].map((name): [string, Node] => [
    name,
    builder.dir(new Map(), name === 'pts' ? 0o755 : 0o1777),
  ]);
  return builder.tree(new Map([...devices, ...links, ...folders].sort(([a], [b]) => (a < b ? -1 : 1))));
}

export function systemMounts(options: SystemMountOptions): MountedTree[] {
  const { addresses, settings, init = false, mtime } = options;
  const builder = new TreeBuilder(mtime);
  const proc = procMount(builder, options);
  const sys = sysMount(builder, addresses);
  const tini = init ? [builder.overFile(INIT_PATH, EMPTY, true, 0o755)] : [];
  // short paths first, as they are mounted
  return [devicesWith(deviceMount(mtime), settings?.Devices, builder), sys, proc, ...ownFileMounts(options, builder), ...tini];
}

export type OwnFileOptions = Pick<
  SystemMountOptions,
  'hostname' | 'domain' | 'addresses' | 'ownNetwork' | 'settings' | 'dns' | 'extraHosts' | 'readOnly' | 'mtime'
>;

/** The three files that docker writes for each container, and mounts over those of the image. */
export function ownFileMounts(options: OwnFileOptions, builder = new TreeBuilder(options.mtime)): MountedTree[] {
  const { hostname, domain = '', addresses, ownNetwork = false, settings, dns = settings, extraHosts, readOnly = false } = options;
  const names = domain === '' ? hostname : `${hostname}.${domain} ${hostname}`;
  let hosts = '';
  for (const entry of extraHosts) hosts += `${entry.slice(entry.indexOf(':') + 1)}\t${entry.slice(0, entry.indexOf(':'))}\n`;
  for (const address of addresses) hosts += `${address}\t${names}\n`;
  const resolver = builder.overFile('/etc/resolv.conf', resolverOf(ownNetwork, dns), readOnly);
  const name = builder.overFile('/etc/hostname', contentOf(`${hostname}\n`), readOnly);
  const table = builder.overFile('/etc/hosts', hostsFile(hosts), readOnly);
  return [table, name, resolver];
}

/** `--device`: what is to lie in the container's /dev. */
function devicesWith(mount: MountedTree, devices: readonly DeviceMapping[] | undefined, builder: TreeBuilder): MountedTree {
  if (devices === undefined) return mount;
  const entries = new Map(mount.tree.root.entries);
  for (const { PathOnHost, PathInContainer } of devices) {
    const numbers = findDevice(PathOnHost);
    const name = /^\/dev\/([^/]+)$/.exec(PathInContainer)?.[1];
    if (numbers !== undefined && name !== undefined) entries.set(name, builder.device(...numbers));
  }
  const sorted = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...mount, tree: { ...mount.tree, root: { ...mount.tree.root, entries: sorted } } };
}

/** @param more lines beside those that all have in common */
function hostsFile(more: string): Content {
  const bytes = utf8(more);
  const local = { kind: 'bytes', bytes: LOCAL_HOSTS } as const;
  return { size: LOCAL_HOSTS.length + bytes.length, chunks: more === '' ? [local] : [local, { kind: 'bytes', bytes }] };
}

const SYS_FOLDERS = ['block', 'bus', 'class', 'dev', 'devices', 'firmware', 'fs', 'kernel', 'module', 'power'];
/** Nodes in /sys without any interface but `lo`, and for each other one. */
const SYS_NODES = SYS_FOLDERS.length + 3;
const NODES_OF_INTERFACE = 2;

/** Of /sys what says which interfaces there are: `ls /sys/class/net`. */
function sysMount(builder: TreeBuilder, addresses: readonly string[]): MountedTree {
  const inside = builder.reserve(SYS_NODES + NODES_OF_INTERFACE * addresses.length);
  const entries = laterEntries(() => {
    const names = [
      ...addresses.map((address, at) => [`eth${at}`, macAddress(address)] as const),
      ['lo', '00:00:00:00:00:00'] as const,
    ];
    const interfaces = names.map(([name, mac]): [string, Node] => [
      name,
      inside.dir(new Map([['address', inside.file(contentOf(`${mac}\n`), 0o444)]])),
    ]);
    const net = inside.dir(new Map(interfaces));
    return new Map(
      SYS_FOLDERS.map((name): [string, Node] => [name, inside.dir(name === 'class' ? new Map([['net', net]]) : new Map())]),
    );
  });
  return {
    target: '/sys',
    tree: builder.treeOf({ ...builder.emptyDir(0o555), entries }),
    readOnly: true,
    linkless: true,
    kind: 'sysfs',
  };
}

/** docker derives it from the address. */
function macAddress(address: string): string {
  return ['02', '42', ...address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'))].join(':');
}

function procMount(builder: TreeBuilder, options: SystemMountOptions): MountedTree {
  const own = options.settings?.Sysctls;
  const inside = builder.reserve(PROC.length + PROC_OF_OWN + SYSCTL_NAMES + (own === undefined ? 0 : namesOf(own)));
  const entries = laterEntries(() => procEntries(inside, options, { ...SYSCTLS, 'kernel.hostname': options.hostname, ...own }));
  const root = { ...builder.emptyDir(0o555), entries };
  return { target: '/proc', tree: builder.treeOf(root), readOnly: true, linkless: true, kind: 'proc' };
}

/** Nodes in /proc beside those of PROC. */
const PROC_OF_OWN = 8;
/** And beside a container's own. */
const SYSCTL_NAMES = namesOf({ ...SYSCTLS, 'kernel.hostname': '' });

/** As many as their paths have parts: more than there are nodes, where two are in one folder. */
function namesOf(sysctls: Readonly<Record<string, string>>): number {
  return Object.keys(sysctls).join('.').split('.').length;
}

function sysctlFolder(builder: TreeBuilder, values: readonly (readonly [path: readonly string[], value: string])[]): DirNode {
  const names = [...new Set(values.map(([[name = '']]) => name))].sort();
  return builder.dir(
    new Map(
      names.map((name): [string, Node] => {
        const below = values.filter(([path]) => path[0] === name).map(([path, value]) => [path.slice(1), value] as const);
        const leaf = below.find(([path]) => path.length === 0);
        return [name, leaf === undefined ? sysctlFolder(builder, below) : builder.file(contentOf(`${leaf[1]}\n`))];
      }),
    ),
  );
}

function procEntries(
  builder: TreeBuilder,
  options: SystemMountOptions,
  sysctls: Readonly<Record<string, string>>,
): ReadonlyMap<string, Node> {
  const { argv, settings, isPrivileged = false, isRoot = true } = options;
  const capabilities = capabilityLines(settings, isPrivileged, isRoot);
  const command = argv[0] ?? '';
  const program = command.slice(command.lastIndexOf('/') + 1, command.lastIndexOf('/') + 16);
  const own = new Map([
    ['cmdline', builder.file(contentOf(`${argv.join('\0')}\0`), 0o444)],
    ['comm', builder.file(contentOf(`${program}\n`))],
    ['exe', builder.link(options.program?.() ?? command)],
    ['root', builder.link('/')],
    [
      'status',
      builder.file(
        contentOf(`Name:\t${program}\nState:\tS (sleeping)\nTgid:\t1\nNgid:\t0\nPid:\t1\nPPid:\t0\n${capabilities}`),
        0o444,
      ),
    ],
  ]);
  const entries = new Map<string, Node>([['1', builder.dir(own)]]);
  for (const [name, content] of PROC) {
    if (name === 'uptime') {
      entries.set('self', builder.link('1'));
      const values = Object.entries(sysctls).map(([path, value]) => [path.split('.'), value] as const);
      entries.set('sys', sysctlFolder(builder, values));
    }
    entries.set(name, builder.file(content, 0o444));
  }
  return entries;
}

function resolverOf(ownNetwork: boolean, settings: HostSettings | undefined): Content {
  if (settings?.Dns === undefined && settings?.DnsSearch === undefined && settings?.DnsOptions === undefined) {
    return ownNetwork ? RESOLVER_OF_OWN_NETWORK : RESOLVER;
  }
  return contentOf(resolvConf(settings, ownNetwork));
}

function resolvConf(settings: HostSettings, ownNetwork: boolean): string {
  const { Dns = ['127.0.0.11'], DnsSearch = [], DnsOptions = ownNetwork ? ['ndots:0'] : [] } = settings;
  const search = DnsSearch.filter((domain) => domain !== '.');
  return [
    ...(search.length === 0 ? [] : [`search ${search.join(' ')}`]),
    ...(ownNetwork ? ['127.0.0.11'] : Dns).map((server) => `nameserver ${server}`),
    ...(DnsOptions.length === 0 ? [] : [`options ${DnsOptions.join(' ')}`]),
    '',
  ].join('\n');
}

/** Entries are put in by name, as they are listed. */
class TreeBuilder {
  private nextIno: number;
  private readonly mtime: number;

  constructor(mtime: number, nextIno = 1) {
    this.mtime = mtime;
    this.nextIno = nextIno;
  }

  /** Another that makes `count` nodes, perhaps later, with the numbers that come next. */
  reserve(count: number): TreeBuilder {
    const later = new TreeBuilder(this.mtime, this.nextIno);
    this.nextIno += count;
    return later;
  }

  mount(target: string, entries: ReadonlyMap<string, Node>, readOnly: boolean): MountedTree {
    return { target, tree: this.tree(entries), readOnly, linkless: true };
  }

  overFile(target: string, content: Content, readOnly: boolean, mode = 0o644): MountedTree {
    const file = target.slice(target.lastIndexOf('/') + 1);
    return { target, file, tree: this.tree(new Map([[file, this.file(content, mode)]])), readOnly, linkless: true };
  }

  dir(entries: ReadonlyMap<string, Node>, mode = 0o755): DirNode {
    return { ...this.emptyDir(mode), entries };
  }

  emptyDir(mode = 0o755): Omit<DirNode, 'entries'> {
    return { kind: 'dir', mode, uid: 0, gid: 0, mtime: this.mtime, ino: this.takeIno() };
  }

  file(content: Content, mode = 0o644): Node {
    return { kind: 'file', mode, uid: 0, gid: 0, mtime: this.mtime, ino: this.takeIno(), content, nlink: 1 };
  }

  link(target: string): Node {
    return { kind: 'symlink', mode: 0o777, uid: 0, gid: 0, mtime: this.mtime, ino: this.takeIno(), target };
  }

  device(major: number, minor: number): Node {
    return { kind: 'char', mode: 0o666, uid: 0, gid: 0, mtime: this.mtime, ino: this.takeIno(), major, minor };
  }

  tree(entries: ReadonlyMap<string, Node>): Tree {
    return this.treeOf(this.dir(entries));
  }

  treeOf(root: DirNode): Tree {
    return { root, nextIno: this.nextIno };
  }

  private takeIno(): number {
    this.nextIno += 1;
    return this.nextIno;
  }
}

/** Of no time yet. */
const DEVICE_TREE = deviceTree(new TreeBuilder(0));
