/** The machine: disks, memory, time, what is not there. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { df, du, free } from '../disk.ts';
import { date, uptime } from '../environment.ts';
import { clear, factor, seq, yes } from '../generators.ts';
import { tty } from '../identity.ts';
import { curl, editor, pager, ping, wget } from '../refusals.ts';
import { stat } from '../stat.ts';

export const APPLETS: AppletGroup = {
  clear,
  curl,
  date,
  df,
  du,
  emacs: editor,
  factor,
  free,
  less: pager,
  more: pager,
  nano: editor,
  ping,
  seq,
  stat,
  tty,
  uptime,
  vi: editor,
  vim: editor,
  wget,
  yes,
};
