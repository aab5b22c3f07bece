/** Programs that both the learner's own computer and busybox have. */
import type { Applet } from './applet.ts';
import { cat } from './cat.ts';
import { cp } from './cp.ts';
import { cut } from './cut.ts';
import { mkdir, rmdir } from './directories.ts';
import { echo } from './echo.ts';
import { date, env, printenv, pwd, uptime, which } from './environment.ts';
import { find } from './find.ts';
import { clear, factor, failQuietly, seq, sleep, succeed, yes } from './generators.ts';
import { head, tail } from './head-tail.ts';
import { arch, groups, hostname, id, logname, nproc, tty, uname, whoami } from './identity.ts';
import { comm, expand, fold, nl, paste, rev, strings, tac, tee } from './line-filters.ts';
import { ln } from './ln.ts';
import { ls } from './ls.ts';
import { install, link, mkfifo, mknod, mktemp, truncate, unlink } from './make-files.ts';
import { mv } from './mv.ts';
import { chgrp, chmod, chown } from './owners.ts';
import { basename, dirname, readlink, realpath } from './paths.ts';
import { printf } from './printf.ts';
import { rm } from './rm.ts';
import { sed } from './sed.ts';
import { sort } from './sort.ts';
import { stat } from './stat.ts';
import { tar } from './tar.ts';
import { test } from './test.ts';
import { touch } from './touch.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { xargs } from './xargs.ts';

export const COMMON_APPLETS: ReadonlyMap<string, Applet> = new Map<string, Applet>([
  ['[', test],
  ['arch', arch],
  ['basename', basename],
  ['cat', cat],
  ['chgrp', chgrp],
  ['chmod', chmod],
  ['chown', chown],
  ['clear', clear],
  ['comm', comm],
  ['cp', cp],
  ['cut', cut],
  ['date', date],
  ['dirname', dirname],
  ['echo', echo],
  ['env', env],
  ['expand', expand],
  ['factor', factor],
  ['false', failQuietly],
  ['find', find],
  ['fold', fold],
  ['groups', groups],
  ['head', head],
  ['hostname', hostname],
  ['id', id],
  ['install', install],
  ['link', link],
  ['ln', ln],
  ['logname', logname],
  ['ls', ls],
  ['mkdir', mkdir],
  ['mkfifo', mkfifo],
  ['mknod', mknod],
  ['mktemp', mktemp],
  ['mv', mv],
  ['nl', nl],
  ['nproc', nproc],
  ['paste', paste],
  ['printenv', printenv],
  ['printf', printf],
  ['pwd', pwd],
  ['readlink', readlink],
  ['realpath', realpath],
  ['rev', rev],
  ['rm', rm],
  ['rmdir', rmdir],
  ['sed', sed],
  ['seq', seq],
  ['sleep', sleep],
  ['sort', sort],
  ['stat', stat],
  ['strings', strings],
  ['tac', tac],
  ['tail', tail],
  ['tar', tar],
  ['tee', tee],
  ['test', test],
  ['touch', touch],
  ['tr', tr],
  ['true', succeed],
  ['truncate', truncate],
  ['tty', tty],
  ['uname', uname],
  ['uniq', uniq],
  ['unlink', unlink],
  ['uptime', uptime],
  ['wc', wc],
  ['which', which],
  ['whoami', whoami],
  ['xargs', xargs],
  ['yes', yes],
]);
