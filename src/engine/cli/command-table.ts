/** Which program runs which command, by the first of its names. */
import type { CommandRun } from './command-call.ts';
import { containerCp } from './commands/container-cp.ts';
import { containerCreate } from './commands/container-create.ts';
import { containerDiff } from './commands/container-diff.ts';
import { containerExec } from './commands/container-exec.ts';
import { containerExport } from './commands/container-export.ts';
import { containerLogs } from './commands/container-logs.ts';
import { containerRename } from './commands/container-rename.ts';
import { containerRm } from './commands/container-rm.ts';
import { containerRun } from './commands/container-run.ts';
import {
  containerKill,
  containerPause,
  containerRestart,
  containerStop,
  containerUnpause,
  containerWait,
} from './commands/container-signals.ts';
import { containerStart } from './commands/container-start.ts';
import { imageBuild } from './commands/image-build.ts';
import { imageLoad } from './commands/image-load.ts';
import { imageLs } from './commands/image-ls.ts';
import { imagePull } from './commands/image-pull.ts';
import { imageRm } from './commands/image-rm.ts';
import { imageSave } from './commands/image-save.ts';
import { imageTag } from './commands/image-tag.ts';

export const COMMAND_TABLE: ReadonlyMap<string, CommandRun> = new Map<string, CommandRun>([
  ['container cp', containerCp],
  ['container create', containerCreate],
  ['container diff', containerDiff],
  ['container exec', containerExec],
  ['container export', containerExport],
  ['container kill', containerKill],
  ['container logs', containerLogs],
  ['container pause', containerPause],
  ['container rename', containerRename],
  ['container restart', containerRestart],
  ['container rm', containerRm],
  ['container run', containerRun],
  ['container start', containerStart],
  ['container stop', containerStop],
  ['container unpause', containerUnpause],
  ['container wait', containerWait],
  ['image build', imageBuild],
  ['image load', imageLoad],
  ['image ls', imageLs],
  ['image pull', imagePull],
  ['image rm', imageRm],
  ['image save', imageSave],
  ['image tag', imageTag],
]);
