/** The images that others stand on: Alpine in three builds, and Debian. */
import { copied, type LabImage, type LabStep, later, PATH, setting } from './lab-image.ts';
import { file, folder, type LayerFile, layer, program, symlink } from './layer-files.ts';
import { type Busybox, readProgram } from './programs.ts';

export interface Bases {
  readonly alpine313: readonly LabStep[];
  readonly alpine314: readonly LabStep[];
  readonly debian11: readonly LabStep[];
}

const ALPINE_SIZE = 5_600_000;
/** A little more, so that the two builds of 3.13 can be told apart by their size too. */
const ALPINE_NEWER_SIZE = 5_610_000;
const DEBIAN_SIZE = 80_000_000;

const APRIL_2021 = '2021-04-14T19:19:39.643236135Z';
export const JULY_2021 = '2021-07-06T17:05:09.105247133Z';
export const AUGUST_2021 = '2021-08-27T17:19:45.758611523Z';
const AUGUST_2022 = '2022-08-09T17:19:53.274069586Z';

export function makeBases(busybox: Busybox): Bases & { images: LabImage[] } {
  const alpine313 = baseSteps(APRIL_2021, alpine(busybox, '3.13.5'), ALPINE_SIZE, '/lib/libcrypto.so.1.1');
  const alpine31312 = baseSteps(AUGUST_2022, alpine(busybox, '3.13.12'), ALPINE_NEWER_SIZE, '/lib/libcrypto.so.1.1');
  const alpine314 = baseSteps(AUGUST_2021, alpine(busybox, '3.14.2'), ALPINE_SIZE, '/lib/libcrypto.so.1.1');
  const debian11 = baseSteps(JULY_2021, debian(busybox), DEBIAN_SIZE, '/usr/lib/x86_64-linux-gnu/libc.so.6', 'bash');
  return {
    alpine313,
    alpine314,
    debian11,
    images: [
      base('library/alpine', ['3.13', '3.13.5'], alpine313, '/bin/sh'),
      base('library/alpine', ['3.13.12'], alpine31312, '/bin/sh'),
      base('library/alpine', ['3.14', '3.14.2', 'latest'], alpine314, '/bin/sh'),
      base('library/debian', ['11-slim', 'bullseye-slim'], debian11, 'bash'),
    ],
  };
}

function base(repository: string, tags: readonly string[], steps: readonly LabStep[], command: string): LabImage {
  return { repository, tags, steps, config: { Env: [PATH], Cmd: [command] } };
}

function baseSteps(at: string, files: readonly LayerFile[], size: number, padding: string, command = '/bin/sh'): LabStep[] {
  return [copied(at, 'ADD file:{hash} in /', layer(at, files, size, padding)), setting(later(at, 1), `CMD ["${command}"]`)];
}

function alpine(busybox: Busybox, version: string): LayerFile[] {
  const release = version.split('.').slice(0, 2).join('.');
  return [
    ...common(busybox),
    file('/etc/alpine-release', `${version}\n`),
    file('/etc/motd', 'Welcome to Alpine!\n'),
    file(
      '/etc/os-release',
      `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${version}\nPRETTY_NAME="Alpine Linux v${release}"\nHOME_URL="https://alpinelinux.org/"\n`,
    ),
    file(
      '/etc/passwd',
      'root:x:0:0:root:/root:/bin/ash\nnobody:x:65534:65534:nobody:/:/sbin/nologin\nnode:x:1000:1000:Linux User,,,:/home/node:/bin/sh\n',
    ),
    file('/etc/group', 'root:x:0:root\nnobody:x:65534:\nnode:x:1000:node\n'),
    folder('/home/node', { uid: 1000 }),
    folder('/lib/apk/db'),
    file('/lib/apk/db/installed', ''),
    program('/sbin/apk', readProgram('apk')),
    program('/usr/lib/apk/build-base/cc', readProgram('cc')),
    folder('/var/cache/apk'),
  ];
}

function debian(busybox: Busybox): LayerFile[] {
  return [
    ...common(busybox),
    program('/bin/bash', readProgram('bash')),
    file('/etc/debian_version', '11.0\n'),
    file('/etc/motd', 'The programs included with this lab system are small.\n'),
    file(
      '/etc/os-release',
      'PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"\nNAME="Debian GNU/Linux"\nVERSION_ID="11"\nVERSION="11 (bullseye)"\nID=debian\n',
    ),
    file(
      '/etc/passwd',
      'root:x:0:0:root:/root:/bin/bash\nnode:x:1000:1000:,,,:/home/node:/bin/bash\nnobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n',
    ),
    file('/etc/group', 'root:x:0:\nnode:x:1000:\nnogroup:x:65534:\n'),
    folder('/home/node', { uid: 1000 }),
  ];
}

function common({ binary, applets }: Busybox): LayerFile[] {
  return [
    program('/bin/busybox', binary),
    ...applets.map((name) => symlink(`/bin/${name}`, '/bin/busybox')),
    folder('/dev'),
    file('/etc/hostname', 'localhost\n'),
    file('/etc/hosts', '127.0.0.1\tlocalhost\n'),
    folder('/lib'),
    folder('/opt'),
    folder('/proc'),
    folder('/root', { mode: 0o700 }),
    folder('/run'),
    folder('/srv'),
    folder('/sys'),
    folder('/tmp', { mode: 0o1777 }),
    folder('/usr/bin'),
    folder('/usr/lib'),
    folder('/usr/local/bin'),
    folder('/usr/sbin'),
    folder('/var/log'),
    folder('/var/tmp', { mode: 0o1777 }),
  ];
}
