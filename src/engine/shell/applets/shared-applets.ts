/** The programs that both the learner's computer and busybox have. */
import type { Applet } from './applet.ts';
import { awk } from './awk.ts';
import { cat } from './cat.ts';
import { cmp, diff } from './compare.ts';
import { cp } from './cp.ts';
import { cut } from './cut.ts';
import { dd } from './dd.ts';
import { mkdir, rmdir } from './directories.ts';
import { df, du, free } from './disk.ts';
import { base64, hexdump, od, xxd } from './dumps.ts';
import { echo } from './echo.ts';
import { date, env, printenv, pwd, uptime, which } from './environment.ts';
import { expr } from './expr.ts';
import { find } from './find.ts';
import { clear, factor, failQuietly, seq, sleep, succeed, yes } from './generators.ts';
import { egrep, fgrep, grep } from './grep.ts';
import { gunzip, gzip, zcat } from './gzip.ts';
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
import { kill, killall, pgrep, pidof, ps } from './processes.ts';
import { editor, pager, ping, wget } from './refusals.ts';
import { rm } from './rm.ts';
import { sed } from './sed.ts';
import { sort } from './sort.ts';
import { stat } from './stat.ts';
import { cksum, md5sum, sha1sum, sha256sum, sha512sum } from './sums.ts';
import { tar } from './tar.ts';
import { test } from './test.ts';
import { touch } from './touch.ts';
import { tr } from './tr.ts';
import { uniq } from './uniq.ts';
import { wc } from './wc.ts';
import { nohup, runQuietly, su, timeout } from './wrappers.ts';
import { xargs } from './xargs.ts';

export const SHARED_APPLETS: Readonly<Record<string, Applet>> = {
  '[': test,
  arch,
  awk,
  base64,
  basename,
  cat,
  chgrp,
  chmod,
  chown,
  cksum,
  clear,
  cmp,
  comm,
  cp,
  cut,
  date,
  dd,
  df,
  diff,
  dirname,
  du,
  echo,
  egrep,
  env,
  expand,
  expr,
  factor,
  false: failQuietly,
  fgrep,
  find,
  fold,
  free,
  grep,
  groups,
  gunzip,
  gzip,
  head,
  hexdump,
  hostname,
  id,
  install,
  kill,
  killall,
  less: pager,
  link,
  ln,
  logname,
  ls,
  md5sum,
  mkdir,
  mkfifo,
  mknod,
  mktemp,
  more: pager,
  mv,
  nice: runQuietly,
  nl,
  nohup,
  nproc,
  od,
  paste,
  pgrep,
  pidof,
  ping,
  printenv,
  printf,
  ps,
  pwd,
  readlink,
  realpath,
  rev,
  rm,
  rmdir,
  sed,
  seq,
  setsid: runQuietly,
  sha1sum,
  sha256sum,
  sha512sum,
  sleep,
  sort,
  stat,
  strings,
  su,
  sync: succeed,
  tac,
  tail,
  tar,
  tee,
  test,
  timeout,
  touch,
  tr,
  true: succeed,
  truncate,
  tty,
  uname,
  uniq,
  unlink,
  uptime,
  vi: editor,
  wc,
  wget,
  which,
  whoami,
  xargs,
  xxd,
  yes,
  zcat,
};
