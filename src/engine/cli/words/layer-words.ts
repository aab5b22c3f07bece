/**
 * Docker's words for a layer that cannot be unpacked: those of the kernel, told by a process whose root is the layer (moby 20.10 `pkg/archive`).
 * The same for load, import and pull; each was printed by a 20.10.24.
 */
import { type Errno, strerror } from '../../fs/errno.ts';
import type { LayerErrorCode, LayerErrorData } from '../../layer/apply-layer.ts';
import type { LayerProblem } from '../../layer/layer-problem.ts';
import { quote } from '../text/quote.ts';

const WHITEOUT = '.wh.';

export function badLayerWords(problem: LayerProblem): string {
  if (problem.kind === 'tar')
    return failed(problem.code === 'tar.truncated' ? 'unexpected EOF' : 'archive/tar: invalid tar header');
  return ENTRY_WORDS[problem.code](problem.entry);
}

const ENTRY_WORDS: { readonly [Code in LayerErrorCode]: (entry: LayerErrorData) => string } = {
  'layer.root': () => failed(`unlinkat .//: ${goError('EBUSY')}`),
  'layer.badWhiteout': (entry) => failed(failedCall(entry, 'EEXIST')),
  'layer.entry': (entry) => failed(failedCall(entry, entry.errno ?? 'ENOENT')),
  'layer.duplicatePath': () => 'Error processing tar file(duplicates of file paths not supported): ',
};

function failed(cause: string): string {
  return `Error processing tar file(exit status 1): ${cause}`;
}

/** The system call that makes such an entry, with its error. */
function failedCall({ name, type, target = '' }: LayerErrorData, errno: Errno): string {
  const path = absolute(name);
  const words = goError(errno);
  const slash = path.lastIndexOf('/') + 1;
  if (path.startsWith(WHITEOUT, slash)) {
    return `failed to mknod(${quote(absolute(path.slice(0, slash) + path.slice(slash + WHITEOUT.length)))}, S_IFCHR, 0): ${words}`;
  }
  switch (type) {
    case 'dir':
      return `mkdir ${path}: ${words}`;
    case 'file':
      return `open ${path}: ${words}`;
    case 'symlink':
      return `symlink ${target} ${path}: ${words}`;
    case 'hardlink':
      return `link ${absolute(target)} ${path}: ${words}`;
    default:
      return words;
  }
}

/** Go's `filepath.Join("/", name)`. */
function absolute(name: string): string {
  const parts: string[] = [];
  for (const part of name.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Go writes the C library's words in lower case. */
function goError(errno: Errno): string {
  const words = strerror(errno);
  return words.charAt(0).toLowerCase() + words.slice(1);
}
