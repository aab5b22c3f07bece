/** An open regular file. It stays the same file when it is renamed, and goes on to live without a name when it is removed. */
import { type Content, concatContents, EMPTY, sliceContent, zeros } from '../../bytes/content.ts';
import { FsError } from '../../fs/errno.ts';
import type { OpenFile, Process, Sys } from './system.ts';

export interface FileHandle {
  path: string;
  ino: number;
  /** what it holds since its last name was taken away */
  orphan: Content | undefined;
}

/** Who knows what the open files hold. */
export interface OpenFiles {
  contentOf(handle: FileHandle): Content;
  replaceContent(handle: FileHandle, content: Content): void;
  forget(handle: FileHandle): void;
}

/** how many chunks of a file may be copied for one step of the line's limit */
const CHUNKS_PER_STEP = 64;

export interface RegularFileOptions {
  readonly canRead: boolean;
  readonly canWrite: boolean;
  readonly append: boolean;
}

export class RegularFile implements OpenFile {
  refs = 0;
  readonly isTerminal = false;
  private readonly files: OpenFiles;
  private readonly handle: FileHandle;
  private readonly options: RegularFileOptions;
  private offset = 0;

  constructor(files: OpenFiles, handle: FileHandle, options: RegularFileOptions) {
    this.files = files;
    this.handle = handle;
    this.options = options;
  }

  get path(): string {
    return this.handle.path;
  }

  // biome-ignore lint/correctness/useYield: a file is always ready
  *read(_self: Process, max: number): Sys<Content | undefined> {
    if (!this.options.canRead) throw new FsError('EBADF', this.handle.path);
    const content = this.files.contentOf(this.handle);
    if (this.offset >= content.size) return undefined;
    const got = sliceContent(content, this.offset, this.offset + max);
    this.offset += got.size;
    return got;
  }

  unread(content: Content): void {
    this.offset -= content.size;
  }

  // biome-ignore lint/correctness/useYield: a file is always ready
  *write(self: Process, content: Content): Sys<void> {
    if (!this.options.canWrite) throw new FsError('EBADF', this.handle.path);
    if (content.size === 0) return;
    const old = this.files.contentOf(this.handle);
    // each write makes the list of chunks anew, so the price grows with the file: `yes > f` must meet its limit within a second
    self.system.step(self, 1 + Math.floor(old.chunks.length / CHUNKS_PER_STEP));
    if (this.options.append) this.offset = old.size;
    const end = this.offset + content.size;
    if (end > self.system.ports.limits.fileBytes) throw new FsError('ENOSPC', this.handle.path);
    const before = sliceContent(old, 0, this.offset);
    const gap = zeros(Math.max(0, this.offset - old.size));
    this.files.replaceContent(this.handle, concatContents([before, gap, content, sliceContent(old, end)]));
    this.offset = end;
  }

  seek(offset: number): void {
    this.offset = offset;
  }

  truncate(self: Process, size: number): void {
    if (!this.options.canWrite) throw new FsError('EINVAL', this.handle.path);
    if (size > self.system.ports.limits.fileBytes) throw new FsError('ENOSPC', this.handle.path);
    const old = this.files.contentOf(this.handle);
    const grown = size > old.size ? concatContents([old, zeros(size - old.size)]) : old;
    this.files.replaceContent(this.handle, size === 0 ? EMPTY : sliceContent(grown, 0, size));
  }

  close(): void {
    this.files.forget(this.handle);
  }
}
