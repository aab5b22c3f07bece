/** `grep`, `egrep`, `fgrep`. */
import { type Chunk, type Content, concatContents, contentOf } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { openInput as openText } from '../kernel/devices.ts';
import { complain, LineReader, print, readText } from '../kernel/io.ts';
import type { OpenFile, Sys } from '../kernel/system.ts';
import { matchesPattern, parsePattern } from '../lang/pattern.ts';
import { type Match, matchRegex, parseRegex, type Regex, RegexSyntaxError } from '../regex/regex.ts';
import { type Call, errorWords, fail, joinPath } from './applet.ts';
import { closeInput, openInput } from './inputs.ts';
import { type Options, readOptions, showUsage } from './options.ts';
import { regexWords } from './regex-words.ts';

const LONG: Readonly<Record<string, string>> = {
  'extended-regexp': 'E',
  'fixed-strings': 'F',
  'basic-regexp': 'G',
  'perl-regexp': 'P',
  'regexp:': 'e',
  'file:': 'f',
  'ignore-case': 'i',
  'no-ignore-case': '%case',
  'word-regexp': 'w',
  'line-regexp': 'x',
  'no-messages': 's',
  'invert-match': 'v',
  'max-count:': 'm',
  'line-number': 'n',
  'with-filename': 'H',
  'no-filename': 'h',
  'only-matching': 'o',
  quiet: 'q',
  silent: 'q',
  text: 'a',
  recursive: 'r',
  'dereference-recursive': 'R',
  'include:': '%include',
  'exclude:': '%exclude',
  'exclude-dir:': '%excludeDir',
  'files-without-match': 'L',
  'files-with-matches': 'l',
  count: 'c',
  'before-context:': 'B',
  'after-context:': 'A',
  'context:': 'C',
  'color?': '%color',
  'colour?': '%color',
  'byte-offset': 'b',
  null: 'Z',
};

interface Search {
  readonly call: Call;
  readonly options: Options;
  readonly regexes: readonly Regex[];
  readonly withNames: boolean;
  readonly before: number;
  readonly after: number;
  hasMatch: boolean;
  hasError: boolean;
  /** something was printed for an earlier group of context */
  hasGroup: boolean;
}

export function grep(call: Call): Sys<number> {
  return search(call, '');
}
export function egrep(call: Call): Sys<number> {
  return search(call, 'E');
}
export function fgrep(call: Call): Sys<number> {
  return search(call, 'F');
}

function* search(call: Call, kind: string): Sys<number> {
  const options = yield* readOptions(call, { short: 'EFGPe:f:iwxsvm:bnHhoqaIrRLlcA:B:C:zZyU', long: LONG, status: 2, digits: 'C' });
  if (typeof options === 'number') return 2;
  const operands = [...options.operands];
  const sources = yield* patternsOf(call, options, operands);
  if (typeof sources === 'number') return sources;
  const regexes = yield* compile(call, options, options.last('EFGP') ?? kind, sources);
  if (typeof regexes === 'number') return regexes;
  const recursive = options.has('r') || options.has('R');
  const names = operands.length > 0 ? operands : recursive ? ['.'] : ['-'];
  const context = Number(options.value('C') ?? 0);
  // Files are named as soon as one is found by walking through a folder.
  const isWalk = recursive && names.some((name) => call.self.system.files.find(call.self, name)?.kind === 'dir');
  const withNames = options.last('hH') === 'H' || (!options.has('h') && (names.length > 1 || isWalk));
  const state: Search = {
    call,
    options,
    regexes,
    withNames,
    before: Number(options.value('B') ?? context),
    after: Number(options.value('A') ?? context),
    hasMatch: false,
    hasError: false,
    hasGroup: false,
  };
  for (const name of names) {
    yield* searchPath(state, operands.length === 0 && recursive && call.flavour === 'gnu' ? '' : name, name, recursive);
    if (options.has('q') && state.hasMatch) return 0;
  }
  return state.hasError && !(options.has('q') && state.hasMatch) ? 2 : state.hasMatch ? 0 : 1;
}

function* patternsOf(call: Call, options: Options, operands: string[]): Sys<readonly string[] | number> {
  const given = [...options.values('e')];
  for (const path of options.values('f')) {
    const input = yield* openInput(call, path);
    if (input === undefined) return 2;
    given.push((yield* readText(call.self, input.file)).replace(/\n$/, ''));
    closeInput(input);
  }
  if (!options.has('e') && !options.has('f')) {
    const first = operands.shift();
    if (first === undefined) {
      if (call.flavour === 'busybox') {
        yield* showUsage(call);
        return 2;
      }
      yield* complain(
        call.self,
        `Usage: ${call.name} [OPTION]... PATTERNS [FILE]...\nTry '${call.name} --help' for more information.\n`,
      );
      return 2;
    }
    given.push(first);
  }
  return given.flatMap((text) => text.split('\n'));
}

