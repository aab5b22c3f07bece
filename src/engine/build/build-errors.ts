/**
 * Why a build never began: what the client or the daemon refuses before the first step. Steps that fail print their own text in
 * the build's output, as docker does, and end it with an exit status.
 */
import { EngineError } from '../errors.ts';

/** `client`: the docker client's own words. `daemon`: the client puts `Error response from daemon: ` in front. */
export type BuildErrorSide = 'client' | 'daemon';

/** `message` is docker's sentence after the prefix that `side` names; `status` the client's exit status. */
export interface BuildErrorData {
  readonly side: BuildErrorSide;
  readonly message: string;
  readonly status: number;
  /** bytes of a context that the daemon has taken by then; left out where nothing was sent */
  readonly sent?: number;
}

export type BuildErrorCode =
  | 'build.context'
  | 'build.dockerfile'
  | 'build.options'
  | 'build.tag'
  | 'build.target'
  | 'build.unsupported';

export class BuildError extends EngineError<BuildErrorCode, BuildErrorData> {
  constructor(code: BuildErrorCode, message: string, side: BuildErrorSide = 'daemon', status = 1, sent?: number) {
    super(code, { side, message, status, ...(sent === undefined ? {} : { sent }) });
  }
}
