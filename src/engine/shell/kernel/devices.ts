/** Descriptors that are no files: devices, a fixed text, a function that takes what is written. */
import { type Content, concatContents, contentOf, peekContent, readContent, sliceContent, zeros } from '../../bytes/content.ts';
import { parseHex } from '../../bytes/hex.ts';
import { sha256Hex } from '../../bytes/sha256.ts';
import { FsError } from '../../fs/errno.ts';
import { type OpenFile, type Process, type Sys, settle, waitFor } from './system.ts';

type Read = (self: Process, max: number) => Sys<Content | undefined>;
type Write = (self: Process, content: Content) => Sys<void>;

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
  unread?(content: Content): void;
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

/** Input that never comes and never ends: the terminal of a detached `-it` container. */
export function openSilence(write: Write, isTerminal: boolean): OpenFile {
  return new Device(
    function* () {
      yield* waitFor(() => false);
      return undefined;
    },
    write,
    isTerminal,
  );
}

/** Input that is known from the start. */
export function openInput(content: Content, write: Write = refuse, isTerminal = false): OpenFile {
  let rest = content;
  // biome-ignore lint/correctness/useYield: it never waits
  const read: Read = function* (_self, max) {
    if (rest.size === 0) return undefined;
    const got = sliceContent(rest, 0, max);
    rest = sliceContent(rest, got.size);
    return got;
  };
  const device = new Device(read, write, isTerminal);
  device.unread = (content) => {
    rest = concatContents([content, rest]);
  };
  return device;
}

/** Output that goes out of the simulation; read from, it is at its end. */
export function openOutput(take: (bytes: Uint8Array) => void, isTerminal: boolean): OpenFile {
  return new Device(atEnd, writerTo(take), isTerminal);
}

export function writerTo(take: (bytes: Uint8Array) => void): Write {
  return function* (self, content) {
    for (let at = 0; at < content.size; at += 1 << 20) take(yield* bytesOf(self, sliceContent(content, at, at + (1 << 20))));
  };
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
