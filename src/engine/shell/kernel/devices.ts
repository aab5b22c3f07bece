/** Descriptors that are no files: devices, a fixed text, a function that takes what is written. */
import { type Content, concatContents, contentOf, peekContent, readContent, sliceContent, zeros } from '../../bytes/content.ts';
import { parseHex } from '../../bytes/hex.ts';
import { sha256Hex } from '../../bytes/sha256.ts';
import { FsError } from '../../fs/errno.ts';
import { type OpenFile, type Process, type Sys, settle, waitFor } from './system.ts';

type Read = (self: Process, max: number) => Sys<Content | undefined>;
type Write = (self: Process, content: Content) => Sys<void>;

/** bytes that are written at once */
const MAX_PART = 1 << 20;

class Device implements OpenFile {
  refs = 0;
  readonly isTerminal: boolean;
  private readonly onRead: Read;
  private readonly onWrite: Write;
  constructor(read: Read, write: Write, isTerminal = false) {
    this.onRead = read;
    this.onWrite = write;
    this.isTerminal = isTerminal;
  }
  read(self: Process, max: number): Sys<Content | undefined> {
    return this.onRead(self, max);
  }
  write(self: Process, content: Content): Sys<void> {
    return this.onWrite(self, content);
  }
  close(): void {}
}

// biome-ignore-start lint/correctness/useYield: these never wait
function* atEnd(): Sys<undefined> {
  return undefined;
}
function* swallow(): Sys<void> {}
function* refuse(): Sys<never> {
  throw new FsError('EBADF', '');
}
function* noSpace(): Sys<never> {
  throw new FsError('ENOSPC', '/dev/full');
}
function* readZeros(_self: Process, max: number): Sys<Content> {
  return zeros(Math.min(max, 1 << 20));
}
// biome-ignore-end lint/correctness/useYield: these never wait

export function openNull(): OpenFile {
  return new Device(atEnd, swallow);
}

/** Input that never comes and never ends: the terminal of a detached `-it` container. What is written goes to `out`. */
export function openSilence(out: OpenFile, isTerminal: boolean): OpenFile {
  return new Device(
    function* () {
      yield* waitFor(() => false);
      return undefined;
    },
    (self, content) => out.write(self, content),
    isTerminal,
  );
}

/**
 * Input that is known from the start. Where it is a terminal's, what is written goes to `out`.
 * @param isTyped of a terminal: there is somebody at it, though nothing may have been typed yet
 */
export function openInput(content: Content, out?: OpenFile, isTerminal = false, isTyped = content.size > 0): OpenFile {
  return new Input(content, out, isTerminal, isTerminal && isTyped);
}

/** see `openInput` */
export class Input implements OpenFile {
  refs = 0;
  readonly isTerminal: boolean;
  readonly isTyped: boolean;
  protected rest: Content;
  private readonly out: OpenFile | undefined;
  constructor(content: Content, out: OpenFile | undefined, isTerminal: boolean, isTyped: boolean) {
    this.rest = content;
    this.out = out;
    this.isTerminal = isTerminal;
    this.isTyped = isTyped;
  }
  // biome-ignore lint/correctness/useYield: it never waits
  *read(_self: Process, max: number): Sys<Content | undefined> {
    if (this.rest.size === 0) return undefined;
    const got = sliceContent(this.rest, 0, max);
    this.rest = sliceContent(this.rest, got.size);
    return got;
  }
  write(self: Process, content: Content): Sys<void> {
    return this.out === undefined ? refuse() : this.out.write(self, content);
  }
  unread(content: Content): void {
    this.rest = concatContents([content, this.rest]);
  }
  close(): void {}
}

/** Where output goes that leaves the simulation. */
export interface OutputSink {
  write(fd: 1 | 2, bytes: Uint8Array): void;
}

/** Output that goes out of the simulation; read from, it is at its end. */
export function openOutput(sink: OutputSink, fd: 1 | 2, isTerminal: boolean): OpenFile {
  return new Output(sink, fd, isTerminal);
}

/** A class, and no generator function made for each sink: see docs/decisions/0007. */
class Output implements OpenFile {
  refs = 0;
  readonly isTerminal: boolean;
  private readonly sink: OutputSink;
  private readonly fd: 1 | 2;
  constructor(sink: OutputSink, fd: 1 | 2, isTerminal: boolean) {
    this.sink = sink;
    this.fd = fd;
    this.isTerminal = isTerminal;
  }
  read(): Sys<undefined> {
    return atEnd();
  }
  *write(self: Process, content: Content): Sys<void> {
    for (let at = 0; at < content.size; at += MAX_PART)
      this.sink.write(this.fd, yield* bytesOf(self, sliceContent(content, at, at + MAX_PART)));
  }
  close(): void {}
}

/** The device with these numbers; undefined where the simulation has none. */
export function openDevice(major: number, minor: number): OpenFile | undefined {
  if (major !== 1) return undefined;
  if (minor === 3) return openNull();
  if (minor === 5) return new Device(readZeros, swallow);
  if (minor === 7) return new Device(readZeros, noSpace);
  if (minor === 8 || minor === 9) return openRandom();
  return undefined;
}

/** Nothing is random here: the bytes follow from the clock and the reader. */
function openRandom(): OpenFile {
  let drawn = 0;
  const read: Read = function* (self, max) {
    const parts: Uint8Array[] = [];
    let size = 0;
    while (size < Math.min(max, 4096)) {
      const part = parseHex(sha256Hex(bytesOfText(`${self.system.ports.seed} ${self.system.now} ${self.pid} ${drawn}`)));
      drawn += 1;
      parts.push(part);
      size += part.length;
    }
    const out = new Uint8Array(size);
    parts.forEach((part, i) => {
      out.set(part, i * 32);
    });
    return sliceContent(contentOf(out), 0, max);
  };
  return new Device(read, swallow);
}

function bytesOfText(text: string): Uint8Array {
  return peekContent(contentOf(text)) ?? new Uint8Array();
}

/** The content's bytes, fetched where they have to be. */
export function* bytesOf(self: Process, content: Content): Sys<Uint8Array> {
  const max = self.system.ports.limits.fileBytes;
  const known = content.size > max ? undefined : peekContent(content);
  return known ?? (yield* settle(() => readContent(content, max)));
}
