/** A learner's own computer before the first line: an empty Docker, an empty working folder, the variables of a plain root shell. */
import { contentOf } from './bytes/content.ts';
import type { Tree } from './fs/node.ts';
import { EMPTY_TREE } from './fs/tree.ts';
import { makeDir, writeFile } from './fs/write.ts';
import { createMachine } from './machine/create-machine.ts';
import type { Machine } from './machine/machine.ts';
import type { Ports } from './ports.ts';

/** where the shell starts; the recordings of a real Docker start there too */
export const WORKING_FOLDER = '/root/lab';

const FOLDERS: readonly { readonly path: string; readonly mode: number }[] = [
  { path: '/etc', mode: 0o755 },
  { path: '/home', mode: 0o755 },
  { path: '/root', mode: 0o700 },
  { path: WORKING_FOLDER, mode: 0o755 },
  { path: '/tmp', mode: 0o1777 },
  { path: '/var', mode: 0o755 },
  { path: '/var/tmp', mode: 0o1777 },
];
const FILES: ReadonlyMap<string, string> = new Map([
  ['/etc/hostname', 'camadas\n'],
  ['/etc/hosts', '127.0.0.1 localhost\n'],
  ['/etc/passwd', 'root:x:0:0:root:/root:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n'],
  ['/etc/group', 'root:x:0:\nnogroup:x:65534:\n'],
]);
const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['PATH', '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'],
  ['HOME', '/root'],
  ['USER', 'root'],
  ['SHELL', '/bin/bash'],
  ['TERM', 'xterm'],
  ['LANG', 'C.UTF-8'],
  ['TZ', 'UTC'],
]);

/** `env` adds exported variables, `DOCKER_BUILDKIT` for one. */
export function createLearnerMachine(ports: Ports, env: ReadonlyMap<string, string> = new Map()): Machine {
  const mtime = ports.epoch / 1000;
  let hostTree: Tree = EMPTY_TREE;
  for (const { path, mode } of FOLDERS) hostTree = makeDir(hostTree, path, { mode, mtime });
  for (const [path, text] of FILES) hostTree = writeFile(hostTree, path, contentOf(text), { mode: 0o644, mtime });
  return createMachine(ports, { hostTree, cwd: WORKING_FOLDER, env: new Map([...VARIABLES, ...env]) });
}
