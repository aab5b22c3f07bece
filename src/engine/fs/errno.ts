/** The system calls' error codes, and the words of the C libraries' `strerror` for them. */
import { EngineError } from '../errors.ts';

const WORDS = {
  EPERM: 'Operation not permitted',
  ENOENT: 'No such file or directory',
  ESRCH: 'No such process',
  ENXIO: 'No such device or address',
  E2BIG: 'Argument list too long',
  ENOEXEC: 'Exec format error',
  EBADF: 'Bad file descriptor',
  EAGAIN: 'Resource temporarily unavailable',
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EXDEV: 'Invalid cross-device link',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  EINVAL: 'Invalid argument',
  ENOSPC: 'No space left on device',
  EROFS: 'Read-only file system',
  EPIPE: 'Broken pipe',
  ENAMETOOLONG: 'File name too long',
  ENOTEMPTY: 'Directory not empty',
  ELOOP: 'Too many levels of symbolic links',
} as const;

export type Errno = keyof typeof WORDS;

/** `path` is as the caller wrote it. */
export class FsError extends EngineError<Errno, { readonly path: string }> {
  constructor(code: Errno, path: string) {
    super(code, { path });
    this.name = 'FsError';
  }
}

/** Where musl, with which the busybox of our images is built, has other words. */
const MUSL_WORDS: Partial<Record<Errno, string>> = {
  EBUSY: 'Resource busy',
  EXDEV: 'Cross-device link',
  ENAMETOOLONG: 'Filename too long',
  ELOOP: 'Symbolic link loop',
};

export function strerror(code: Errno, libc: 'glibc' | 'musl' = 'glibc'): string {
  return (libc === 'musl' ? MUSL_WORDS[code] : undefined) ?? WORDS[code];
}
