/**
 * Docker's words for a layer that cannot be unpacked: those of the kernel, told by a process whose root is the layer (moby 20.10 `pkg/archive`).
 * The same for load, import, pull, cp and what a build unpacks, so they stand where a build can say them; each was printed by a 20.10.24.
 */
import type { GzipDamage } from '../bytes/gunzip.ts';
import { type Errno, strerror } from '../fs/errno.ts';
import { goQuote } from '../go/quote.ts';
import type { LayerErrorCode, LayerErrorData } from '../layer/layer-error.ts';
import type { LayerProblem } from '../layer/layer-problem.ts';
import type { TarProblem } from '../tar/read-tar.ts';

const WHITEOUT = '.wh.';

export function badLayerWords(problem: LayerProblem): string {
  switch (problem.kind) {
    case 'tar':
      return badTarWords(problem);
    case 'entry':
      return ENTRY_WORDS[problem.code](problem.entry);
    case 'packing':
      return problem.compression === 'gzip' ? gzipWords(problem.damage) : ZSTD_WORDS;
    default:
      return `camadas: the archive is packed with ${problem.compression}, which is not read here`;
  }
}

export const ZSTD_WORDS = 'camadas: the zstd data is damaged';

/** Of Go's unpacker; where exactly deflate's bits stop making sense ours does not say. */
export function gzipWords(damage: GzipDamage): string {
  const words = {
    truncated: 'unexpected EOF',
    checksum: 'gzip: invalid checksum',
    corrupt: 'flate: corrupt input before offset 1',
  };
  return `Error processing tar file(${words[damage]}): `;
}

/** What Go's `archive/tar` says. */
export function badTarWords({ code, flag = '' }: TarProblem): string {
  switch (code) {
    case 'tar.truncated':
      return failed('unexpected EOF');
    case 'tar.tooLong':
      return failed('archive/tar: header field too long');
    case 'tar.unsupportedType':
      return failed(`unhandled tar header type ${flag.charCodeAt(0)}`);
    case 'tar.sparse':
      return 'camadas: files with holes (sparse files) are not read here';
    default:
      return failed('archive/tar: invalid tar header');
  }
}

const ENTRY_WORDS: { readonly [Code in LayerErrorCode]: (entry: LayerErrorData) => string } = {
  'layer.root': () => failed(`unlinkat .//: ${goError('EBUSY')}`),
  'layer.badWhiteout': (entry) => failed(failedCall(entry, 'EEXIST')),
  'layer.entry': (entry) => failed(failedCall(entry, entry.errno ?? 'ENOENT')),
  'layer.attribute': () => failed(goError('E2BIG')),
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
    return `failed to mknod(${goQuote(absolute(path.slice(0, slash) + path.slice(slash + WHITEOUT.length)))}, S_IFCHR, 0): ${words}`;
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
