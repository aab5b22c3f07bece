/** Which program runs which command, by the first of its names. */
import type { CommandRun } from './command-call.ts';
import { builderPrune } from './commands/builder-prune.ts';
import { containerAttach } from './commands/container-attach.ts';
import { containerCommit } from './commands/container-commit.ts';
import { containerCp } from './commands/container-cp.ts';
import { containerCreate } from './commands/container-create.ts';
import { containerDiff } from './commands/container-diff.ts';
import { containerExec } from './commands/container-exec.ts';
import { containerExport } from './commands/container-export.ts';
import { containerLogs } from './commands/container-logs.ts';
import { containerLs } from './commands/container-ls.ts';
import { containerPort } from './commands/container-port.ts';
import { containerPrune } from './commands/container-prune.ts';
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
import { containerStats } from './commands/container-stats.ts';
import { containerTop } from './commands/container-top.ts';
import { containerUpdate } from './commands/container-update.ts';
import { imageBuild } from './commands/image-build.ts';
import { imageHistory } from './commands/image-history.ts';
import { imageImport } from './commands/image-import.ts';
import { imageLoad } from './commands/image-load.ts';
import { imageLs } from './commands/image-ls.ts';
import { imagePrune } from './commands/image-prune.ts';
import { imagePull } from './commands/image-pull.ts';
import { imagePush } from './commands/image-push.ts';
import { imageRm } from './commands/image-rm.ts';
import { imageSave } from './commands/image-save.ts';
import { imageTag } from './commands/image-tag.ts';
import { containerInspect, imageInspect, inspect, networkInspect, volumeInspect } from './commands/inspect.ts';
import { login, logout } from './commands/login.ts';
import { networkCreate, networkPrune, networkRm } from './commands/network-changes.ts';
import { networkLs } from './commands/network-ls.ts';
import { systemDf } from './commands/system-df.ts';
import { systemEvents } from './commands/system-events.ts';
import { systemInfo } from './commands/system-info.ts';
import { systemPrune } from './commands/system-prune.ts';
import { version } from './commands/version.ts';
import { volumeCreate } from './commands/volume-create.ts';
import { volumeLs } from './commands/volume-ls.ts';
import { volumePrune } from './commands/volume-prune.ts';
import { volumeRm } from './commands/volume-rm.ts';

export const COMMAND_TABLE: ReadonlyMap<string, CommandRun> = new Map<string, CommandRun>([
  ['builder prune', builderPrune],
  ['container attach', containerAttach],
  ['container commit', containerCommit],
  ['container cp', containerCp],
  ['container create', containerCreate],
  ['container diff', containerDiff],
  ['container exec', containerExec],
  ['container export', containerExport],
  ['container inspect', containerInspect],
  ['container kill', containerKill],
  ['container logs', containerLogs],
  ['container ls', containerLs],
  ['container pause', containerPause],
  ['container port', containerPort],
  ['container prune', containerPrune],
  ['container rename', containerRename],
  ['container restart', containerRestart],
  ['container rm', containerRm],
  ['container run', containerRun],
  ['container start', containerStart],
  ['container stats', containerStats],
  ['container stop', containerStop],
  ['container top', containerTop],
  ['container unpause', containerUnpause],
  ['container update', containerUpdate],
  ['container wait', containerWait],
  ['image build', imageBuild],
  ['image history', imageHistory],
  ['image import', imageImport],
  ['image inspect', imageInspect],
  ['image load', imageLoad],
  ['image ls', imageLs],
  ['image prune', imagePrune],
  ['image pull', imagePull],
  ['image push', imagePush],
  ['image rm', imageRm],
  ['image save', imageSave],
  ['image tag', imageTag],
  ['inspect', inspect],
  ['login', login],
  ['logout', logout],
  ['network create', networkCreate],
  ['network inspect', networkInspect],
  ['network ls', networkLs],
  ['network prune', networkPrune],
  ['network rm', networkRm],
  ['system df', systemDf],
  ['system events', systemEvents],
  ['system info', systemInfo],
  ['system prune', systemPrune],
  ['version', version],
  ['volume create', volumeCreate],
  ['volume inspect', volumeInspect],
  ['volume ls', volumeLs],
  ['volume prune', volumePrune],
  ['volume rm', volumeRm],
]);
