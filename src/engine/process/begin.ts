/**
 * The first moments of a process, which runc oversees: find the program, load it, become it. What it does not find or may not run is refused,
 * not run; what only the kernel refuses is said by the process itself, which has begun by then.
 */
import { FsError } from '../fs/errno.ts';
import { findProgram } from '../shell/exec.ts';
import { write } from '../shell/kernel/io.ts';
import type { Image, Process, Program, Sys } from '../shell/kernel/system.ts';
import { ProcessError } from './process-error.ts';

/** Set where the process could not begin; its program has then ended without running. */
export interface Beginning {
  error: ProcessError | undefined;
}

export function beginProgram(argv: readonly string[], beginning: Beginning): Program {
  return (self) => begin(self, argv, beginning);
}

function* begin(self: Process, argv: readonly string[], beginning: Beginning): Sys<number> {
  const command = argv[0] ?? '';
  let path: string;
  try {
    path = findProgram(self, command, self.env.get('PATH') ?? '');
  } catch (error) {
    beginning.error = lookupProblem(error, command);
    return 127;
  }
  let image: Image;
  try {
    image = yield* self.system.loader.load(self, path, argv);
  } catch (error) {
    const words = kernelProblem(error);
    if (words !== undefined) {
      yield* write(self, 2, `exec ${path}: ${words}\n`);
      return 1;
    }
    beginning.error = new ProcessError('process.notExecutable', { subject: path });
    return 127;
  }
  self.argv = image.argv;
  return yield* image.program(self);
}

function lookupProblem(error: unknown, command: string): ProcessError {
  if (!(error instanceof FsError)) throw error;
  if (command === '') return new ProcessError('process.noCommand', { subject: command });
  const hasSlash = command.includes('/');
  // runc looks through PATH for what may be run, and forgets what may not (Go's exec.LookPath)
  if (error.code === 'EACCES' && hasSlash) return new ProcessError('process.notExecutable', { subject: command });
  return new ProcessError('process.notFound', { subject: command, hasSlash });
}

/** A program of no known form, or a script whose interpreter is missing. */
function kernelProblem(error: unknown): string | undefined {
  if (!(error instanceof FsError)) throw error;
  if (error.code === 'EACCES') return undefined;
  return error.code === 'ENOEXEC' ? 'exec format error' : 'no such file or directory';
}
