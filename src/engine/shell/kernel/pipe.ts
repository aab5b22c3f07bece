/** A pipe (pipe(7)): 64 KiB wide, so a writer waits for its reader, and a writer without readers gets SIGPIPE. */
import { type Content, concatContents, EMPTY, sliceContent } from '../../bytes/content.ts';
import { FsError } from '../../fs/errno.ts';
import { SIGPIPE } from './signals.ts';
import { Killed, type OpenFile, type Process, type Sys, waitFor } from './system.ts';

const PIPE_CAPACITY = 65_536;

interface Channel {
  content: Content;
  isRead: boolean;
  isWritten: boolean;
}

export interface Pipe {
  readonly reader: OpenFile;
  readonly writer: OpenFile;
}

export function createPipe(): Pipe {
  const channel: Channel = { content: EMPTY, isRead: true, isWritten: true };
  return { reader: new ReadEnd(channel), writer: new WriteEnd(channel) };
}

class ReadEnd implements OpenFile {
  refs = 0;
  readonly isTerminal = false;
  private readonly channel: Channel;
  constructor(channel: Channel) {
    this.channel = channel;
  }
  get isReady(): boolean {
    return this.channel.content.size > 0 || !this.channel.isWritten;
  }
  *read(_self: Process, max: number): Sys<Content | undefined> {
    const { channel } = this;
    yield* waitFor(() => this.isReady);
    if (channel.content.size === 0) return undefined;
    const got = sliceContent(channel.content, 0, max);
    channel.content = sliceContent(channel.content, got.size);
    return got;
  }
  unread(content: Content): void {
    this.channel.content = concatContents([content, this.channel.content]);
  }
  // biome-ignore lint/correctness/useYield: it can only refuse
  *write(): Sys<void> {
    throw new FsError('EBADF', 'pipe');
  }
  close(): void {
    this.channel.isRead = false;
  }
}

class WriteEnd implements OpenFile {
  refs = 0;
  readonly isTerminal = false;
  private readonly channel: Channel;
  constructor(channel: Channel) {
    this.channel = channel;
  }
  // biome-ignore lint/correctness/useYield: it can only refuse
  *read(): Sys<Content | undefined> {
    throw new FsError('EBADF', 'pipe');
  }
  *write(self: Process, content: Content): Sys<void> {
    const { channel } = this;
    let rest = content;
    while (rest.size > 0) {
      yield* waitFor(() => channel.content.size < PIPE_CAPACITY || !channel.isRead);
      if (!channel.isRead) refuse(self);
      const part = sliceContent(rest, 0, PIPE_CAPACITY - channel.content.size);
      channel.content = concatContents([channel.content, part]);
      rest = sliceContent(rest, part.size);
    }
  }
  close(): void {
    this.channel.isWritten = false;
  }
}

/** A process that does not ignore SIGPIPE is ended by it here; one that does gets the error. */
function refuse(self: Process): never {
  self.system.signal(self.pid, SIGPIPE);
  if (self.state !== 'alive') throw new Killed();
  throw new FsError('EPIPE', 'pipe');
}
