/** `cmp` and `diff`. */
import { bytesOf } from '../kernel/devices.ts';
import { complain, print, readAll } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { decodeText } from '../text.ts';
import { baseName, type Call, fail, joinPath } from './applet.ts';
import { formatTime, nanoseconds } from './dates.ts';
import { type Edit, editsOf, normalDiff, unifiedDiff } from './diff-lines.ts';
import { closeInput, openInput } from './inputs.ts';
import { type Options, readOptions, showUsage } from './options.ts';

export function* cmp(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'lsn:',
    long: { silent: 's', quiet: 's', verbose: 'l', 'bytes:': 'n' },
    status: 2,
  });
  if (typeof options === 'number') return options;
  const [first, second = '-'] = options.operands;
  if (first === undefined) return yield* showUsage(call, 'missing operand after ‘cmp’', 2);
  const isSilent = options.has('s');
  const a = yield* readBytes(call, first, isSilent);
  const b = a && (yield* readBytes(call, second, isSilent));
  if (a === undefined || b === undefined) return 2;
  const limit = Math.min(a.length, b.length, Number(options.value('n') ?? Number.POSITIVE_INFINITY));
  let line = 1;
  let status = 0;
  for (let at = 0; at < limit; at++) {
    if (a[at] !== b[at]) {
      status = 1;
      if (isSilent) return 1;
      if (!options.has('l')) {
        yield* print(call.self, `${first} ${second} differ: ${call.flavour === 'gnu' ? 'byte' : 'char'} ${at + 1}, line ${line}\n`);
        return 1;
      }
      yield* print(call.self, `${at + 1} ${(a[at] ?? 0).toString(8).padStart(3)} ${(b[at] ?? 0).toString(8).padStart(3)}\n`);
    }
    if (a[at] === 10) line += 1;
  }
  if (a.length === b.length || limit < Math.min(a.length, b.length)) return status;
  if (!isSilent) {
    const shorter = a.length < b.length ? first : second;
    yield* complain(
      call.self,
      call.flavour === 'gnu'
        ? limit === 0
          ? `cmp: EOF on ${shorter} which is empty\n`
          : `cmp: EOF on ${shorter} after byte ${limit}, ${a[limit - 1] === 10 || b[limit - 1] === 10 ? '' : 'in '}line ${a[limit - 1] === 10 ? line - 1 : line}\n`
        : `cmp: EOF on ${shorter}\n`,
    );
  }
  return 1;
}

function* readBytes(call: Call, name: string, isSilent = false): Sys<Uint8Array | undefined> {
  if (isSilent && name !== '-' && call.self.system.files.find(call.self, name)?.kind !== 'file') return undefined;
  const input = yield* openInput(call, name);
  if (input === undefined) return undefined;
  const bytes = yield* bytesOf(call.self, yield* readAll(call.self, input.file));
  closeInput(input);
  return bytes;
}

const LONG: Readonly<Record<string, string>> = {
  unified: 'u',
  brief: 'q',
  recursive: 'r',
  'new-file': 'N',
  'ignore-all-space': 'w',
  'ignore-space-change': 'b',
  'ignore-case': 'i',
  'report-identical-files': 's',
  text: 'a',
  'label:': 'L',
  'color?': '%color',
  'ignore-blank-lines': 'B',
};

export function* diff(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'abBdiL:NqrsS:tTuU:wc', long: LONG, status: 2 });
  if (typeof options === 'number') return options;
  const [first, second] = options.operands;
  if (first === undefined || second === undefined) {
    if (call.flavour === 'busybox') return (yield* showUsage(call)) + 1;
    const name = first === undefined ? 'diff' : first;
    yield* complain(call.self, `diff: missing operand after '${name}'\ndiff: Try 'diff --help' for more information.\n`);
    return 2;
  }
  return yield* diffPaths(call, first, second, options, true);
}

function kindAt(call: Call, path: string): string | undefined {
  return path === '-' ? 'file' : call.self.system.files.find(call.self, path)?.kind;
}

function* diffPaths(call: Call, a: string, b: string, options: Options, isTop: boolean): Sys<number> {
  const [x, y] = [kindAt(call, a), kindAt(call, b)];
  if (x === 'dir' && y === 'dir') return yield* diffFolders(call, a, b, options);
  if (isTop && x === 'dir' && y !== undefined) return yield* diffPaths(call, joinPath(a, baseName(b)), b, options, false);
  if (isTop && y === 'dir' && x !== undefined) return yield* diffPaths(call, a, joinPath(b, baseName(a)), options, false);
  if (!isTop && x !== undefined && y !== undefined && x !== y) {
    const words = (kind: string) => (kind === 'dir' ? 'directory' : kind === 'file' ? 'regular file' : kind);
    yield* print(call.self, `File ${a} is a ${words(x)} while file ${b} is a ${words(y)}\n`);
    return 1;
  }
  return yield* diffFiles(call, a, b, options, isTop);
}

