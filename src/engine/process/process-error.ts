/** Why a process in a container or a build step could not begin: what runc refuses. The wording is the CLI's. */
import { EngineError } from '../errors.ts';

/**
 * | code | docker's words | status |
 * | --- | --- | --- |
 * | `process.notFound` | `exec: "<command>": executable file not found in $PATH`, or with a slash in it `exec: "<command>": stat <command>: no such file or directory` (`hasSlash`) | 127 |
 * | `process.notExecutable` | `exec: "<command>": permission denied` (a folder too: runc 1.1.5) | 126 |
 * | `process.workdir` | `OCI runtime create failed: … chdir to cwd ("<path>") set in config.json failed: <reason>` | 126 / 127 |
 * | `process.user` | `unable to find user <user>: no matching entries in passwd file` (`kind` user) or `unable to find group …` | 125 |
 * | `process.notRunning` | `Container <id> is not running` | 1 |
 * | `process.paused` | `Container <name> is paused, unpause the container before exec` | 1 |
 * | `process.restarting` | `Container <id> is restarting, wait until the container is running` | 1 |
 * | `process.startPaused` | `cannot start a paused container, try unpause instead` | 1 |
 * | `process.notPaused` | `Container <name> is not paused` | 1 |
 */
export type ProcessErrorCode =
  | 'process.notFound'
  | 'process.notExecutable'
  | 'process.workdir'
  | 'process.user'
  | 'process.noCommand'
  | 'process.mount'
  | 'process.notRunning'
  | 'process.paused'
  | 'process.alreadyPaused'
  | 'process.startPaused'
  | 'process.notPaused'
  | 'process.restarting';

export interface ProcessErrorData {
  /** the command, user, folder or container that it is about, as given */
  readonly subject: string;
  readonly hasSlash?: boolean;
  /** of `process.user`: what is missing; `in range` where it is a number that no user can have */
  readonly missing?: 'user' | 'group' | 'extra group' | 'in range';
  /** errno's words in lower case as Go prints them: `not a directory`, `permission denied` */
  readonly reason?: string;
  /** of `process.mount`: what runc mounts there, with the flags of mount(2) */
  readonly mounted?: { readonly source: string; readonly flags: number };
}

export class ProcessError extends EngineError<ProcessErrorCode, ProcessErrorData> {
  constructor(code: ProcessErrorCode, data: ProcessErrorData) {
    super(code, data);
  }
}
