/** What a program of the learner's own computer (`docker`) gets from the shell that runs it, and where a line's output goes. */
import type { Timeout } from '../cas/content-store.ts';
import type { MachineRef } from '../machine/machine.ts';

/** Where the output of one command line goes, in the order it is written. */
export interface Sink {
  write(fd: 1 | 2, bytes: Uint8Array): void;
  /** A terminal line that is overwritten in place; rows keep the order of their first appearance, the last text stays. */
  progress(row: string, text: string): void;
}

/** Lines that were typed behind a command, for the terminal that it opens (`cli/typed-lines.ts`). */
export interface TypedAhead {
  /** each with its newline */
  readonly text: string;
  /** it opened none */
  isLeft: boolean;
}

export interface HostIo {
  /** without the program's name */
  readonly args: readonly string[];
  /** the exported variables */
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  /** where true, there is nobody at the terminal: reading gives the end of the input at once */
  readonly stdinIsTty: boolean;
  /** lines have been typed at that terminal for whoever reads them */
  readonly hasTyped?: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly columns: number;
  /** `timeout` ends it then */
  readonly timeout?: Timeout | undefined;
  /** No terminal was opened: what was typed for it is the shell's. */
  leaveTyped?(): void;
  /** everything up to the end of the input; what stands left of the program in its pipeline runs meanwhile */
  readStdin(): Promise<Uint8Array>;
  /** the next line alone, without its end, so that an input that never ends (`yes`) can answer a question */
  readStdinLine(): Promise<Uint8Array>;
  write(fd: 1 | 2, data: string | Uint8Array): void;
  /** What was written goes where it is redirected to before the program goes on: it may be about to read that file. */
  flush?(): Promise<void>;
  /** shown only where stderr or stdout is the terminal */
  progress(row: string, text: string): void;
}

/** Gets and changes the machine (host files too: `ref.current.host.tree`) through `ref`; returns its exit status. */
export type HostProgram = (io: HostIo, ref: MachineRef) => number | Promise<number>;
