/**
 * What a simulated process can do, and how it waits.
 *
 * A program is a generator: it runs until it has to wait for something, then yields a `SysCall`; the kernel lets the others run,
 * moves the clock, and resumes it. So pipelines, background jobs and signals need no threads, and the same start always gives the
 * same end. State that is waited for lies in shared objects (a pipe, a process), and `ready` looks at it.
 */
import type { Content } from '../../bytes/content.ts';
import type { Found } from '../../fs/lookup.ts';
import type { Credentials, Meta, Node, Tree } from '../../fs/node.ts';
import type { Access } from '../../fs/permissions.ts';
import type { Ports } from '../../ports.ts';

export type SysCall =
  | {
      readonly kind: 'block';
      readonly ready: () => boolean;
      /** milliseconds since 1970 at which it is resumed in any case */
      readonly until?: number;
      /** whether a caught signal ends the waiting, too */
      readonly interruptible: boolean;
    }
  | { readonly kind: 'await'; readonly run: () => Promise<void> };

export type Sys<T> = Generator<SysCall, T, undefined>;
export type Program = (self: Process) => Sys<number>;

/** What a descriptor stands for; shared by all descriptors that were duplicated from one another. */
export interface OpenFile {
  refs: number;
  readonly isTerminal: boolean;
  /** a terminal at which lines have been typed ahead: whoever reads them is shown them, too */
  readonly isTyped?: boolean;
  /** of such a terminal: it shows what is read by itself */
  readonly echoes?: boolean;
  /** of such a terminal: who has read all of it and waits for more; from then on nothing happens before somebody types */
  readonly waiting?: Process | undefined;
  /** of such a terminal: who sits there */
  readonly typist?: Typist;
  /** At most `max` bytes; undefined at the end of the input. Waits where there is nothing yet. */
  read(self: Process, max: number): Sys<Content | undefined>;
  write(self: Process, content: Content): Sys<void>;
  /** the last descriptor was closed */
  close(): void;
  /** of a pipe: whether a read would come back at once, with something or at the end */
  readonly isReady?: boolean;
  /** Puts back what was read too much; absent where nothing can be. */
  unread?(content: Content): void;
  /** of a regular file: bytes to go on from `offset` */
  seek?(offset: number): void;
  truncate?(self: Process, size: number): void;
  /** the path of what it is, for `tail -f` and error messages */
  readonly path?: string;
}

/** Somebody who types lines, waits for what they do, and presses Ctrl+C in the end. */
export interface Typist {
  /** when a line was read last, in milliseconds since 1970 */
  readonly readAt: number;
  /** lines that nobody has read yet */
  readonly linesAhead: number;
  /** Ctrl+C is what comes next */
  readonly isInterruptNext: boolean;
  /** the shell that has started something and waits for it: of several, the innermost */
  holder: Process | undefined;
  /** Ctrl+C, typed or not: the terminal shows it. */
  interrupt(self: Process): Sys<void>;
}

export interface Process {
  readonly pid: number;
  ppid: number;
  readonly system: System;
  argv: readonly string[];
  env: ReadonlyMap<string, string>;
  cwd: string;
  who: Credentials;
  umask: number;
  readonly fds: Map<number, OpenFile>;
  readonly startedAt: number;
  /** how many shells, substitutions and functions it is nested in */
  depth: number;
  /** `timeout` sends it a signal then: for programs that cannot be ended from outside */
  readonly timeout?: { readonly at: number; readonly signal: number } | undefined;
  /** signals it ignores, those it has a handler for, and those of the second kind that arrived */
  readonly ignored: Set<number>;
  readonly caught: Set<number>;
  readonly pending: number[];
  state: 'alive' | 'zombie' | 'reaped';
  isStopped: boolean;
  /** who gets its signals instead: what docker's init has in its care */
  forwardsTo?: Process | undefined;
  exitCode: number;
  /** the signal that ended it */
  exitSignal: number | undefined;
  /** what was printed and waits in the program's own buffer, as stdio's does; see io.ts */
  readonly buffer: string[];
}

export interface SpawnSpec {
  readonly argv: readonly string[];
  readonly program: Program;
  readonly env?: ReadonlyMap<string, string>;
  readonly cwd?: string;
  readonly who?: Credentials;
  readonly depth?: number;
  readonly timeout?: Process['timeout'];
  /** Taken over as they are: the caller has counted them (`retain`). Left out, the parent's. */
  readonly fds?: ReadonlyMap<number, OpenFile>;
  readonly ignored?: Iterable<number>;
}

export interface Image {
  readonly argv: readonly string[];
  readonly program: Program;
}

/** How the system finds programs and what it can run. */
export interface Loader {
  /**
   * The program in the file at `path`.
   * @throws FsError ENOENT, EACCES, ENOTDIR, ELOOP; ENOEXEC where it is none of what the simulation can run
   */
  load(self: Process, path: string, argv: readonly string[]): Sys<Image>;
}

