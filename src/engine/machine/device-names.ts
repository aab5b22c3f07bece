/** The devices of the one machine that there is, in its /dev and in that of each container (moby's and runc's own list). */
export const DEVICES: readonly (readonly [name: string, major: number, minor: number])[] = [
  ['full', 1, 7],
  ['null', 1, 3],
  ['random', 1, 8],
  ['tty', 5, 0],
  ['urandom', 1, 9],
  ['zero', 1, 5],
];

/** Major and minor number of a path in the machine's /dev. */
export function findDevice(path: string): readonly [major: number, minor: number] | undefined {
  const found = DEVICES.find(([name]) => path === `/dev/${name}`);
  return found && [found[1], found[2]];
}
