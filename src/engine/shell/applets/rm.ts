import { FsError } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { baseName, type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { confirms } from './ask.ts';
import { type Options, readOptions, showUsage } from './options.ts';

const LONG = {
  force: 'f',
  recursive: 'r',
  dir: 'd',
  verbose: 'v',
  'one-file-system': '%one',
  'preserve-root?': '%preserve',
  'no-preserve-root': '%anyRoot',
  'interactive?': 'i',
};

export function* rm(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: call.flavour === 'gnu' ? 'fiIrRdv' : 'fiRrdv', long: LONG });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return options.has('f') ? 0 : yield* showUsage(call);
  let status = 0;
  for (const path of options.operands) if (!(yield* removeOperand(call, path, options))) status = 1;
  return status;
}

/** Of `-i` and `-f` the last holds. What cannot be written to is asked about only at a terminal. */
function* mayRemove(call: Call, question: string, options: Options): Sys<boolean> {
  const last = options.given.findLast(({ letter }) => letter === 'i' || letter === 'f')?.letter;
  return call.flavour === 'gnu' || last !== 'i' || (yield* confirms(call, question));
}

function isRecursive(options: Options): boolean {
  return options.has('r') || options.has('R');
}

function* removeOperand(call: Call, path: string, options: Options): Sys<boolean> {
  const isGnu = call.flavour === 'gnu';
  const last = baseName(path);
  if (last === '.' || last === '..') {
    if (isGnu)
      yield* fail(
        call,
        isRecursive(options)
          ? `refusing to remove '.' or '..' directory: skipping ${quoteName(path, true)}`
          : `cannot remove ${quoteName(path, true)}: Is a directory`,
      );
    else yield* fail(call, "can't remove '.' or '..'");
    return false;
  }
  if (isGnu && isRecursive(options) && !options.has('%anyRoot') && isRoot(call, path)) {
    yield* fail(call, "it is dangerous to operate recursively on '/'");
    yield* fail(call, 'use --no-preserve-root to override this failsafe');
    return false;
  }
  return yield* remove(call, path, options);
}

function isRoot(call: Call, path: string): boolean {
  return call.self.system.files.find(call.self, path, false) === call.self.system.files.tree.root;
}

/** Goes on with the rest where something cannot be removed. */
function* remove(call: Call, path: string, options: Options): Sys<boolean> {
  const { files } = call.self.system;
  call.self.system.step(call.self);
  try {
    const { node } = files.lookup(call.self, path, false);
    if (node.kind === 'dir') {
      if (options.has('d') && !isRecursive(options)) files.remove(call.self, path, { kind: 'dir' });
      else if (!isRecursive(options)) {
        yield* fail(
          call,
          call.flavour === 'gnu' ? `cannot remove ${quoteName(path, true)}: Is a directory` : `'${path}' is a directory`,
        );
        return false;
      } else return yield* removeTree(call, path, options);
    } else if (yield* mayRemove(call, `remove '${path}'`, options)) files.remove(call.self, path, { kind: 'file' });
    else return true;
    if (options.has('v'))
      yield* print(call.self, call.flavour === 'gnu' ? `removed ${quoteName(path, true)}\n` : `removed '${path}'\n`);
    return true;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    if (options.has('f') && (error.code === 'ENOENT' || (call.flavour === 'gnu' && error.code === 'ENOTDIR'))) return true;
    const isUnseen = call.flavour === 'busybox' && error.code !== 'ENOENT' && isUnseenBy(call, path);
    if (isUnseen) yield* fail(call, `can't stat '${path}': ${errorWords(call, error.code)}`);
    else yield* complain(call, path, error);
    return false;
  }
}

function isUnseenBy({ self }: Call, path: string): boolean {
  return self.system.files.find(self, path, false) === undefined;
}

function* complain(call: Call, path: string, error: FsError): Sys<void> {
  yield* fail(
    call,
    call.flavour === 'gnu'
      ? `cannot remove ${quoteName(path, true)}: ${errorWords(call, error.code)}`
      : `can't remove '${path}': ${errorWords(call, error.code)}`,
  );
}

function* removeTree(call: Call, path: string, options: Options): Sys<boolean> {
  const { files } = call.self.system;
  if (!(yield* mayRemove(call, `descend into directory '${path}'`, options))) return true;
  if (!options.has('v') && !options.has('i')) {
    const done = tryAtOnce(call, path);
    if (done) return true;
  }
  let isDone = true;
  try {
    for (const [name] of files.list(call.self, path)) if (!(yield* remove(call, joinPath(path, name), options))) isDone = false;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    // busybox says nothing of a folder that it cannot read
    if (call.flavour === 'gnu') yield* complain(call, path, error);
    return false;
  }
  if (!isDone && call.flavour === 'gnu') return false;
  if (!(yield* mayRemove(call, `remove directory '${path}'`, options))) return isDone;
  try {
    if (isDone) files.remove(call.self, path, { kind: 'dir' });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* complain(call, path, error);
    return false;
  }
  if (options.has('v'))
    yield* print(
      call.self,
      call.flavour === 'gnu' ? `removed directory ${quoteName(path, true)}\n` : `removed directory: '${path}'\n`,
    );
  return isDone;
}

/** The whole folder in one change, where nothing in it resists. */
function tryAtOnce(call: Call, path: string): boolean {
  try {
    call.self.system.files.remove(call.self, path, { recursive: true });
    return true;
  } catch (error) {
    if (error instanceof FsError) return false;
    throw error;
  }
}
