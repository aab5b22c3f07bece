/** The daemon as a whole, its networks and volumes. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { networkConnect, networkCreate, networkDisconnect, networkRm } from '../commands/network-changes.ts';
import { networkLs } from '../commands/network-ls.ts';
import { systemDf } from '../commands/system-df.ts';
import { systemEvents } from '../commands/system-events.ts';
import { systemInfo } from '../commands/system-info.ts';
import { version } from '../commands/version.ts';
import { volumeCreate } from '../commands/volume-create.ts';
import { volumeLs } from '../commands/volume-ls.ts';
import { volumeRm } from '../commands/volume-rm.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([
  ['network connect', networkConnect],
  ['network create', networkCreate],
  ['network disconnect', networkDisconnect],
  ['network ls', networkLs],
  ['network rm', networkRm],
  ['system df', systemDf],
  ['system events', systemEvents],
  ['system info', systemInfo],
  ['version', version],
  ['volume create', volumeCreate],
  ['volume ls', volumeLs],
  ['volume rm', volumeRm],
]);
