/** What is done with a container that is there, beside beginning and removing it. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { containerAttach } from '../commands/container-attach.ts';
import { containerDiff } from '../commands/container-diff.ts';
import { containerExec } from '../commands/container-exec.ts';
import { containerLogs } from '../commands/container-logs.ts';
import { containerPort } from '../commands/container-port.ts';
import { containerRename } from '../commands/container-rename.ts';
import {
  containerKill,
  containerPause,
  containerRestart,
  containerStop,
  containerUnpause,
  containerWait,
} from '../commands/container-signals.ts';
import { containerStart } from '../commands/container-start.ts';
import { containerStats } from '../commands/container-stats.ts';
import { containerTop } from '../commands/container-top.ts';
import { containerUpdate } from '../commands/container-update.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([
  ['container attach', containerAttach],
  ['container diff', containerDiff],
  ['container exec', containerExec],
  ['container kill', containerKill],
  ['container logs', containerLogs],
  ['container pause', containerPause],
  ['container port', containerPort],
  ['container rename', containerRename],
  ['container restart', containerRestart],
  ['container start', containerStart],
  ['container stats', containerStats],
  ['container stop', containerStop],
  ['container top', containerTop],
  ['container unpause', containerUnpause],
  ['container update', containerUpdate],
  ['container wait', containerWait],
]);
