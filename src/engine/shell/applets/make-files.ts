/** `truncate`, `mktemp`, `mkfifo`, `mknod`, `install`, `unlink`, `link`. */
import { concatContents, EMPTY, sliceContent, zeros } from '../../bytes/content.ts';
import { FsError } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { baseName, type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { drawLetters } from './draw-letters.ts';
import { applyMode } from './mode.ts';
import { readOptions, showUsage } from './options.ts';
import { parseSize } from './sizes.ts';

export function* truncate(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'cor:s:',
    long: { 'no-create': 'c', 'size:': 's', 'reference:': 'r', 'io-blocks': 'o' },
  });
  if (typeof options === 'number') return options;
  const { files } = call.self.system;
  const text = options.value('s');
  const reference = options.value('r');
  if (text === undefined && reference === undefined)
    return yield* showUsage(call, 'you must specify either ‘--size’ or ‘--reference’');
  if (options.operands.length === 0) return yield* showUsage(call, 'missing file operand');
  const match = (call.flavour === 'gnu' ? /^([-+<>/%]?)(.*)$/ : /^()(.*)$/).exec((text ?? '').trim());
  const amount = reference === undefined ? parseSize(match?.[2] ?? '') : files.read(call.self, reference).size;
  if (amount === undefined)
    return yield* fail(call, call.flavour === 'gnu' ? `Invalid number: ‘${text}’` : `invalid number '${text}'`);
  let status = 0;
  for (const path of options.operands) {
    try {
      const isThere = files.find(call.self, path) !== undefined;
      if (!isThere && options.has('c')) continue;
      const old = isThere ? files.read(call.self, path) : EMPTY;
      const size = newSize(old.size, match?.[1] ?? '', amount);
      if (size > call.self.system.ports.limits.fileBytes) throw new FsError('ENOSPC', path);
      files.write(call.self, path, size <= old.size ? sliceContent(old, 0, size) : concatContents([old, zeros(size - old.size)]));
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = yield* fail(
        call,
        call.flavour === 'gnu'
          ? `cannot open ${quoteName(path, true)} for writing: ${errorWords(call, error.code)}`
          : `${path}: ${errorWords(call, error.code)}`,
      );
    }
  }
  return status;
}

function newSize(old: number, sign: string, amount: number): number {
  switch (sign) {
    case '+':
      return old + amount;
    case '-':
      return Math.max(0, old - amount);
    case '<':
      return Math.min(old, amount);
    case '>':
      return Math.max(old, amount);
    case '/':
      return amount === 0 ? old : Math.floor(old / amount) * amount;
    case '%':
      return amount === 0 ? old : Math.ceil(old / amount) * amount;
    default:
      return amount;
  }
}

/** The name follows from the clock and the process: nothing is random here. */
export function* mktemp(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'dp:qtu',
    long: { directory: 'd', 'tmpdir?': 'p', 'dry-run': 'u', quiet: 'q', 'suffix:': '%suffix' },
  });
  if (typeof options === 'number') return options;
  const { self } = call;
  const given = options.operands[0];
  const folder = options.value('p') || self.env.get('TMPDIR') || '/tmp';
  const template = given ?? (call.flavour === 'gnu' ? 'tmp.XXXXXXXXXX' : 'tmp.XXXXXX');
  const path = given === undefined || options.has('p') || options.has('t') ? joinPath(folder, template) : template;
  const marks = /X{3,}(?=[^X]*$)/.exec(path)?.[0].length ?? 0;
  if (marks < (call.flavour === 'gnu' ? 3 : 6))
    return yield* fail(call, call.flavour === 'gnu' ? `too few X's in template ‘${template}’` : '(null): Invalid argument');
  for (let attempt = 0; attempt < 100; attempt++) {
    const name = path.replace(/X{3,}(?=[^X]*$)/, drawLetters(self, marks, attempt));
    try {
      if (self.system.files.find(self, name, false) !== undefined) continue;
      if (options.has('u')) yield* print(self, `${name}\n`);
      else {
        if (options.has('d')) self.system.files.makeDir(self, name, { mode: 0o700 });
        else self.system.files.write(self, name, EMPTY, { mode: 0o600, exclusive: true });
        yield* print(self, `${name}\n`);
      }
      return 0;
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      const what = options.has('d') ? 'directory' : 'file';
      return yield* fail(
        call,
        call.flavour === 'gnu'
          ? `failed to create ${what} via template ‘${path}’: ${errorWords(call, error.code)}`
          : `${path}: ${errorWords(call, error.code)}`,
      );
    }
  }
  return 1;
}

