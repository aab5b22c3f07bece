/** What the learner's own computer has beside his files: devices, and the folder of programs. */
import { contentOf } from '../bytes/content.ts';
import type { Node } from '../fs/node.ts';
import { HOST_APPLETS } from '../shell/applets/applet-table.ts';
import type { MountedTree } from '../shell/kernel/mounts.ts';
import { hostProgramFile } from '../shell/loader.ts';
import { deviceMount } from './system-mounts.ts';

/** when the programs were made, seconds since 1970: they are older than anything a learner makes */
const BUILT = 1_600_000_000;
const SHELLS = ['bash', 'sh'];

const known = new Map<string, readonly MountedTree[]>();

/** @param programs beside the applets: `docker` */
export function hostMounts(programs: readonly string[]): readonly MountedTree[] {
  const key = programs.join(' ');
  const before = known.get(key);
  if (before !== undefined) return before;
  let ino = 1;
  const meta = (mode: number) => ({ mode, uid: 0, gid: 0, mtime: BUILT, ino: ino++ });
  const names = [...new Set([...HOST_APPLETS.keys(), ...SHELLS, ...programs])].sort();
  const entries = names.map((name): [string, Node] => [
    name,
    { kind: 'file', ...meta(0o755), content: contentOf(hostProgramFile(name)), nlink: 1 },
  ]);
  const root = { kind: 'dir', ...meta(0o755), entries: new Map(entries) } as const;
  const bin = { tree: { root, nextIno: ino }, readOnly: true };
  const mounts = [deviceMount(BUILT), { ...bin, target: '/usr/bin' }, { ...bin, target: '/bin' }];
  known.set(key, mounts);
  return mounts;
}
