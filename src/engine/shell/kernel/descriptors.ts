/** The table of a process' descriptors. */
import { FsError } from '../../fs/errno.ts';
import type { OpenFile, Process } from './system.ts';

/** Puts `file` at `fd`, closing what was there. */
export function setDescriptor(self: Process, fd: number, file: OpenFile): void {
  if (self.fds.get(fd) === file) return;
  file.refs += 1;
  closeDescriptor(self, fd);
  self.fds.set(fd, file);
}

export function closeDescriptor(self: Process, fd: number): void {
  const file = self.fds.get(fd);
  if (file === undefined) return;
  self.fds.delete(fd);
  release(file);
}

export function closeAll(self: Process): void {
  for (const file of self.fds.values()) release(file);
  self.fds.clear();
}

/** @throws FsError EBADF */
export function getDescriptor(self: Process, fd: number): OpenFile {
  const file = self.fds.get(fd);
  if (file === undefined) throw new FsError('EBADF', String(fd));
  return file;
}

export function retain(fds: ReadonlyMap<number, OpenFile>): Map<number, OpenFile> {
  for (const file of fds.values()) file.refs += 1;
  return new Map(fds);
}

export function release(file: OpenFile): void {
  file.refs -= 1;
  if (file.refs === 0) file.close();
}
