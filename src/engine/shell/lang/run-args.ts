/** A command whose words are expanded: a function, a builtin, or a program. */
import { sliceContent } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { createPart } from '../../part.ts';
import { DEFAULT_PATH, findProgram } from '../exec.ts';
import { retain } from '../kernel/descriptors.ts';
import { bytesOf } from '../kernel/devices.ts';
import { flush, write } from '../kernel/io.ts';
import { type Image, type Process, type Sys, settle } from '../kernel/system.ts';
import { type Builtins, loadBuiltin } from './builtins/builtin.ts';
import { closeSubstituted } from './close-substituted.ts';
import { callFunction } from './functions.ts';
import { waitForChild } from './processes.ts';
import { quoteForTrace } from './quote.ts';
import type { Shell } from './shell.ts';
import { environmentOf, findValue } from './variables.ts';

const ASH_OPTIONS = createPart(() => import('./builtins/ash-options.ts'));
/** They look at their options themselves: `[ -f x ]` and `set -e` need not wait for that part. */
export const WITHOUT_ASH_OPTIONS = /^(\[|echo|kill|read|set|test)$/;

export interface RunOptions {
  /** nothing comes after it: the program may take the shell's place */
  readonly isLast?: boolean;
  readonly skipFunctions?: boolean;
}

export function* runArgs(shell: Shell, builtins: Builtins, args: readonly string[], options: RunOptions): Sys<number> {
  shell.self.system.step(shell.self);
  const [name = '', ...rest] = args;
  const known = options.skipFunctions === true ? undefined : shell.functions.get(name);
  if (known !== undefined) return yield* callFunction(shell, known, rest);
  const source = builtins.table.get(name);
  if (source === undefined) return yield* runExternal(shell, args, options);
  const builtin = yield* loadBuiltin(name, source);
  const outer = shell.builtin;
  shell.builtin = name;
  try {
    if (shell.flavour === 'ash' && !shell.isDash && rest[0]?.startsWith('-') === true && !WITHOUT_ASH_OPTIONS.test(name)) {
      const { hasKnownOptions } = ASH_OPTIONS.loaded ?? (yield* settle(() => ASH_OPTIONS.load()));
      if (!(yield* hasKnownOptions(shell, name, rest))) return 2;
    }
    const status = yield* builtin(shell, rest);
    yield* flush(shell.self);
    return status;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    shell.self.buffer.length = 0;
    yield* shell.complainOf(name, `write error: ${strerror(error.code)}`);
    return 1;
  } finally {
    shell.builtin = outer;
  }
}

function* runExternal(shell: Shell, args: readonly string[], options: RunOptions): Sys<number> {
  const { self } = shell;
  const image = yield* findImage(shell, args);
  if (typeof image === 'number') return image;
  const env = environmentOf(shell);
  if (shell.flavour === 'bash') env.set('_', args[0] ?? '');
  else rememberPath(shell, args[0] ?? '');
  const canReplace = options.isLast === true && shell.traps.size === 0;
  if (canReplace) return yield* replaceBy(shell, image, env);
  const child = spawnQuietly(self, image, env);
  if (child === undefined) {
    yield* shell.complain(shell.flavour === 'bash' ? `fork: ${strerror('EAGAIN')}` : `can't fork: ${strerror('EAGAIN')}`);
    return shell.flavour === 'bash' ? 254 : 2;
  }
  closeSubstituted(shell, shell.firstSubstituted);
  return yield* waitForChild(shell, child);
}

/** For ash's `hash`. */
function rememberPath(shell: Shell, name: string): void {
  if (name === '' || name.includes('/') || shell.found.has(name)) return;
  shell.found.set(name, findProgram(shell.self, name, findValue(shell, 'PATH') ?? DEFAULT_PATH));
}

/** Undefined where there are too many processes. */
function spawnQuietly(self: Process, image: Image, env: ReadonlyMap<string, string>): Process | undefined {
  try {
    return self.system.spawn(self, { ...image, env, depth: self.depth, fds: retain(self.fds) });
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}

export function* replaceBy(shell: Shell, image: Image, env: ReadonlyMap<string, string>): Sys<number> {
  const { self } = shell;
  self.argv = image.argv;
  self.env = env;
  self.caught.clear();
  return yield* image.program(self);
}

/** The program, or the status where there is none: its complaint has been printed. */
export function* findImage(shell: Shell, args: readonly string[]): Sys<Image | number> {
  const { self } = shell;
  const name = args[0] ?? '';
  try {
    const path = findProgram(self, name, findValue(shell, 'PATH') ?? DEFAULT_PATH);
    return yield* loadOrScript(shell, path, args);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* complainNotFound(shell, name, error);
  }
}

/** What the system cannot run is a script of this shell, if it is text. */
function* loadOrScript(shell: Shell, path: string, args: readonly string[]): Sys<Image> {
  const { self } = shell;
  try {
    return yield* self.system.loader.load(self, path, args);
  } catch (error) {
    if (!(error instanceof FsError) || error.code !== 'ENOEXEC') throw error;
    const head = yield* bytesOf(self, sliceContent(self.system.files.read(self, path), 0, 128));
    if (head.includes(0) || head[0] === 0x7f) throw error;
    return { argv: args, program: shell.evaluator.scriptProgram(shell, path) };
  }
}

function* complainNotFound(shell: Shell, name: string, error: FsError): Sys<number> {
  const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  const status = isMissing ? 127 : 126;
  if (shell.flavour === 'ash') {
    yield* shell.complain(`${name}: ${isMissing && name !== '' ? 'not found' : strerror(name === '' ? 'EACCES' : error.code)}`);
    return status;
  }
  if (shell.builtin === 'exec') {
    yield* shell.complain(isMissing && !name.includes('/') ? `exec: ${name}: not found` : `${name}: ${strerror(error.code)}`);
    return status;
  }
  const isFolder = name.includes('/') && isFolderAt(shell, name);
  if (error.code === 'ENOENT' && !name.includes('/')) yield* shell.complain(`${name}: command not found`);
  else if (error.code === 'ENOEXEC') yield* shell.complain(`${name}: cannot execute binary file: Exec format error`);
  else if (error.code === 'ENOENT' && error.data.path !== name)
    yield* shell.complain(`${name}: cannot execute: required file not found`);
  else yield* shell.complain(`${name}: ${isFolder ? 'Is a directory' : strerror(error.code)}`);
  return status;
}

function isFolderAt(shell: Shell, name: string): boolean {
  return shell.self.system.files.find(shell.self, name)?.kind === 'dir';
}

export function* trace(shell: Shell, args: readonly string[], isAssignment: boolean): Sys<void> {
  const prefix = findValue(shell, 'PS4') ?? '+ ';
  const line = isAssignment ? args.join(' ') : args.map((arg) => quoteForTrace(arg, shell.flavour)).join(' ');
  yield* flush(shell.self);
  if (shell.self.fds.has(2)) yield* write(shell.self, 2, `${prefix}${line}\n`);
}