export function* mkfifo(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'm:', long: { 'mode:': 'm' } });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return yield* showUsage(call);
  let status = 0;
  for (const path of options.operands) {
    try {
      call.self.system.files.makeSpecial(
        call.self,
        path,
        'fifo',
        applyMode(options.value('m') ?? '666', 0, { isDir: false, umask: 0 }) ?? 0o666,
      );
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = yield* fail(
        call,
        call.flavour === 'gnu'
          ? `cannot create fifo ${quoteName(path, true)}: ${errorWords(call, error.code)}`
          : `${path}: ${errorWords(call, error.code)}`,
      );
    }
  }
  return status;
}

export function* mknod(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'm:', long: { 'mode:': 'm' } });
  if (typeof options === 'number') return options;
  const [path, kind, major, minor] = options.operands;
  if (path === undefined || kind === undefined) return yield* showUsage(call);
  const kinds = { p: 'fifo', c: 'char', u: 'char', b: 'block' } as const;
  if (!(kind in kinds)) return yield* showUsage(call, `invalid device type ‘${kind}’`);
  try {
    call.self.system.files.makeSpecial(
      call.self,
      path,
      kinds[kind as keyof typeof kinds],
      0o666,
      Number(major ?? 0) || 0,
      Number(minor ?? 0) || 0,
    );
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(call, `${path}: ${errorWords(call, error.code)}`);
  }
}

/** Copies and sets the mode, 755 when nothing else is asked for; `-d` makes folders. */
export function* install(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'cdDpst:m:o:g:v', long: { directory: 'd', 'mode:': 'm' } });
  if (typeof options === 'number') return options;
  const { self } = call;
  const { files } = self.system;
  const mode = applyMode(options.value('m') ?? '755', 0, { isDir: false, umask: 0 }) ?? 0o755;
  try {
    if (options.has('d')) {
      for (const path of options.operands) {
        files.makeDir(self, path, { parents: true });
        files.setMeta(self, path, { mode });
      }
      return 0;
    }
    const target = options.value('t') ?? options.operands.at(-1);
    const sources = options.has('t') ? options.operands : options.operands.slice(0, -1);
    if (target === undefined) return yield* showUsage(call, 'missing file operand');
    if (sources.length === 0) return yield* showUsage(call, `missing destination file operand after ${quoteName(target, true)}`);
    for (const source of sources) {
      const path = files.find(self, target)?.kind === 'dir' ? joinPath(target, baseName(source)) : target;
      if (options.has('D') && path.includes('/'))
        files.makeDir(self, path.slice(0, path.lastIndexOf('/')) || '/', { parents: true });
      const content = files.read(self, source);
      if (files.find(self, path, false) !== undefined) files.remove(self, path, { kind: 'file' });
      files.write(self, path, content);
      files.setMeta(self, path, { mode });
    }
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(
      call,
      call.flavour === 'gnu'
        ? `cannot stat ${quoteName(error.data.path, true)}: ${errorWords(call, error.code)}`
        : `can't stat '${error.data.path}': ${errorWords(call, error.code)}`,
    );
  }
}

export function* unlink(call: Call): Sys<number> {
  const [path] = call.args;
  if (path === undefined) return yield* showUsage(call);
  try {
    call.self.system.files.remove(call.self, path, { kind: 'file' });
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(
      call,
      call.flavour === 'gnu'
        ? `cannot unlink ${quoteName(path, true)}: ${errorWords(call, error.code)}`
        : `can't remove file '${path}': ${errorWords(call, error.code)}`,
    );
  }
}

export function* link(call: Call): Sys<number> {
  const [existing, path] = call.args;
  if (existing === undefined) return yield* showUsage(call);
  if (path === undefined) return yield* showUsage(call, `missing operand after ‘${existing}’`);
  try {
    call.self.system.files.link(call.self, existing, path);
    return 0;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    return yield* fail(
      call,
      call.flavour === 'gnu'
        ? `cannot create link ${quoteName(path, true)} to ${quoteName(existing, true)}: ${errorWords(call, error.code)}`
        : `can't create link '${path}' to '${existing}': ${errorWords(call, error.code)}`,
    );
  }
}
