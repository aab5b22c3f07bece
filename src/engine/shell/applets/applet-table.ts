/**
 * The programs that the learner's computer and busybox have, by name: the smallest at once, the others in groups that are
 * loaded when one of them is first run.
 */
import { InvariantError } from '../../errors.ts';
import { createPart, type Part } from '../../part.ts';
import { type Sys, settle } from '../kernel/system.ts';
import type { Applet, AppletGroup } from './applet.ts';
import { cat } from './cat.ts';
import { failQuietly, succeed } from './constants.ts';
import { echo } from './echo.ts';

/** An applet, or the group that it is loaded with and stands in under its name. */
export type AppletSource = Applet | Part<{ readonly APPLETS: AppletGroup }>;

const AT_ONCE: AppletGroup = { cat, echo, false: failQuietly, sync: succeed, true: succeed };
const GROUPS: readonly { readonly names: string; readonly part: Exclude<AppletSource, Applet> }[] = [
  {
    names: 'gunzip gzip tar zcat',
    part: createPart(() => import('./groups/archives-applets.ts')),
  },
  {
    names: 'awk',
    part: createPart(() => import('./groups/awk-applets.ts')),
  },
  {
    names: 'base64 cksum cmp dd diff hd hexdump md5sum od sha1sum sha256sum sha512sum strings xxd',
    part: createPart(() => import('./groups/bytes-applets.ts')),
  },
  {
    names: 'chgrp chmod chown cp install link ln mkdir mkfifo mknod mktemp mv rm rmdir touch truncate unlink',
    part: createPart(() => import('./groups/files-applets.ts')),
  },
  {
    names: 'column comm cut expand fold head nl paste rev sort tac tail tee tr uniq wc',
    part: createPart(() => import('./groups/filters-applets.ts')),
  },
  {
    names: 'basename df dirname du ls readlink realpath stat',
    part: createPart(() => import('./groups/listing-applets.ts')),
  },
  {
    names: 'kill killall nice nohup pgrep pidof ps setsid stdbuf time timeout',
    part: createPart(() => import('./groups/processes-applets.ts')),
  },
  {
    names: '[ [[ expr factor printf seq sleep test yes',
    part: createPart(() => import('./groups/scripting-applets.ts')),
  },
  {
    names: 'egrep fgrep find grep sed xargs',
    part: createPart(() => import('./groups/search-applets.ts')),
  },
  {
    names:
      'addgroup adduser arch clear curl date delgroup deluser emacs env free groups hostname id less logname more nano nproc ping printenv pwd su tty uname uptime vi vim wget which whoami',
    part: createPart(() => import('./groups/system-applets.ts')),
  },
];

/** Names that only one of the two has. */
const ONLY_BUSYBOX: ReadonlySet<string> = new Set(['[[', 'addgroup', 'adduser', 'delgroup', 'deluser', 'hd', 'time']);
const ONLY_HOST: ReadonlySet<string> = new Set(['column', 'curl', 'emacs', 'nano', 'stdbuf', 'vim']);

const ALL: readonly (readonly [name: string, source: AppletSource])[] = [
  ...Object.entries(AT_ONCE),
  ...GROUPS.flatMap(({ names, part }) => names.split(' ').map((name) => [name, part] as const)),
];

export const HOST_APPLETS: ReadonlyMap<string, AppletSource> = new Map(ALL.filter(([name]) => !ONLY_BUSYBOX.has(name)));

/** Which of them a container has is decided by the links in its file system. */
export const BUSYBOX_APPLETS: ReadonlyMap<string, AppletSource> = new Map(ALL.filter(([name]) => !ONLY_HOST.has(name)));

const NOT_SIMULATED = createPart(() => import('./not-simulated.data.ts'));

/** What a busybox has beside them, known by name only, and what it says of itself. */
export function* loadOtherWords(): Sys<typeof import('./not-simulated.data.ts')> {
  return NOT_SIMULATED.loaded ?? (yield* settle(() => NOT_SIMULATED.load()));
}

export function* loadApplet(name: string, source: AppletSource): Sys<Applet> {
  if (typeof source === 'function') return source;
  const { APPLETS } = source.loaded ?? (yield* settle(() => source.load()));
  const applet = APPLETS[name];
  if (applet === undefined) throw new InvariantError(`no applet ${name} in its group`);
  return applet;
}
