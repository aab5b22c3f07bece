/** `docker` as a program of the learner's shell: from a promise to a coroutine and back. */
import { contentOf, readContent } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import type { MachineRef } from '../machine/machine.ts';
import { getDescriptor } from '../shell/kernel/descriptors.ts';
import { LineReader, readAll, write } from '../shell/kernel/io.ts';
import { type Process, type Program, type Sys, settle, sleep } from '../shell/kernel/system.ts';
import { type Soon, soon, wait } from '../soon.ts';
import type { HostIo, HostProgram, Sink } from './host-io.ts';

export interface HostBridge {
  readonly ref: MachineRef;
  readonly sink: Sink;
  /** Puts what the shell did (files, folder) into the machine, before the program looks at it. */
  hand(self: Process): void;
  /** Moves the machine to the shell's clock, with what running containers did meanwhile. */
  catchUp(): Soon<void>;
  /** see `HostIo` */
  leaveTyped(): void;
  /** Takes over what the program did. */
  take(self: Process): void;
}

/**
 * What goes to the terminal is shown at once, the rest is written when the program ends. While it runs nothing else does, except while it
 * waits for its input.
 */
export function asKernelProgram(program: HostProgram, bridge: HostBridge): Program {
  return (self) => runProgram(self, program, bridge);
}

function* runProgram(self: Process, program: HostProgram, bridge: HostBridge): Sys<number> {
  bridge.hand(self);
  const call = new HostCall(self, bridge);
  call.begin(startProgram(program, call, bridge));
  for (;;) {
    if (call.ended === undefined) yield* settle(() => call.nextChange());
    bridge.take(self);
    if (call.ended === undefined) {
      const bytes = yield* answerOf(self, call);
      bridge.hand(self);
      yield* settle(async () => soon(bridge.catchUp()));
      call.answer(bytes);
      continue;
    }
    yield* writeQueue(self, call);
    if ('error' in call.ended) throw call.ended.error;
    return call.ended.status;
  }
}

function* answerOf(self: Process, call: HostCall): Sys<Uint8Array> {
  if (call.wanted !== 'written') return yield* call.wanted === 'line' ? readLine(self) : readToEnd(self);
  yield* writeQueue(self, call);
  // Who stands right of it begins meanwhile: `tee` makes its file before a client is ready to look.
  yield* sleep(self, CLIENT_START_MS);
  return new Uint8Array();
}

function* writeQueue(self: Process, { queue }: HostCall): Sys<void> {
  for (const { fd, bytes } of queue.splice(0)) yield* write(self, fd, contentOf(bytes));
}

function* startProgram(program: HostProgram, io: HostIo, bridge: HostBridge): Soon<number> {
  yield* bridge.catchUp();
  return yield* wait(program(io, bridge.ref));
}

function* readToEnd(self: Process): Sys<Uint8Array> {
  const content = yield* readAll(self, getDescriptor(self, 0));
  return yield* settle(() => readContent(content));
}

function* readLine(self: Process): Sys<Uint8Array> {
  const line = yield* new LineReader(getDescriptor(self, 0)).next(self);
  return utf8(line?.text ?? '');
}

const CLIENT_START_MS = 1;

/** What a program may wait for: its input, or that its output is where it goes. */
type Wanted = 'line' | 'all' | 'written';
type Ended = { readonly status: number } | { readonly error: unknown };

/** One program as it runs. Most have ended when they have begun: no promise is made then. */
class HostCall implements HostIo {
  readonly args: readonly string[];
  readonly env: ReadonlyMap<string, string>;
  readonly cwd: string;
  readonly stdinIsTty: boolean;
  readonly hasTyped: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  readonly columns: number;
  readonly timeout: HostIo['timeout'];
  /** what goes elsewhere than to the terminal */
  readonly queue: { readonly fd: 1 | 2; readonly bytes: Uint8Array }[] = [];
  ended: Ended | undefined;
  /** what it waits for */
  wanted: Wanted | undefined;
  private readonly bridge: HostBridge;
  private onInput: (bytes: Uint8Array) => void = () => {};
  private onChange: (() => void) | undefined;

  constructor(self: Process, bridge: HostBridge) {
    const isTerminal = (fd: number): boolean => self.fds.get(fd)?.isTerminal === true;
    this.args = self.argv.slice(1);
    this.env = self.env;
    this.cwd = self.cwd;
    this.stdinIsTty = isTerminal(0);
    this.hasTyped = self.fds.get(0)?.isTyped === true;
    this.stdoutIsTty = isTerminal(1);
    this.stderrIsTty = isTerminal(2);
    this.columns = self.system.columns;
    this.timeout = self.timeout;
    this.bridge = bridge;
  }

  begin(work: Soon<number>): void {
    try {
      const result = soon(work);
      if (typeof result === 'number') this.ended = { status: result };
      else
        result.then(
          (status) => this.end({ status }),
          (error: unknown) => this.end({ error }),
        );
    } catch (error) {
      this.ended = { error };
    }
  }

  /** Until it has ended or asks for its input. */
  nextChange(): Promise<void> {
    return new Promise((resolve) => {
      if (this.ended === undefined && this.wanted === undefined) this.onChange = resolve;
      else resolve();
    });
  }

  answer(bytes: Uint8Array): void {
    this.wanted = undefined;
    this.onInput(bytes);
  }

  readStdin(): Promise<Uint8Array> {
    return this.read('all');
  }

  readStdinLine(): Promise<Uint8Array> {
    return this.read('line');
  }

  write(fd: 1 | 2, data: string | Uint8Array): void {
    const bytes = typeof data === 'string' ? utf8(data) : data;
    if (fd === 1 ? this.stdoutIsTty : this.stderrIsTty) this.bridge.sink.write(fd, bytes);
    else this.queue.push({ fd, bytes });
  }

  async flush(): Promise<void> {
    if (!this.stdoutIsTty || !this.stderrIsTty) await this.read('written');
  }

  progress(row: string, text: string): void {
    if (this.stdoutIsTty || this.stderrIsTty) this.bridge.sink.progress(row, text);
  }

  leaveTyped(): void {
    if (this.hasTyped) this.bridge.leaveTyped();
  }

  private read(wanted: Wanted): Promise<Uint8Array> {
    return new Promise((resolve) => {
      this.wanted = wanted;
      this.onInput = resolve;
      this.change();
    });
  }

  private end(ended: Ended): void {
    this.ended = ended;
    this.change();
  }

  private change(): void {
    this.onChange?.();
    this.onChange = undefined;
  }
}
