/** `find`: walks folders and asks each file the questions of the expression. */
import { FsError, strerror } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import { runProgram } from '../exec.ts';
import { complain, flush, print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, joinPath } from './applet.ts';
import { type FindExpression, FindSyntaxError, parseFind, type Visited } from './find-expression.ts';

interface Walk {
  readonly call: Call;
  readonly expression: FindExpression;
  /** for `-exec … +` */
  readonly collected: Map<readonly string[], string[]>;
  status: number;
}

export function* find(call: Call): Sys<number> {
  const { self, args } = call;
  const split = args.findIndex((arg) => /^[-!(]/.test(arg) && arg !== '-');
  const paths = split < 0 ? args : args.slice(0, split);
  let expression: FindExpression;
  try {
    expression = parseFind(split < 0 ? [] : args.slice(split), call, (path) => self.system.files.find(self, path));
  } catch (error) {
    if (!(error instanceof FindSyntaxError)) throw error;
    yield* complain(self, `${call.name}: ${error.message}\n`);
    return 1;
  }
  const walk: Walk = { call, expression, collected: new Map(), status: 0 };
  for (const path of paths.length === 0 ? ['.'] : paths) {
    const node = self.system.files.find(self, path, false);
    if (node === undefined) {
      const words = call.flavour === 'gnu' ? `‘${path}’: No such file or directory` : `${path}: No such file or directory`;
      yield* complain(self, `${call.name}: ${words}\n`);
      walk.status = 1;
      continue;
    }
    yield* visit(walk, { path, node, depth: 0 });
  }
  for (const [command, found] of walk.collected) if (found.length > 0) yield* execute(walk, [...command, ...found]);
  return walk.status;
}

function* visit(walk: Walk, visited: Visited): Sys<void> {
  const { expression, call } = walk;
  call.self.system.step(call.self);
  const isInRange = visited.depth >= expression.minDepth;
  let enters = true;
  if (!expression.depthFirst && isInRange) enters = yield* judge(walk, visited);
  if (enters && visited.node.kind === 'dir' && visited.depth < expression.maxDepth) yield* visitFolder(walk, visited);
  if (expression.depthFirst && isInRange) yield* judge(walk, visited);
}

function* visitFolder(walk: Walk, { path, depth }: Visited): Sys<void> {
  const { call } = walk;
  const { self } = call;
  let entries: readonly (readonly [string, Node])[];
  try {
    entries = self.system.files.list(self, path);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const shown = call.flavour === 'gnu' ? `‘${path}’` : path;
    yield* complain(self, `${call.name}: ${shown}: ${strerror(error.code)}\n`);
    walk.status = 1;
    return;
  }
  for (const [name, node] of entries) yield* visit(walk, { path: joinPath(path, name), node, depth: depth + 1 });
}

/** Runs the expression on one file; whether its folder is entered. */
function* judge(walk: Walk, visited: Visited): Sys<boolean> {
  const state = { enters: true };
  yield* evaluate(walk, walk.expression.root, visited, state);
  return state.enters;
}

function* evaluate(walk: Walk, term: FindExpression['root'], visited: Visited, state: { enters: boolean }): Sys<boolean> {
  const { self } = walk.call;
  switch (term.kind) {
    case 'test':
      return term.test(visited);
    case 'not':
      return !(yield* evaluate(walk, term.inner, visited, state));
    case 'and':
      return (yield* evaluate(walk, term.left, visited, state)) && (yield* evaluate(walk, term.right, visited, state));
    case 'or':
      return (yield* evaluate(walk, term.left, visited, state)) || (yield* evaluate(walk, term.right, visited, state));
    case 'print':
      yield* print(self, visited.path + term.end);
      return true;
    case 'prune':
      state.enters = false;
      return true;
    case 'delete':
      return yield* remove(walk, visited);
    default: {
      if (term.collects) {
        walk.collected.set(term.command, [...(walk.collected.get(term.command) ?? []), visited.path]);
        return true;
      }
      return (
        (yield* execute(
          walk,
          term.command.map((word) => word.replaceAll('{}', visited.path)),
        )) === 0
      );
    }
  }
}

function* remove({ call }: Walk, { path, node }: Visited): Sys<boolean> {
  const { self } = call;
  try {
    if (path !== '.') self.system.files.remove(self, path, { kind: node.kind === 'dir' ? 'dir' : 'file' });
    return true;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* complain(self, `${call.name}: ${call.flavour === 'gnu' ? `cannot delete ‘${path}’` : path}: ${strerror(error.code)}\n`);
    return false;
  }
}

function* execute(walk: Walk, argv: readonly string[]): Sys<number> {
  const { self, name, flavour } = walk.call;
  yield* flush(self);
  try {
    return yield* runProgram(self, argv);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const shown = flavour === 'gnu' ? `‘${argv[0] ?? ''}’` : (argv[0] ?? '');
    yield* complain(self, `${name}: ${shown}: ${strerror(error.code)}\n`);
    return 127;
  }
}
