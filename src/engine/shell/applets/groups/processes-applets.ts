/** Processes and their surroundings. Loaded together; `applet-table.ts` says when. */
import type { AppletGroup } from '../applet.ts';
import { kill, killall, pgrep, pidof, ps } from '../processes.ts';
import { nohup, runQuietly, time, timeout } from '../wrappers.ts';

export const APPLETS: AppletGroup = {
  kill,
  killall,
  nice: runQuietly,
  nohup,
  pgrep,
  pidof,
  ps,
  setsid: runQuietly,
  stdbuf: runQuietly,
  time,
  timeout,
};
