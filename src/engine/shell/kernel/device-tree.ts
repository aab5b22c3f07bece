/** /dev, /proc and /sys as far as they are simulated; mounted while processes run, so they are in no layer. */
import { contentOf } from '../../bytes/content.ts';
import type { Tree } from '../../fs/node.ts';
import { EMPTY_TREE } from '../../fs/tree.ts';
import { makeDir, makeSpecial, symlinkNode, writeFile } from '../../fs/write.ts';

const CHARS: readonly (readonly [name: string, major: number, minor: number])[] = [
  ['null', 1, 3],
  ['zero', 1, 5],
  ['full', 1, 7],
  ['random', 1, 8],
  ['urandom', 1, 9],
  ['tty', 5, 0],
];
const LINKS: readonly (readonly [name: string, target: string])[] = [
  ['fd', '/proc/self/fd'],
  ['stdin', '/proc/self/fd/0'],
  ['stdout', '/proc/self/fd/1'],
  ['stderr', '/proc/self/fd/2'],
];

export const DEVICES_TREE: Tree = devices();
export const PROC_TREE: Tree = proc();
export const SYS_TREE: Tree = EMPTY_TREE;

function devices(): Tree {
  const at = { mtime: 0 };
  let tree = EMPTY_TREE;
  for (const [name, major, minor] of CHARS)
    tree = makeSpecial(tree, `/${name}`, { ...at, kind: 'char', mode: 0o666, major, minor });
  for (const [name, target] of LINKS) tree = symlinkNode(tree, target, `/${name}`, at);
  for (const name of ['pts', 'shm', 'mqueue']) tree = makeDir(tree, `/${name}`, { ...at, mode: name === 'pts' ? 0o755 : 0o1777 });
  return tree;
}

function proc(): Tree {
  const at = { mtime: 0, mode: 0o444 };
  let tree = EMPTY_TREE;
  const files: Readonly<Record<string, string>> = {
    cmdline: 'BOOT_IMAGE=/vmlinuz root=/dev/vda1\n',
    cpuinfo:
      'processor\t: 0\nmodel name\t: Virtual CPU\ncpu MHz\t\t: 2000.000\n\nprocessor\t: 1\nmodel name\t: Virtual CPU\ncpu MHz\t\t: 2000.000\n\n',
    loadavg: '0.00 0.00 0.00 1/100 1\n',
    meminfo:
      'MemTotal:        4030464 kB\nMemFree:         2015232 kB\nMemAvailable:    3022848 kB\nBuffers:           65536 kB\nCached:           524288 kB\nSwapTotal:             0 kB\nSwapFree:              0 kB\n',
    version: 'Linux version 6.1.0 (builder@example) #1 SMP Debian 6.1.0-1 (2023-01-01)\n',
  };
  for (const [name, content] of Object.entries(files)) tree = writeFile(tree, `/${name}`, contentOf(content), at);
  return tree;
}
