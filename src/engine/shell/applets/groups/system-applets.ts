/** The machine, its users and its surroundings, and what it has not. Loaded together; `applet-table.ts` says when. */

import { addgroup, adduser, delgroup, deluser } from '../accounts.ts';
import type { AppletGroup } from '../applet.ts';
import { date } from '../date.ts';
import { free } from '../disk.ts';
import { env, printenv, pwd, uptime, which } from '../environment.ts';
import { clear } from '../generators.ts';
import { arch, groups, hostname, id, logname, nproc, tty, uname, whoami } from '../identity.ts';
import { curl, editor, pager, ping, wget } from '../refusals.ts';
import { su } from '../wrappers.ts';

export const APPLETS: AppletGroup = {
  addgroup,
  adduser,
  arch,
  clear,
  curl,
  date,
  delgroup,
  deluser,
  emacs: editor,
  env,
  free,
  groups,
  hostname,
  id,
  less: pager,
  logname,
  more: pager,
  nano: editor,
  nproc,
  ping,
  printenv,
  pwd,
  su,
  tty,
  uname,
  uptime,
  vi: editor,
  vim: editor,
  wget,
  which,
  whoami,
};