function* compile(call: Call, options: Options, kind: string, sources: readonly string[]): Sys<readonly Regex[] | number> {
  const ignoreCase = options.has('i') || options.has('y');
  const regexes: Regex[] = [];
  for (const source of sources) {
    const isExtended = kind === 'E' || kind === 'P';
    const escaped =
      kind === 'F'
        ? source.replace(/[\\.[\]*^$]/g, '\\$&')
        : kind === 'P'
          ? source.replaceAll('\\d', '[0-9]').replaceAll('(?:', '(')
          : source;
    try {
      regexes.push(parseRegex(escaped, { isExtended, ignoreCase, isMusl: call.flavour === 'busybox' }));
    } catch (error) {
      if (!(error instanceof RegexSyntaxError)) throw error;
      const words = regexWords(error.problem, call.flavour, isExtended);
      return yield* fail(call, call.flavour === 'gnu' ? words : `bad regex '${source}': ${words}`, 2);
    }
  }
  return regexes;
}

function* searchPath(state: Search, shown: string, path: string, recursive: boolean): Sys<void> {
  const { call, options } = state;
  const { self } = call;
  self.system.step(self);
  const node = path === '-' ? undefined : self.system.files.find(self, path);
  if (node?.kind === 'dir') {
    if (recursive) yield* searchFolder(state, shown, path);
    else if (call.flavour === 'gnu') {
      state.hasError = true;
      if (!options.has('s')) yield* fail(call, `${path}: ${strerror('EISDIR')}`);
    }
    return;
  }
  try {
    const file = path === '-' ? self.fds.get(0) : self.system.files.open(self, path, { read: true });
    if (file === undefined) throw new FsError('EBADF', path);
    file.refs += 1;
    yield* searchFile(state, shown === '-' ? '(standard input)' : shown, path === '-' ? file : yield* compacted(call, file));
    file.refs -= 1;
    if (file.refs === 0) file.close();
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    state.hasError = true;
    if (!options.has('s')) yield* fail(call, `${path}: ${errorWords(call, error.code)}`);
  }
}

function* searchFolder(state: Search, shown: string, path: string): Sys<void> {
  const { call, options } = state;
  for (const [name, node] of call.self.system.files.list(call.self, path)) {
    const isFolder = node.kind === 'dir';
    if (node.kind === 'symlink' && !options.has('R')) continue;
    if (node.kind !== 'file' && !isFolder && node.kind !== 'symlink') continue;
    if (isFolder && options.values('%excludeDir').some((glob) => matchesGlob(glob, name))) continue;
    if (!isFolder && options.values('%exclude').some((glob) => matchesGlob(glob, name))) continue;
    const included = options.values('%include');
    if (!isFolder && included.length > 0 && !included.some((glob) => matchesGlob(glob, name))) continue;
    yield* searchPath(state, shown === '' ? name : joinPath(shown, name), joinPath(path, name), true);
    if (options.has('q') && state.hasMatch) return;
  }
}

function matchesGlob(glob: string, name: string): boolean {
  return matchesPattern(parsePattern([{ text: glob, isQuoted: false }]), name);
}

/** Long runs of zeros match nothing that anyone looks for: one zero stands for each. */
function* compacted(call: Call, file: OpenFile): Sys<OpenFile> {
  const parts: Content[] = [];
  for (
    let part = yield* file.read(call.self, Number.MAX_SAFE_INTEGER);
    part !== undefined;
    part = yield* file.read(call.self, Number.MAX_SAFE_INTEGER)
  ) {
    parts.push({ size: part.size, chunks: part.chunks });
    if (parts.length > 100_000) break;
  }
  const all = concatContents(parts);
  if (!all.chunks.some(isLongZeros)) return openText(all);
  return openText(
    concatContents(
      all.chunks.map((chunk) =>
        isLongZeros(chunk)
          ? contentOf('\0')
          : { size: chunk.kind === 'bytes' ? chunk.bytes.length : chunk.length, chunks: [chunk] },
      ),
    ),
  );
}

function isLongZeros(chunk: Chunk): boolean {
  return chunk.kind === 'zeros' && chunk.length > 4096;
}

