/** `docker` as a program of the learner's shell: from a promise to a coroutine and back. */
import { contentOf, readContent } from '../bytes/content.ts';
import { utf8 } from '../bytes/utf8.ts';
import type { MachineRef } from '../machine/machine.ts';
import { getDescriptor } from '../shell/kernel/descriptors.ts';
import { LineReader, readAll, write } from '../shell/kernel/io.ts';
import { type Process, type Program, type Sys, settle } from '../shell/kernel/system.ts';
import type { HostIo, HostProgram, Sink } from './host-io.ts';

export interface HostBridge {
  readonly ref: MachineRef;
  readonly sink: Sink;
  /** Puts what the shell did (files, folder) into the machine, before the program looks at it. */
  hand(self: Process): void;
  /** Moves the machine to the shell's clock, with what running containers did meanwhile. */
  catchUp(): Promise<void>;
  /** Takes over what the program did. */
  take(self: Process): void;
}

/**
 * What goes to the terminal is shown at once, the rest is written when the program ends. While it runs nothing else does, except while it
 * waits for its input.
 */
export function asKernelProgram(program: HostProgram, bridge: HostBridge): Program {
  return function* (self): Sys<number> {
    const { io, queue, wanted, answer } = createIo(self, bridge.sink);
    bridge.hand(self);
    const running = bridge.catchUp().then(() => program(io, bridge.ref));
    const done = running.then(
      (status) => ({ status }),
      (error: unknown) => ({ error }),
    );
    for (;;) {
      const next = yield* settle(() => Promise.race([done, wanted()]));
      bridge.take(self);
      if (next === 'line' || next === 'all') {
        const bytes = yield* next === 'line' ? readLine(self) : readToEnd(self);
        bridge.hand(self);
        yield* settle(() => bridge.catchUp());
        answer(bytes);
        continue;
      }
      for (const { fd, bytes } of queue) yield* write(self, fd, contentOf(bytes));
      if ('error' in next) throw next.error;
      return next.status;
    }
  };
}

function* readToEnd(self: Process): Sys<Uint8Array> {
  const content = yield* readAll(self, getDescriptor(self, 0));
  return yield* settle(() => readContent(content));
}

function* readLine(self: Process): Sys<Uint8Array> {
  const line = yield* new LineReader(getDescriptor(self, 0)).next(self);
  return utf8(line?.text ?? '');
}

/** What a program may wait for of its input. */
type Wanted = 'line' | 'all';

function createIo(self: Process, sink: Sink) {
  const queue: { readonly fd: 1 | 2; readonly bytes: Uint8Array }[] = [];
  const isTerminal = (fd: number): boolean => self.fds.get(fd)?.isTerminal === true;
  let ask: (wanted: Wanted) => void = () => {};
  const nextWish = () =>
    new Promise<Wanted>((resolve) => {
      ask = resolve;
    });
  let wanting = nextWish();
  let answerWith: (bytes: Uint8Array) => void = () => {};
  const read = (wanted: Wanted) =>
    new Promise<Uint8Array>((resolve) => {
      answerWith = resolve;
      ask(wanted);
    });
  const io: HostIo = {
    args: self.argv.slice(1),
    env: self.env,
    cwd: self.cwd,
    stdinIsTty: isTerminal(0),
    stdoutIsTty: isTerminal(1),
    stderrIsTty: isTerminal(2),
    columns: self.system.columns,
    readStdin: () => read('all'),
    readStdinLine: () => read('line'),
    write(fd, data) {
      const bytes = typeof data === 'string' ? utf8(data) : data;
      if (isTerminal(fd)) sink.write(fd, bytes);
      else queue.push({ fd, bytes });
    },
    progress(row, text) {
      if (isTerminal(1) || isTerminal(2)) sink.progress(row, text);
    },
  };
  return {
    io,
    queue,
    wanted: () => wanting,
    answer(bytes: Uint8Array) {
      wanting = nextWish();
      answerWith(bytes);
    },
  };
}
