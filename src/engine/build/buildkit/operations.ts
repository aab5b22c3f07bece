/**
 * A Dockerfile as a graph of operations, as BuildKit's frontend hands it to the solver: only what makes files is one. Instructions that
 * change settings are no operation; they reach a later RUN through its variables, user and folder.
 */
import type { ChainId } from '../../oci/digest.ts';
import type { ImageConfig } from '../../oci/image-config.ts';
import type { HeredocSource } from '../dockerfile/instruction.ts';
import type { RunMount } from '../dockerfile/mount.ts';
import type { SourceLines } from './build-failure.ts';

/** An image that a stage or a copy begins with, its layers in the machine. */
export interface BaseImage {
  /** `docker.io/library/alpine:3.13`, with the digest where it came from a registry */
  readonly name: string;
  readonly config: ImageConfig;
  readonly chain: readonly ChainId[];
  /** lines about what was downloaded for it */
  readonly fetched?: readonly string[];
}

interface Step {
  readonly parent: Operation;
  /** `[2/3] RUN …` */
  readonly name: string;
  readonly lines: SourceLines;
}
export interface ImageOperation {
  readonly kind: 'image';
  readonly image: BaseImage;
  readonly name: string;
}
export interface ScratchOperation {
  readonly kind: 'scratch';
}
export interface RunOperation extends Step {
  readonly kind: 'run';
  readonly args: readonly string[];
  /** `NAME=value` */
  readonly env: readonly string[];
  /** set for the process, but no part of the key: proxies */
  readonly hiddenEnv: readonly string[];
  readonly cwd: string;
  readonly user: string;
  readonly mounts: readonly PlannedMount[];
  readonly network: string;
  /** `name:address`, lines of its /etc/hosts */
  readonly extraHosts: readonly string[];
  /** a script that the shell is to run: `RUN <<EOF` with `#!` */
  readonly script?: { readonly name: string; readonly text: string };
}
export interface PlannedMount {
  readonly mount: RunMount;
  /** absolute */
  readonly target: string;
  /** of a bind: what it shows. `context` is the build context. */
  readonly from: Operation | 'context' | undefined;
}
export interface CopyOperation extends Step {
  readonly kind: 'copy';
  readonly from: Operation | 'context';
  readonly sources: readonly string[];
  readonly heredocs: readonly HeredocSource[];
  /** absolute; a slash at its end asks for a folder */
  readonly destination: string;
  readonly chown: string;
  readonly mode: number | undefined;
  readonly excludes: readonly string[];
  readonly isLink: boolean;
  readonly keepsParents: boolean;
  /** ADD unpacks archives */
  readonly unpacks: boolean;
}
export interface FolderOperation extends Step {
  readonly kind: 'folder';
  readonly path: string;
  readonly user: string;
}
export type Operation = ImageOperation | ScratchOperation | RunOperation | CopyOperation | FolderOperation;

export type StepOperation = Exclude<Operation, ImageOperation | ScratchOperation>;

/** What has to stand before it. */
export function inputsOf(operation: Operation): readonly Operation[] {
  switch (operation.kind) {
    case 'run':
      return [
        operation.parent,
        ...operation.mounts.flatMap(({ from }) => (from === undefined || from === 'context' ? [] : [from])),
      ];
    case 'copy':
      return [operation.parent, ...(operation.from === 'context' ? [] : [operation.from])];
    case 'folder':
      return [operation.parent];
    default:
      return [];
  }
}
