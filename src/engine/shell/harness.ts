/** For the tests of this folder: a file tree with busybox (or the host's programs) in it, and a process that runs to its end. */
import { contentOf, EMPTY } from '../bytes/content.ts';
import { text } from '../bytes/utf8.ts';
import { type Credentials, ROOT, type Tree } from '../fs/node.ts';
import { EMPTY_TREE } from '../fs/tree.ts';
import { makeDir, symlinkNode, writeFile } from '../fs/write.ts';
import { DEFAULT_LIMITS, HttpUnreachable, type Limits, type Ports } from '../ports.ts';
import { BUSYBOX_APPLETS, HOST_APPLETS } from './applets/applet-table.ts';
import { APPLETS_NOT_SIMULATED } from './applets/not-simulated.data.ts';
import { findProgram } from './exec.ts';
import { DEVICES_TREE } from './kernel/device-tree.ts';
import { type OutputSink, openInput, openOutput } from './kernel/devices.ts';
import { Files } from './kernel/files.ts';
import { Kernel } from './kernel/kernel.ts';
import { graft } from './kernel/mounts.ts';
import { type OpenFile, statusOf } from './kernel/system.ts';
import { createLoader, hostProgramFile } from './loader.ts';

export const START = Date.UTC(2024, 4, 6, 7, 8, 9);

export interface RunSpec {
  readonly tree?: Tree;
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly who?: Credentials;
  readonly stdin?: string | Uint8Array;
  readonly isTerminal?: boolean;
  readonly limits?: Partial<Limits>;
  readonly now?: number;
  readonly until?: number;
}

export interface RunOutcome {
  readonly out: string;
  readonly err: string;
  /** both, in the order written */
  readonly all: string;
  readonly status: number;
  readonly tree: Tree;
  readonly now: number;
}

function testPorts(limits: Partial<Limits> = {}): Ports {
  return {
    epoch: START,
    seed: 'test',
    limits: { ...DEFAULT_LIMITS, ...limits },
    http: { fetch: () => Promise.reject(new HttpUnreachable('no network in tests')) },
  };
}

const MTIME = Date.UTC(2021, 0, 14, 11, 19, 46) / 1000;

/** `name/` makes a folder, `name -> target` a link, `name*` an executable file. */
function treeWith(files: Readonly<Record<string, string>>, base: Tree = EMPTY_TREE): Tree {
  let tree = base;
  for (const [name, content] of Object.entries(files)) {
    const path = name.replace(/[/*]$/, '');
    const folder = path.slice(0, path.lastIndexOf('/'));
    if (folder !== '') tree = makeDir(tree, folder, { parents: true, mtime: MTIME });
    if (name.endsWith('/')) tree = makeDir(tree, path, { parents: true, mtime: MTIME });
    else if (content.startsWith('-> ')) tree = symlinkNode(tree, content.slice(3), path, { mtime: MTIME });
    else
      tree = writeFile(tree, path, content === '' ? EMPTY : contentOf(content), {
        mtime: MTIME,
        mode: name.endsWith('*') ? 0o755 : 0o644,
      });
  }
  return tree;
}

function busyboxTree(): Tree {
  const links: Record<string, string> = {};
  for (const name of [...BUSYBOX_APPLETS.keys(), ...APPLETS_NOT_SIMULATED, 'sh', 'ash']) links[`/bin/${name}`] = '-> /bin/busybox';
  return treeWith({
    '/bin/busybox*': '\x7fELF\0BusyBox v1.35.0 ()\0',
    ...links,
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n',
    '/etc/group': 'root:x:0:root\nnobody:x:65534:\n',
    '/etc/motd': 'Welcome!\n',
    '/root/': '',
    '/tmp/': '',
  });
}

export function hostTree(): Tree {
  const files: Record<string, string> = {
    '/root/lab/': '',
    '/tmp/': '',
    '/etc/passwd': 'root:x:0:0:root:/root:/bin/bash\n',
    '/etc/group': 'root:x:0:\n',
    '/etc/motd': 'Welcome!\n',
  };
  for (const name of [...HOST_APPLETS.keys(), 'bash', 'sh']) files[`/usr/bin/${name}*`] = hostProgramFile(name);
  return treeWith({ ...files, '/bin': '-> usr/bin' });
}

export async function run(argv: readonly string[], spec: RunSpec = {}): Promise<RunOutcome> {
  const output = { out: '', err: '', all: '' };
  const now = spec.now ?? START;
  const grafted = graft(spec.tree ?? busyboxTree(), [{ target: '/dev', tree: DEVICES_TREE, readOnly: false }], {
    mtime: now / 1000,
    rootReadOnly: false,
  });
  const holder: { kernel?: Kernel } = {};
  const files = new Files({ tree: grafted.tree, borders: grafted.borders, clock: () => holder.kernel?.now ?? now });
  const kernel = new Kernel({
    ports: testPorts(spec.limits),
    files,
    hostname: 'box',
    loader: createLoader(),
    columns: 100,
    now,
    firstPid: 1,
    nextPid: 7,
    isContainer: false,
  });
  holder.kernel = kernel;
  const sink: OutputSink = {
    write(fd, bytes) {
      output[fd === 1 ? 'out' : 'err'] += text(bytes);
      output.all += text(bytes);
    },
  };
  const isTerminal = spec.isTerminal === true;
  const fds: readonly (readonly [number, OpenFile])[] = [
    [0, openInput(contentOf(spec.stdin ?? ''), undefined, isTerminal)],
    [1, openOutput(sink, 1, isTerminal)],
    [2, openOutput(sink, 2, isTerminal)],
  ];
  for (const [, file] of fds) file.refs += 1;
  const env = new Map(Object.entries({ PATH: '/usr/local/bin:/usr/bin:/bin', HOME: '/root', ...spec.env }));
  const process = kernel.start({
    argv,
    env,
    cwd: spec.cwd ?? '/',
    who: spec.who ?? ROOT,
    fds: new Map(fds),
    *program(self) {
      const image = yield* self.system.loader.load(self, findProgram(self, argv[0] ?? '', env.get('PATH') ?? ''), argv);
      self.argv = image.argv;
      return yield* image.program(self);
    },
  });
  await kernel.run({ until: now + (spec.until ?? 3_600_000), done: () => process.state !== 'alive' });
  return {
    ...output,
    status: process.state === 'alive' ? -1 : statusOf(process),
    tree: grafted.ungraft(files.tree).tree,
    now: kernel.now,
  };
}

export function ash(script: string, spec: RunSpec = {}): Promise<RunOutcome> {
  return run(['/bin/sh', '-c', script], spec);
}

export function bash(script: string, spec: RunSpec = {}): Promise<RunOutcome> {
  return run(['bash', '-c', script], { tree: hostTree(), cwd: '/root/lab', ...spec });
}
