/** Paths as `docker cp` reads them (moby `pkg/archive/copy.go`): a `/.` or `/` at the end means something and is kept. */
import { cleanPath } from './clean-path.ts';

/** `dir` and `base`: where an archive is packed from, or unpacked to. The base of `x/.` is `.`: what is in x, not x. */
export function splitEntry(path: string): { readonly dir: string; readonly base: string } {
  const clean = cleanPath(path);
  if (endsInDot(path)) return { dir: clean, base: '.' };
  if (clean === '/') return { dir: '/', base: '/' };
  const slash = clean.lastIndexOf('/');
  if (slash < 0) return { dir: '.', base: clean };
  return { dir: clean.slice(0, slash) || '/', base: clean.slice(slash + 1) };
}

/** Absolute, from `cwd` where it is not, and with the end that was typed. */
export function absolutePath(path: string, cwd: string): string {
  let clean = cleanPath(path.startsWith('/') ? path : `${cwd}/${path}`);
  if (endsInDot(path)) clean += clean.endsWith('/') ? '.' : '/.';
  return !clean.endsWith('/') && path.endsWith('/') ? `${clean}/` : clean;
}

/** `x/` or `x/.`: that it is a folder is part of what was said. */
export function assertsFolder(path: string): boolean {
  return path.endsWith('/') || endsInDot(path);
}

function endsInDot(path: string): boolean {
  return /(?:^|\/)\.\/*$/.test(path) || path === '';
}
