/** The terminal of `docker run -it` and the like, while somebody sits at it: in a part of its own, as most containers have none. */
import { type Content, contentOf, peekContent, sliceContent } from '../../bytes/content.ts';
import { bytesOf, Input } from './devices.ts';
import { SIGINT } from './signals.ts';
import { type OpenFile, type Process, type Sys, type Typist, waitFor } from './system.ts';

const ETX = 3;
const EOT = 4;
const NEWLINE = 10;

/**
 * A terminal at which these lines are typed. It echoes each to `out` as it is read, one line at a time; the character EOT (Ctrl+D) at the
 * beginning of a line ends the input for whoever reads then, ETX (Ctrl+C) interrupts who reads, and after the last line all wait.
 */
export function openTyped(content: Content, out: OpenFile): OpenFile {
  return new TypedInput(content, out, true, true);
}

class TypedInput extends Input implements Typist {
  readonly echoes = true;
  readonly typist = this;
  waiting: Process | undefined;
  holder: Process | undefined;
  readAt = 0;

  get linesAhead(): number {
    return peekContent(this.rest)?.filter((byte) => byte === NEWLINE).length ?? 0;
  }

  get isInterruptNext(): boolean {
    return peekContent(this.rest)?.[0] === ETX;
  }

  interrupt(self: Process): Sys<void> {
    if (this.isInterruptNext) this.dropKey();
    this.readAt = self.system.now;
    return this.write(self, contentOf('^C'));
  }

  /** A key that is a line of its own. */
  private dropKey(): void {
    const bytes = peekContent(this.rest);
    this.rest = sliceContent(this.rest, bytes?.[1] === NEWLINE ? 2 : 1);
  }

  override *read(self: Process, max: number): Sys<Content | undefined> {
    if (this.rest.size === 0) {
      this.waiting = self;
      yield* waitFor(() => false);
      return undefined;
    }
    const bytes = yield* bytesOf(self, this.rest);
    this.rest = contentOf(bytes);
    this.readAt = self.system.now;
    if (bytes[0] === EOT) {
      this.dropKey();
      return undefined;
    }
    if (bytes[0] === ETX) {
      yield* this.interrupt(self);
      interrupt(self);
      if (self.state !== 'alive') yield* waitFor(() => false);
      // who catches it gives up the line; who ignores it, as a container's first process does, reads on
      return self.pending.includes(SIGINT) ? contentOf('\n') : yield* this.read(self, max);
    }
    const end = bytes.indexOf(NEWLINE) + 1;
    const got = contentOf(bytes.subarray(0, Math.min(max, end === 0 ? bytes.length : end)));
    this.rest = contentOf(bytes.subarray(got.size));
    yield* this.write(self, got);
    return got;
  }
}

/** As a terminal does with what runs in its foreground: who reads, and the scripts that started it, up to the shell that has the terminal. */
function interrupt(reader: Process): void {
  const { system } = reader;
  const all = system.processes();
  for (let one: Process | undefined = reader; one !== undefined && (one === reader || !one.caught.has(SIGINT)); ) {
    const { ppid }: Process = one;
    system.signal(one.pid, SIGINT);
    one = all.find(({ pid }) => pid === ppid);
  }
}
