/** What Docker refuses about containers and volumes. Codes are permanent; the words for them are in `cli/errors.ts`. */
import { EngineError } from '../errors.ts';
import type { LayerProblem } from '../layer/layer-problem.ts';
import type { ContainerId } from '../oci/digest.ts';
import type { NetworkErrorData } from './network-error.ts';

export interface ContainerErrorData extends NetworkErrorData {
  /** `No such container: <argument>` */
  readonly 'container.notFound': { readonly argument: string; readonly transfer?: Transfer };
  /** `Multiple IDs found with provided prefix: <argument>` */
  readonly 'container.ambiguous': { readonly argument: string };
  /** `invalid container name or ID: value is empty`: the client asks no daemon */
  readonly 'container.emptyName': { readonly argument: string };
  /** `Conflict. The container name "/<name>" is already in use by container "<id>". …`; rename puts `Error when allocating new name: ` before it */
  readonly 'container.nameInUse': { readonly name: string; readonly containerId: ContainerId; readonly renaming: boolean };
  /** `Invalid container name (<shown>), only …`; rename puts `Error when allocating new name: ` before it */
  readonly 'container.invalidName': { readonly shown: string; readonly renaming: boolean };
  /** `Renaming a container with the same name as its current name` */
  readonly 'container.sameName': { readonly name: string };
  /** `Neither old nor new names may be empty` */
  readonly 'container.emptyNewName': Readonly<Record<string, never>>;
  /** `You cannot remove a <state> container <id>. …` */
  readonly 'container.running': { readonly containerId: ContainerId; readonly state: 'running' | 'paused' | 'restarting' };
  /** `No command specified` */
  readonly 'container.noCommand': Readonly<Record<string, never>>;
  /** what is wrong with a moment, in Go's words; without them there were several */
  readonly 'container.invalidUntil': { readonly problem?: string };
  /** `Invalid filter '<name>'` or `'<name>=<value>'` */
  readonly 'container.invalidFilter': { readonly name: string; readonly value?: string };
  /** `Unrecognised filter value for health: <value>` */
  readonly 'container.unknownHealth': { readonly value: string };
  /** `no such container <name>`, of `docker ps --filter since` and `before` */
  readonly 'container.notListed': { readonly name: string };
  /** `strconv.Atoi: parsing "<value>": invalid syntax` */
  readonly 'container.invalidExitCode': { readonly value: string };
  /** `Could not find the file <path> in container <argument>` */
  readonly 'container.pathNotFound': { readonly path: string; readonly argument: string; readonly transfer?: Transfer };
  /** `cannot mount volume over existing file, file exists <disk>` */
  readonly 'container.volumeOverFile': { readonly disk: string };
  /** A named volume that is empty is filled from there: `source <disk> is not directory` */
  readonly 'container.volumeSource': { readonly disk: string };
  /** `-w` on a file: `Cannot mkdir: <path> is not a directory`; below one, as it lies on docker's disk: `lstat <disk>: not a directory` */
  readonly 'container.workdirNotFolder': { readonly path: string; readonly disk?: string };
  /** `the working directory '<path>' is invalid, it needs to be an absolute path` */
  readonly 'container.relativeWorkdir': { readonly path: string };
  /** `container rootfs is marked read-only` */
  readonly 'container.readOnly': { readonly containerId: ContainerId; readonly transfer?: Transfer };
  /** `mounted volume is marked read-only` */
  readonly 'container.readOnlyVolume': { readonly transfer?: Transfer };
  /** `docker cp`, on the client's side (see `CopyProblem`) */
  readonly 'container.copy': CopyProblem;
  /** `get <name>: no such volume` */
  readonly 'volume.notFound': { readonly name: string };
  /** `remove <name>: volume is in use - [<ids>]` */
  readonly 'volume.inUse': { readonly name: string; readonly containerIds: readonly ContainerId[] };
  /** `create <name>: "<name>" includes invalid characters for a local volume name, only …` */
  readonly 'volume.invalidName': { readonly name: string };
}

/** What went over the wire before the refusal. The client says so first: `Successfully copied 2.05kB to box:/nodir/x`. */
export interface Transfer {
  readonly size: number;
  /** as the client shows it */
  readonly destination: string;
}

export type CopyProblem =
  /** The daemon's own spelling: `bad parameter: pathcannot be empty` */
  | { readonly kind: 'empty-source' }
  /** `lstat <path>: no such file or directory`, or only `not a directory` for a file with a slash behind it */
  | { readonly kind: 'no-source'; readonly path: string; readonly reason: 'missing' | 'not-a-directory' }
  /** `stat <path>: not a directory`: a place below a file, or a file with a slash behind it */
  | { readonly kind: 'output-below-file'; readonly path: string }
  /** The same in a container, as it lies on docker's disk: `lstat <disk>: not a directory` */
  | { readonly kind: 'source-below-file'; readonly disk: string }
  /** `invalid output path: directory "<path>" does not exist` */
  | { readonly kind: 'no-parent'; readonly path: string }
  /** `destination "<argument>" must be a directory`: an archive from stdin onto a file */
  | { readonly kind: 'not-a-folder'; readonly argument: string }
  /** `cannot copy directory` onto a file; `no such directory`: a file to `x/` where there is no x */
  | { readonly kind: 'folder-onto-file' | 'no-such-folder'; readonly transfer?: Transfer }
  /** `unlinkat <path>: device or resource busy`: something is mounted there */
  | { readonly kind: 'busy'; readonly path: string; readonly transfer: Transfer }
  /** `extraction point is not a directory` */
  | { readonly kind: 'extraction-point'; readonly transfer: Transfer }
  /**
   * `cannot overwrite directory "<path>" with non-directory "<destination>"`, or the reverse; in a container it is the daemon that says
   * so, with `Error processing tar file(exit status 1): ` before it
   */
  | {
      readonly kind: 'overwrite';
      readonly path: string;
      readonly destination: string;
      readonly existing: 'directory' | 'non-directory';
      readonly side: 'client' | 'daemon';
      readonly transfer: Transfer;
    }
  /** `"<path>" is outside of "<target>"`; `invalid symlink "<path>" -> "<target>"` and `invalid hardlink …` */
  | {
      readonly kind: 'breakout';
      readonly what: 'name' | 'symlink' | 'hardlink';
      readonly path: string;
      readonly target: string;
      readonly side: 'client' | 'daemon';
      readonly transfer: Transfer;
    }
  /** an archive that is none, or an entry that cannot be made; its name is the whole path */
  | {
      readonly kind: 'bad-archive';
      readonly problem: LayerProblem;
      readonly side: 'client' | 'daemon';
      readonly transfer?: Transfer;
    };

export type ContainerErrorCode = keyof ContainerErrorData;

export class ContainerError<Code extends ContainerErrorCode = ContainerErrorCode> extends EngineError<
  Code,
  ContainerErrorData[Code]
> {}

/** Narrows by code, so that `data` has its own type. */
export function isContainerError<Code extends ContainerErrorCode>(error: unknown, code: Code): error is ContainerError<Code> {
  return error instanceof ContainerError && error.code === code;
}
