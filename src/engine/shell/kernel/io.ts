/** Reading and writing as programs do it: text, lines, and stdio's buffer. */
import { type Content, concatContents, contentOf, EMPTY } from '../../bytes/content.ts';
import { FsError } from '../../fs/errno.ts';
import { decodeText, encodeText } from '../text.ts';
import { getDescriptor, release } from './descriptors.ts';
import { bytesOf } from './devices.ts';
import type { OpenFile, Process, Sys } from './system.ts';

const READ_SIZE = 65_536;
/** stdio's buffer: what is printed goes out when it is full, at the end, and before a message on stderr */
const BUFFER_SIZE = 4096;
const NEWLINE = 10;

/** Writes at once, past the buffer. @throws FsError EBADF, ENOSPC, EPIPE */
export function* write(self: Process, fd: number, data: string | Uint8Array | Content): Sys<void> {
  const file = getDescriptor(self, fd);
  yield* file.write(self, toContent(data));
}

/** Prints to stdout through the buffer. */
export function* print(self: Process, text: string): Sys<void> {
  self.buffer.push(text);
  if (text.length >= BUFFER_SIZE || self.buffer.length >= 256) yield* flush(self);
}

export function* flush(self: Process): Sys<void> {
  if (self.buffer.length === 0) return;
  const text = self.buffer.join('');
  self.buffer.length = 0;
  if (text !== '') yield* write(self, 1, text);
}

/** A message on stderr; what was printed before goes out first. Where stderr is closed, nobody hears it. */
export function* complain(self: Process, text: string): Sys<void> {
  yield* flush(self);
  if (self.fds.has(2)) yield* write(self, 2, text);
}

/** Everything up to the end of the input. */
export function* readAll(self: Process, file: OpenFile): Sys<Content> {
  const parts: Content[] = [];
  let size = 0;
  for (;;) {
    self.system.step(self);
    const part = yield* file.read(self, Number.MAX_SAFE_INTEGER);
    if (part === undefined) break;
    parts.push(part);
    size += part.size;
    if (size > self.system.ports.limits.fileBytes) throw new FsError('ENOSPC', '');
  }
  return parts.length === 0 ? EMPTY : concatContents(parts);
}

export function* readText(self: Process, file: OpenFile): Sys<string> {
  return decodeText(yield* bytesOf(self, yield* readAll(self, file)));
}

/** The text of what a path names: a file, or what the process was given as `/dev/fd/63`. @throws FsError */
export function* readPath(self: Process, path: string): Sys<string> {
  const file = self.system.files.open(self, path, { read: true });
  file.refs += 1;
  const text = yield* readText(self, file);
  release(file);
  return text;
}

export function toContent(data: string | Uint8Array | Content): Content {
  if (typeof data === 'string') return contentOf(encodeText(data));
  return data instanceof Uint8Array ? contentOf(data) : data;
}

export interface Line {
  /** without the newline */
  readonly text: string;
  /** false for a last line that has none */
  readonly hasNewline: boolean;
}

/** Lines of an open file, read as they come. */
export class LineReader {
  private readonly file: OpenFile;
  private readonly delimiter: number;
  private lines: readonly string[] = [];
  private at = 0;
  /** bytes of a line whose end has not come yet */
  private rest: Uint8Array[] = [];
  private isAtEnd = false;

  constructor(file: OpenFile, delimiter = NEWLINE) {
    this.file = file;
    this.delimiter = delimiter;
  }

  /** Undefined at the end of the input. */
  *next(self: Process): Sys<Line | undefined> {
    for (;;) {
      const text = this.lines[this.at];
      if (text !== undefined) {
        this.at += 1;
        return { text, hasNewline: true };
      }
      if (this.isAtEnd) return this.last();
      const part = yield* this.file.read(self, READ_SIZE);
      self.system.step(self);
      if (part === undefined) this.isAtEnd = true;
      else this.take(yield* bytesOf(self, part));
    }
  }

  private take(bytes: Uint8Array): void {
    const end = bytes.lastIndexOf(this.delimiter);
    if (end < 0) {
      this.rest.push(bytes);
      return;
    }
    const whole = joinBytes([...this.rest, bytes.subarray(0, end)]);
    this.rest = end + 1 < bytes.length ? [bytes.subarray(end + 1)] : [];
    this.lines = decodeText(whole).split(String.fromCharCode(this.delimiter));
    this.at = 0;
  }

  private last(): Line | undefined {
    if (this.rest.length === 0) return undefined;
    const text = decodeText(joinBytes(this.rest));
    this.rest = [];
    return { text, hasNewline: false };
  }
}

export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const out = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
