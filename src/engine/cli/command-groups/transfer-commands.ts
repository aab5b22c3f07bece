/** Between images, containers, files and registries. Loaded together; `command-table.ts` says when. */
import type { CommandGroup, CommandRun } from '../command-call.ts';
import { containerCommit } from '../commands/container-commit.ts';
import { containerCp } from '../commands/container-cp.ts';
import { containerExport } from '../commands/container-export.ts';
import { imageImport } from '../commands/image-import.ts';
import { imageLoad } from '../commands/image-load.ts';
import { imagePush } from '../commands/image-push.ts';
import { imageSave } from '../commands/image-save.ts';
import { login, logout } from '../commands/login.ts';

export const COMMANDS: CommandGroup = new Map<string, CommandRun>([
  ['container commit', containerCommit],
  ['container cp', containerCp],
  ['container export', containerExport],
  ['image import', imageImport],
  ['image load', imageLoad],
  ['image push', imagePush],
  ['image save', imageSave],
  ['login', login],
  ['logout', logout],
]);