function* searchFile(state: Search, name: string, file: OpenFile): Sys<void> {
  const { call, options } = state;
  const reader = new LineReader(file, options.has('z') ? 0 : 10);
  const limit = Number(options.value('m') ?? Number.POSITIVE_INFINITY);
  const prefix = (separator: string) => (state.withNames ? `${name}${separator}` : '');
  const isQuiet = options.has('q') || options.has('l') || options.has('L') || options.has('c');
  let number = 0;
  let count = 0;
  let isBinary = false;
  let lastShown = 0;
  let afterLeft = 0;
  const held: { readonly number: number; readonly text: string }[] = [];
  const show = function* (shownNumber: number, text: string, mark: string): Sys<void> {
    if (lastShown > 0 || state.hasGroup) {
      const isGap = shownNumber > lastShown + 1 || lastShown === 0;
      if ((state.before > 0 || state.after > 0) && isGap) yield* print(call.self, '--\n');
    }
    yield* print(call.self, `${prefix(mark)}${options.has('n') ? `${shownNumber}${mark}` : ''}${text}\n`);
    lastShown = shownNumber;
    state.hasGroup = true;
  };
  for (let line = yield* reader.next(call.self); line !== undefined; line = yield* reader.next(call.self)) {
    call.self.system.step(call.self);
    number += 1;
    if (line.text.includes('\0') && !options.has('a') && !options.has('z')) isBinary = true;
    const found = findMatch(state, line.text, 0);
    const isHit = (found !== undefined) !== options.has('v');
    if (!isHit) {
      if (afterLeft > 0 && !isQuiet) {
        afterLeft -= 1;
        yield* show(number, line.text, '-');
      } else if (state.before > 0) {
        held.push({ number, text: line.text });
        if (held.length > state.before) held.shift();
      }
      if (count >= limit && afterLeft === 0) break;
      continue;
    }
    if (count >= limit) break;
    count += 1;
    state.hasMatch = state.hasMatch || !options.has('L') || call.flavour === 'gnu';
    if (options.has('q')) return;
    if (isQuiet) {
      if (options.has('l') || options.has('L')) break;
      continue;
    }
    if (isBinary && call.flavour === 'gnu') {
      if (!options.has('I')) yield* print(call.self, `grep: ${name}: binary file matches\n`);
      return;
    }
    for (const one of held.splice(0)) yield* show(one.number, one.text, '-');
    if (options.has('o')) {
      if (!options.has('v')) yield* showMatches(state, line.text, found, `${prefix(':')}${options.has('n') ? `${number}:` : ''}`);
    } else yield* show(number, line.text, ':');
    afterLeft = state.after;
    if (count >= limit && state.after === 0) break;
  }
  if (options.has('c')) yield* print(call.self, `${prefix(':')}${count}\n`);
  if (options.has('l') && count > 0) yield* print(call.self, `${name}\n`);
  if (options.has('L') && count === 0) {
    // GNU's status tells of lines since grep 3.5, not of names
    if (call.flavour === 'busybox') state.hasMatch = true;
    yield* print(call.self, `${name}\n`);
  }
}

function* showMatches(state: Search, text: string, first: Match | undefined, prefix: string): Sys<void> {
  for (let match = first; match !== undefined; ) {
    if (match.end > match.start) yield* print(state.call.self, `${prefix}${text.slice(match.start, match.end)}\n`);
    const next = match.end > match.start ? match.end : match.end + 1;
    if (next > text.length) return;
    match = findMatch(state, text, next);
  }
}

/** The leftmost match of any pattern, the longest of those that begin there. */
function findMatch(state: Search, text: string, from: number): Match | undefined {
  const { call, options, regexes } = state;
  const charge = (cost: number) => call.self.system.step(call.self, cost);
  let best: Match | undefined;
  for (const regex of regexes) {
    let match = matchRegex(regex, text, from, charge);
    while (match !== undefined && !fits(options, text, match))
      match = match.start >= text.length ? undefined : matchRegex(regex, text, match.start + 1, charge);
    if (match === undefined) continue;
    if (best === undefined || match.start < best.start || (match.start === best.start && match.end > best.end)) best = match;
  }
  return best;
}

function fits(options: Options, text: string, match: Match): boolean {
  if (options.has('x')) return match.start === 0 && match.end === text.length;
  if (!options.has('w')) return true;
  const isWord = (char: string | undefined) => char !== undefined && /[\p{L}\p{N}_]/u.test(char);
  return !isWord(text[match.start - 1]) && !isWord(text[match.end]) && match.end > match.start;
}
