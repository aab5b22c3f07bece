/**
 * What the small programs have in common: GNU coreutils on the learner's computer, busybox' applets in containers. One program
 * serves both; where the words differ it asks `flavour`. Wordings were recorded from coreutils 9.1 and busybox 1.35.
 */
import { type Errno, FsError, strerror } from '../../fs/errno.ts';
import { complain, flush } from '../kernel/io.ts';
import type { Process, Program, Sys } from '../kernel/system.ts';
import { hasUsage, usageOf } from './usage.ts';

export type Flavour = 'gnu' | 'busybox';

export interface Call {
  readonly self: Process;
  /** what stands in front of messages */
  readonly name: string;
  /** the shell's builtin that it runs as */
  readonly builtin?: string | undefined;
  /** without the name */
  readonly args: readonly string[];
  readonly flavour: Flavour;
  /** the first line of busybox' usage texts, from the binary that runs */
  readonly banner?: string | undefined;
  /** busybox as the teaching images have it, see small-busybox.data.ts */
  readonly isSmall?: boolean | undefined;
}

export type Applet = (call: Call) => Sys<number>;
/** by name */
export type AppletGroup = Readonly<Record<string, Applet>>;

/** coreutils stands on glibc, the busybox of our images on musl */
export function errorWords({ flavour }: Pick<Call, 'flavour'>, code: Errno): string {
  return strerror(code, flavour === 'gnu' ? 'glibc' : 'musl');
}

/** A message of the program, and the status that goes with it. */
export function* fail(call: Call, message: string, status = 1): Sys<number> {
  yield* complain(call.self, `${call.name}: ${message}\n`);
  return status;
}

/** The applet as a process' program; `name` where it is not the last part of argv[0]. */
export function asProgram(applet: Applet, flavour: Flavour, name?: string, build: Pick<Call, 'banner' | 'isSmall'> = {}): Program {
  return (self) =>
    runApplet(applet, { self, name: name ?? baseName(self.argv[0] ?? ''), args: self.argv.slice(1), flavour, ...build });
}

/** Runs it, prints what it left in the buffer, and words the errors that it did not word itself. */
export function* runApplet(applet: Applet, call: Call): Sys<number> {
  let status: number;
  try {
    status = wantsUsage(call) ? yield* showHelp(call) : yield* applet(call);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    status = yield* fail(
      call,
      isOutputError(error) ? `write error: ${errorWords(call, error.code)}` : `${error.data.path}: ${errorWords(call, error.code)}`,
    );
  }
  try {
    yield* flush(call.self);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    call.self.buffer.length = 0;
    return yield* fail(call, `write error: ${errorWords(call, error.code)}`);
  }
  return status;
}

/** busybox looks for `--help` before it starts any of its programs. */
function wantsUsage({ flavour, builtin, args, name }: Call): boolean {
  return flavour === 'busybox' && builtin === undefined && args.length === 1 && args[0] === '--help' && hasUsage(name);
}

function* showHelp(call: Call): Sys<number> {
  yield* complain(call.self, yield* usageOf(call, call.name));
  return 0;
}

function isOutputError(error: FsError): boolean {
  return error.code === 'EPIPE' || error.code === 'ENOSPC' || error.code === 'EBADF';
}

export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? (path === '' ? '' : '/') : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

export function dirName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path === '' ? '.' : '/';
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  return trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
}

/** `folder/name`, with one slash between them */
export function joinPath(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

/** A name in a GNU message: in quotes that a shell could read back, where it needs them (`a b`), or always. */
export function quoteName(name: string, always: boolean): string {
  const needs = name === '' || /[^A-Za-z0-9_@%+=:,./~^\-\u0080-\u{10ffff}]/u.test(name) || /^[~#]/.test(name);
  if (!always && !needs) return name;
  if (!name.includes("'")) return `'${name}'`;
  return /["$`\\]/.test(name) ? `'${name.replaceAll("'", "'\\''")}'` : `"${name}"`;
}
