/** `find`: the tests and actions that both GNU's and busybox' have. */
import { FsError, strerror } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import { complain, flush, print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { runProgram } from '../run-program.ts';
import { type Call, errorWords, fail, joinPath } from './applet.ts';
import { type FindAction, type FindExpression, FindProblem, parseFind, type Search } from './find-expression.ts';
import type { Found } from './find-print.ts';
import { usageOf } from './usage.ts';

export function* find(call: Call): Sys<number> {
  const args = [...call.args];
  let follow = false;
  while (/^-[HLP]$/.test(args[0] ?? '')) follow = args.shift() === '-L';
  const paths: string[] = [];
  const begins = call.isSmall === true ? /^-/ : /^([-(!)].|[(!)]$)/;
  while (args[0] !== undefined && !begins.test(args[0])) paths.push(args.shift() ?? '');
  let search: Search;
  try {
    search = parseFind(call, args);
  } catch (error) {
    if (!(error instanceof FindProblem)) throw error;
    yield* fail(call, call.flavour === 'gnu' ? error.gnu : error.busybox);
    if (call.flavour === 'busybox' && error.showsUsage) yield* complain(call.self, yield* usageOf(call, 'find'));
    return 1;
  }
  const state = { call, search, follow, status: 0, batches: new Map<FindAction, string[]>(), isStopped: false };
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const node = call.self.system.files.find(call.self, path, follow);
    if (node === undefined) {
      state.status = yield* fail(
        call,
        call.flavour === 'gnu' ? `‘${path}’: ${reasonOf(call, path)}` : `${path}: ${reasonOf(call, path)}`,
      );
      continue;
    }
    yield* visit(state, { path, name: path, node, depth: 0 });
    if (state.isStopped) break;
  }
  for (const [action, batch] of state.batches) if (batch.length > 0) yield* runBatch(state, action, batch);
  return state.status;
}

interface State {
  readonly call: Call;
  readonly search: Search;
  readonly follow: boolean;
  readonly batches: Map<FindAction, string[]>;
  status: number;
  isStopped: boolean;
}

function reasonOf(call: Call, path: string): string {
  try {
    call.self.system.files.lookup(call.self, path, false);
    return strerror('ENOENT');
  } catch (error) {
    if (error instanceof FsError) return errorWords(call, error.code);
    throw error;
  }
}

function* visit(state: State, found: Found): Sys<void> {
  const { call, search } = state;
  call.self.system.step(call.self);
  const isWanted = found.depth >= search.minDepth;
  const flags = { isPruned: false };
  if (!search.depthFirst && isWanted) yield* evaluate(state, search.expression, found, flags);
  if (found.node.kind === 'dir' && found.depth < search.maxDepth && !flags.isPruned && !state.isStopped)
    yield* visitFolder(state, found);
  if (search.depthFirst && isWanted && !state.isStopped) yield* evaluate(state, search.expression, found, flags);
}

function* visitFolder(state: State, found: Found): Sys<void> {
  const { call, follow } = state;
  const { files } = call.self.system;
  let entries: readonly (readonly [string, Node])[];
  try {
    entries = files.list(call.self, found.path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    state.status = yield* fail(
      call,
      call.flavour === 'gnu'
        ? `‘${found.path}’: ${errorWords(call, error.code)}`
        : `${found.path}: ${errorWords(call, error.code)}`,
    );
    return;
  }
  for (const [name, own] of entries) {
    const path = joinPath(found.path, name);
    const node = follow ? (files.find(call.self, path) ?? own) : own;
    if (
      state.search.sameFileSystem &&
      files.mountOf(files.lookup(call.self, path, false).path) !== files.mountOf(files.lookup(call.self, found.path).path)
    )
      continue;
    yield* visit(state, { path, name, node, depth: found.depth + 1 });
    if (state.isStopped) return;
  }
}

function* evaluate(state: State, expression: FindExpression, found: Found, flags: { isPruned: boolean }): Sys<boolean> {
  switch (expression.kind) {
    case 'and':
      for (const part of expression.parts) if (!(yield* evaluate(state, part, found, flags))) return false;
      return true;
    case 'or':
      for (const part of expression.parts) if (yield* evaluate(state, part, found, flags)) return true;
      return false;
    case 'not':
      return !(yield* evaluate(state, expression.inner, found, flags));
    case 'test':
      return expression.test(found);
    case 'action':
      return yield* act(state, expression.action, found, flags);
  }
}

function* act(state: State, action: FindAction, found: Found, flags: { isPruned: boolean }): Sys<boolean> {
  const { call } = state;
  switch (action.kind) {
    case 'print':
      yield* print(call.self, found.path + action.end);
      return true;
    case 'printf':
      yield* print(call.self, action.format(found));
      return true;
    case 'ls':
      yield* print(call.self, `${action.format(found)}\n`);
      return true;
    case 'prune':
      flags.isPruned = true;
      return true;
    case 'quit':
      state.isStopped = true;
      return true;
    case 'delete':
      return yield* remove(state, found);
    case 'exec': {
      if (action.isBatch) {
        const batch = state.batches.get(action) ?? [];
        batch.push(found.path);
        state.batches.set(action, batch);
        return true;
      }
      const argv = action.argv.map((arg) => arg.replaceAll('{}', action.isInFolder ? `./${found.name}` : found.path));
      return (yield* run(state, argv)) === 0;
    }
  }
}

function* remove(state: State, found: Found): Sys<boolean> {
  const { call } = state;
  if (found.path === '.') return true;
  try {
    call.self.system.files.remove(call.self, found.path, { kind: found.node.kind === 'dir' ? 'dir' : 'file' });
    return true;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    state.status = yield* fail(
      call,
      call.flavour === 'gnu'
        ? `cannot delete ‘${found.path}’: ${errorWords(call, error.code)}`
        : `${found.path}: ${errorWords(call, error.code)}`,
    );
    return false;
  }
}

function* run(state: State, argv: readonly string[]): Sys<number> {
  const { call } = state;
  yield* flush(call.self);
  try {
    return yield* runProgram(call.self, argv);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* fail(
      call,
      call.flavour === 'gnu' ? `‘${argv[0]}’: ${errorWords(call, error.code)}` : `${argv[0]}: ${errorWords(call, error.code)}`,
    );
    return 127;
  }
}

function* runBatch(state: State, action: FindAction, batch: readonly string[]): Sys<void> {
  if (action.kind !== 'exec') return;
  const status = yield* run(
    state,
    action.argv.flatMap((arg) => (arg === '{}' ? batch : [arg])),
  );
  if (status !== 0) state.status = 1;
}
