/** Making, moving and removing files. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { cp } from '../cp.ts';
import { mkdir, rmdir } from '../directories.ts';
import { ln } from '../ln.ts';
import { install, link, mkfifo, mknod, mktemp, truncate, unlink } from '../make-files.ts';
import { mv } from '../mv.ts';
import { chgrp, chmod, chown } from '../owners.ts';
import { rm } from '../rm.ts';
import { touch } from '../touch.ts';

export const APPLETS: AppletGroup = {
  chgrp,
  chmod,
  chown,
  cp,
  install,
  link,
  ln,
  mkdir,
  mkfifo,
  mknod,
  mktemp,
  mv,
  rm,
  rmdir,
  touch,
  truncate,
  unlink,
};
