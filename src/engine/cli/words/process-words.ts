/** Docker's words for a process that could not begin or could not be reached: runc 1.1.5 and containerd 1.6 through dockerd 20.10. */
import { InvariantError } from '../../errors.ts';
import { goQuote } from '../../go/quote.ts';
import type { ProcessError } from '../../process/process-error.ts';
import { daemonSays } from './daemon-words.ts';

export interface ProcessProblem {
  readonly text: string;
  readonly status: number;
}

/** Of `docker start` and `docker run`; the text begins as the client prints it. */
export function startProblem(error: ProcessError): ProcessProblem {
  const { code } = error;
  switch (code) {
    case 'process.notFound':
    case 'process.notExecutable':
    case 'process.workdir':
    case 'process.mount':
    case 'process.noCommand':
      return {
        text: daemonSays(
          `failed to create shim task: OCI runtime create failed: runc create failed: ${beginProblem(error)}: unknown${code === 'process.mount' ? mountAdvice(error) : ''}`,
        ),
        status: code === 'process.notFound' ? 127 : 126,
      };
    case 'process.user':
      return { text: daemonSays(userProblem(error)), status: 125 };
    default:
      return { text: daemonSays(stateProblem(error)), status: 1 };
  }
}

/** Of `docker exec`: what runc refuses comes through the stream, without the daemon's name. */
export function execProblem(error: ProcessError): ProcessProblem {
  switch (error.code) {
    case 'process.notFound':
    case 'process.notExecutable':
    case 'process.workdir':
    case 'process.mount':
    case 'process.noCommand':
      return { text: `OCI runtime exec failed: exec failed: ${beginProblem(error)}: unknown${mountAdvice(error)}`, status: 126 };
    case 'process.user':
      return { text: userProblem(error), status: 126 };
    default:
      return { text: daemonSays(stateProblem(error)), status: 1 };
  }
}

/** dockerd adds it to every error of containerd that speaks of `not a directory` (moby `daemon/errors.go` translateContainerdStartErr). */
function mountAdvice({ data }: ProcessError): string {
  const isFile = data.reason === 'not a directory';
  return isFile
    ? ': Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type'
    : '';
}

/** `argument` is the container as the learner wrote it. */
export function killProblem(error: ProcessError, argument: string): string {
  const problem = stateProblem(error);
  return daemonSays(error.code === 'process.notRunning' ? `Cannot kill container: ${argument}: ${problem}` : problem);
}

export function stateProblem(error: ProcessError): string {
  const { subject } = error.data;
  switch (error.code) {
    case 'process.notRunning':
      return `Container ${subject} is not running`;
    case 'process.paused':
      return `Container ${subject} is paused, unpause the container before exec`;
    case 'process.alreadyPaused':
      return `Container ${subject} is already paused`;
    case 'process.startPaused':
      return 'cannot start a paused container, try unpause instead';
    case 'process.restarting':
      return `Container ${subject} is restarting, wait until the container is running`;
    case 'process.notPaused':
      return `Container ${subject} is not paused`;
    default:
      throw new InvariantError(`${error.code} is no state of a container`);
  }
}

function beginProblem({ code, data }: ProcessError): string {
  const start = 'unable to start container process: ';
  const { subject, hasSlash, reason, mounted } = data;
  if (code === 'process.noCommand') return `${start}exec: "": executable file not found in $PATH`;
  if (code === 'process.notExecutable') return `${start}exec: ${goQuote(subject)}: permission denied`;
  if (code === 'process.workdir' && !subject.startsWith('/')) return 'Cwd must be an absolute path';
  if (code === 'process.workdir')
    return `${start}chdir to cwd (${goQuote(subject)}) set in config.json failed: ${reason ?? 'no such file or directory'}`;
  if (code === 'process.mount') {
    const place = mounted === undefined ? '' : `${goQuote(mounted.source)} to rootfs at `;
    const call = mounted && `: mount ${mounted.source}:${subject} (via /proc/self/fd/6), flags: 0x${mounted.flags.toString(16)}`;
    return `${start}error during container init: error mounting ${place}${goQuote(subject)}${call ?? ''}: ${reason ?? 'not a directory'}`;
  }
  return `${start}exec: ${goQuote(subject)}: ${hasSlash === true ? `stat ${subject}: no such file or directory` : 'executable file not found in $PATH'}`;
}

function userProblem({ data }: ProcessError): string {
  if (data.missing === 'in range') return 'uids and gids must be in range 0-2147483647';
  if (data.missing === 'extra group') return `Unable to find group ${data.subject}: no matching entries in group file`;
  return data.missing === 'group'
    ? `unable to find group ${data.subject}: no matching entries in group file`
    : `unable to find user ${data.subject}: no matching entries in passwd file`;
}