function* diffFolders(call: Call, a: string, b: string, options: Options): Sys<number> {
  const { files } = call.self.system;
  const names = new Set([...files.list(call.self, a), ...files.list(call.self, b)].map(([name]) => name));
  let status = 0;
  for (const name of [...names].sort()) {
    call.self.system.step(call.self);
    const [x, y] = [joinPath(a, name), joinPath(b, name)];
    const [inA, inB] = [files.find(call.self, x), files.find(call.self, y)];
    if (inA === undefined || inB === undefined) {
      if (options.has('N')) status = Math.max(status, yield* diffFiles(call, x, y, options, false));
      else {
        yield* print(call.self, `Only in ${inA === undefined ? b : a}: ${name}\n`);
        status = Math.max(status, 1);
      }
      continue;
    }
    if (inA.kind === 'dir' && inB.kind === 'dir') {
      if (options.has('r')) status = Math.max(status, yield* diffFolders(call, x, y, options));
      else yield* print(call.self, `Common subdirectories: ${x} and ${y}\n`);
      continue;
    }
    status = Math.max(status, yield* diffPaths(call, x, y, options, false));
  }
  return status;
}

function* diffFiles(call: Call, a: string, b: string, options: Options, isTop: boolean): Sys<number> {
  const texts: string[] = [];
  for (const name of [a, b]) {
    if (options.has('N') && name !== '-' && call.self.system.files.find(call.self, name) === undefined) {
      texts.push('');
      continue;
    }
    if (call.flavour === 'busybox' && name !== '-' && call.self.system.files.find(call.self, name) === undefined)
      return yield* fail(call, `can't stat '${name}': No such file or directory`, 2);
    const bytes = yield* readBytes({ ...call, flavour: 'gnu' }, name);
    if (bytes === undefined) return 2;
    texts.push(decodeText(bytes));
  }
  const [before = '', after = ''] = texts;
  if (before === after) {
    if (options.has('s')) yield* print(call.self, `Files ${a} and ${b} are identical\n`);
    return 0;
  }
  if (before.includes('\0') || after.includes('\0')) {
    yield* print(call.self, `Binary files ${a} and ${b} differ\n`);
    return call.flavour === 'gnu' ? 2 : 1;
  }
  const edits = editsOf(
    before,
    after,
    (line) => keyOf(line, options),
    () => call.self.system.step(call.self),
  );
  if (edits.every(({ kind }) => kind === 'same')) return 0;
  if (options.has('q')) {
    yield* print(call.self, `Files ${a} and ${b} differ\n`);
    return 1;
  }
  if (!isTop && call.flavour === 'gnu')
    yield* print(
      call.self,
      `diff${call.args
        .filter((arg) => arg.startsWith('-') && arg !== '-')
        .map((arg) => ` ${arg}`)
        .join('')} ${a} ${b}\n`,
    );
  yield* print(call.self, yield* textOf(call, a, b, options, edits));
  return 1;
}

// biome-ignore lint/correctness/useYield: as its neighbours
function* textOf(call: Call, a: string, b: string, options: Options, edits: readonly Edit[]): Sys<string> {
  const isUnified = call.flavour === 'busybox' || options.has('u') || options.has('U') || options.has('c');
  if (!isUnified) return normalDiff(edits);
  const labels = options.values('L');
  return `--- ${labels[0] ?? stamp(call, a)}\n+++ ${labels[1] ?? stamp(call, b)}\n${unifiedDiff(edits, Number(options.value('U') ?? 3))}`;
}

function stamp(call: Call, path: string): string {
  if (call.flavour === 'busybox') return path;
  const node = path === '-' ? undefined : call.self.system.files.find(call.self, path);
  const time = node?.mtime ?? (path === '-' ? call.self.system.now / 1000 : 0);
  return `${path}\t${formatTime('%Y-%m-%d %H:%M:%S', time)}.${nanoseconds(time)} +0000`;
}

function keyOf(line: string, options: Options): string {
  let key = line;
  if (options.has('w')) key = key.replace(/\s/g, '');
  else if (options.has('b')) key = key.replace(/\s+/g, ' ').trimEnd();
  return options.has('i') ? key.toLowerCase() : key;
}