export interface OpenOptions {
  readonly read?: boolean;
  readonly write?: boolean;
  /** behind what is there */
  readonly append?: boolean;
  readonly create?: boolean;
  readonly truncate?: boolean;
  readonly exclusive?: boolean;
  /** of a new file, before the umask */
  readonly mode?: number;
}

/** Those that are no disk. */
export type FileSystemKind = 'tmpfs' | 'proc' | 'sysfs';

/** The file system as processes see it; each call is one system call, made as the process' user. @throws FsError */
export interface FileSystem {
  readonly tree: Tree;
  /** the clock, seconds since 1970 */
  readonly seconds: number;
  lookup(self: Process, path: string, follow?: boolean): Found;
  /** Undefined for whatever reason it cannot be seen. */
  find(self: Process, path: string, follow?: boolean): Node | undefined;
  /** The entries of a folder, by name. */
  list(self: Process, path: string): readonly (readonly [name: string, node: Node])[];
  mayAccess(self: Process, path: string, access: Access): boolean;
  /** The content of a regular file. */
  read(self: Process, path: string): Content;
  open(self: Process, path: string, options: OpenOptions): OpenFile;
  /** A whole file at once, as `open`, `write`, `close`. */
  write(self: Process, path: string, content: Content, options?: { readonly mode?: number; readonly exclusive?: boolean }): void;
  makeDir(self: Process, path: string, options?: { readonly mode?: number; readonly parents?: boolean }): void;
  remove(self: Process, path: string, options?: { readonly kind?: 'file' | 'dir'; readonly recursive?: boolean }): void;
  /** rename(2): a folder of a lower layer cannot be renamed (EXDEV). */
  rename(self: Process, from: string, to: string): void;
  /** As `mv`, which copies a folder of a lower layer. */
  move(self: Process, from: string, to: string): void;
  link(self: Process, existing: string, path: string, follow?: boolean): void;
  symlink(self: Process, target: string, path: string): void;
  makeSpecial(self: Process, path: string, kind: 'fifo' | 'char' | 'block', mode?: number, major?: number, minor?: number): void;
  setMeta(
    self: Process,
    path: string,
    change: Partial<Meta>,
    options?: { readonly follow?: boolean; readonly touch?: boolean },
  ): void;
  /** Whether both paths lie in one file system, so that a rename between them is possible. */
  isOneFileSystem(self: Process, a: string, b: string): boolean;
  /** Whether rename(2) refuses the target before it looks for the source. */
  isReadOnlyTarget(self: Process, from: string, to: string): boolean;
  /** the mount that a canonical path lies in */
  mountOf(canonical: string): string;
  /** what keeps the files at a canonical path; undefined where it is a disk */
  kindAt(canonical: string): FileSystemKind | undefined;
  /** the lower layers, in a container */
  readonly base: Tree | undefined;
}

/** Of one resource; -1 is unlimited. */
export interface Limit {
  readonly soft: number;
  readonly hard: number;
}

export interface System {
  /** milliseconds since 1970 */
  readonly now: number;
  readonly ports: Ports;
  readonly files: FileSystem;
  readonly hostname: string;
  readonly loader: Loader;
  /** the columns of the terminal */
  readonly columns: number;
  /** what docker was told by `--ulimit`, by its names; -1 is unlimited */
  readonly ulimits: ReadonlyMap<string, Limit>;
  /** @throws LimitError where the process has done too much without time passing */
  step(self: Process, cost?: number): void;
  /** @throws FsError EAGAIN where there are too many processes */
  spawn(parent: Process, spec: SpawnSpec): Process;
  /** Sends a signal from inside. False where there is no such process. */
  signal(pid: number, signal: number): boolean;
  processes(): readonly Process[];
}

/** Thrown through a program whose process has just been ended by a signal. */
export class Killed extends Error {}

/** as the shell shows it in `$?` */
export function statusOf(process: Process): number {
  return process.exitSignal === undefined ? process.exitCode : 128 + process.exitSignal;
}

export function* waitFor(ready: () => boolean, interruptible = false): Sys<void> {
  if (!ready()) yield { kind: 'block', ready, interruptible };
}

/** False where a caught signal came first. */
export function* sleep(self: Process, milliseconds: number): Sys<boolean> {
  const until = self.system.now + milliseconds;
  if (milliseconds > 0) yield { kind: 'block', ready: () => false, until, interruptible: true };
  return self.system.now >= until;
}

export function* settle<T>(run: () => Promise<T>): Sys<T> {
  const outcome: { result?: { readonly value: T } | { readonly error: unknown } } = {};
  yield {
    kind: 'await',
    run: async () => {
      try {
        outcome.result = { value: await run() };
      } catch (error) {
        outcome.result = { error };
      }
    },
  };
  const { result } = outcome;
  if (result !== undefined && 'value' in result) return result.value;
  throw result?.error ?? new Error('not settled');
}
