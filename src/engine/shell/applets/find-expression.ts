/**
 * The expression of `find` (find(1)):
 *
 *     or = and { "-o" and } ;   and = not { ["-a"] not } ;   not = ["!"] primary ;   primary = "(" or ")" | test | action ;
 */
import type { Node } from '../../fs/node.ts';
import { matchesPattern, parsePattern } from '../lang/pattern.ts';
import { matchRegex, parseRegex } from '../regex/regex.ts';
import { findGroupById, findGroupByName, findUserById, findUserByName } from '../users.ts';
import type { Call } from './applet.ts';
import { type Found, formatFound, listFound } from './find-print.ts';
import { linksOf, sizeOf } from './sizes.ts';

export type FindAction =
  | { readonly kind: 'print'; readonly end: string }
  | { readonly kind: 'printf' | 'ls'; readonly format: (found: Found) => string }
  | { readonly kind: 'prune' | 'quit' | 'delete' }
  | { readonly kind: 'exec'; readonly argv: readonly string[]; readonly isBatch: boolean; readonly isInFolder: boolean };

export type FindExpression =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly FindExpression[] }
  | { readonly kind: 'not'; readonly inner: FindExpression }
  | { readonly kind: 'test'; readonly test: (found: Found) => boolean }
  | { readonly kind: 'action'; readonly action: FindAction };

export interface Search {
  readonly expression: FindExpression;
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly depthFirst: boolean;
  readonly sameFileSystem: boolean;
}

export class FindProblem extends Error {
  readonly gnu: string;
  readonly busybox: string;
  readonly showsUsage: boolean;
  constructor(gnu: string, busybox: string, showsUsage = false) {
    super(gnu);
    this.gnu = gnu;
    this.busybox = busybox;
    this.showsUsage = showsUsage;
  }
}

/** @throws FindProblem */
export function parseFind(call: Call, args: readonly string[]): Search {
  const parser = new Parser(call, args);
  const expression = args.length === 0 ? undefined : parser.parse();
  const print: FindExpression = { kind: 'action', action: { kind: 'print', end: '\n' } };
  const whole: FindExpression =
    expression === undefined ? print : parser.hasAction ? expression : { kind: 'and', parts: [expression, print] };
  return {
    expression: whole,
    minDepth: parser.minDepth,
    maxDepth: parser.maxDepth,
    depthFirst: parser.depthFirst,
    sameFileSystem: parser.sameFileSystem,
  };
}

const TRUE: FindExpression = { kind: 'test', test: () => true };
const TYPES: Readonly<Record<string, Node['kind']>> = {
  f: 'file',
  d: 'dir',
  l: 'symlink',
  p: 'fifo',
  c: 'char',
  b: 'block',
  s: 'socket',
};

/** All that busybox' find has without its features. */
const OF_SMALL_BUILD = new Set(['-name', '-iname', '-type', '-print', '-print0', '-follow']);

class Parser {
  hasAction = false;
  minDepth = 0;
  maxDepth = Number.POSITIVE_INFINITY;
  depthFirst = false;
  sameFileSystem = false;
  private readonly call: Call;
  private readonly args: readonly string[];
  private at = 0;

  constructor(call: Call, args: readonly string[]) {
    this.call = call;
    this.args = args;
  }

  parse(): FindExpression {
    const expression = this.or();
    if (this.at < this.args.length)
      throw new FindProblem(`paths must precede expression: \`${this.args[this.at]}'`, `unrecognized: ${this.args[this.at]}`, true);
    return expression;
  }

  private or(): FindExpression {
    const parts = [this.and()];
    while (this.take('-o') || this.take('-or')) parts.push(this.and());
    return { kind: 'or', parts };
  }

  private and(): FindExpression {
    const parts = [this.not()];
    while (this.at < this.args.length && !['-o', '-or', ')', '\\)'].includes(this.args[this.at] ?? '')) {
      if (!this.take('-a')) this.take('-and');
      parts.push(this.not());
    }
    return { kind: 'and', parts };
  }

  private not(): FindExpression {
    if (this.take('!') || this.take('-not')) return { kind: 'not', inner: this.not() };
    if (this.take('(')) {
      const inner = this.or();
      if (!this.take(')')) throw new FindProblem("missing closing ')'", "missing ')'");
      return inner;
    }
    return this.primary();
  }

  private take(word: string): boolean {
    if (this.args[this.at] !== word) return false;
    this.at += 1;
    return true;
  }

  private value(name: string): string {
    const value = this.args[this.at];
    if (value === undefined) throw new FindProblem(`missing argument to \`${name}'`, `${name} requires an argument`);
    this.at += 1;
    return value;
  }

  private primary(): FindExpression {
    const name = this.args[this.at] ?? '';
    this.at += 1;
    if (this.call.isSmall === true && !OF_SMALL_BUILD.has(name)) return this.refuse(name);
    return this.option(name) ?? this.action(name) ?? this.test(name) ?? this.refuse(name);
  }

  private refuse(name: string): never {
    if (!name.startsWith('-')) throw new FindProblem(`paths must precede expression: \`${name}'`, `unrecognized: ${name}`, true);
    throw new FindProblem(`unknown predicate \`${name}'`, `unrecognized: ${name}`, true);
  }

  private option(name: string): FindExpression | undefined {
    if (name === '-maxdepth') this.maxDepth = this.number(name);
    else if (name === '-mindepth') this.minDepth = this.number(name);
    else if (name === '-depth' || name === '-d') this.depthFirst = true;
    else if (name === '-xdev' || name === '-mount') this.sameFileSystem = true;
    else if (name !== '-follow' && name !== '-noleaf' && name !== '-warn' && name !== '-nowarn' && name !== '-true')
      return undefined;
    return TRUE;
  }

  private number(name: string): number {
    const text = this.value(name);
    if (!/^\d+$/.test(text))
      throw new FindProblem(
        `Expected a positive decimal integer argument to ${name}, but got ‘${text}’`,
        `invalid number '${text}'`,
      );
    return Number(text);
  }

  private action(name: string): FindExpression | undefined {
    const action = this.findAction(name);
    if (action === undefined) return undefined;
    if (action.kind !== 'prune') this.hasAction = true;
    if (action.kind === 'delete') this.depthFirst = true;
    return { kind: 'action', action };
  }

  private findAction(name: string): FindAction | undefined {
    switch (name) {
      case '-print':
        return { kind: 'print', end: '\n' };
      case '-print0':
        return { kind: 'print', end: '\0' };
      case '-prune':
      case '-quit':
      case '-delete':
        return { kind: name.slice(1) as 'prune' | 'quit' | 'delete' };
      case '-printf': {
        const format = this.value(name);
        return { kind: 'printf', format: (found) => formatFound(this.call, format, found) };
      }
      case '-ls':
        return { kind: 'ls', format: (found) => listFound(this.call, found) };
      case '-exec':
      case '-execdir':
      case '-ok':
        return this.exec(name);
      default:
        return undefined;
    }
  }

  private exec(name: string): FindAction {
    const argv: string[] = [];
    for (;;) {
      const arg = this.args[this.at];
      if (arg === undefined) throw new FindProblem(`missing argument to \`${name}'`, `${name} requires an argument`);
      this.at += 1;
      const isBatch = arg === '+' && argv.at(-1) === '{}';
      if (arg === ';' || isBatch) return { kind: 'exec', argv, isBatch, isInFolder: name === '-execdir' };
      argv.push(arg);
    }
  }

  private test(name: string): FindExpression | undefined {
    const test = this.findTest(name);
    return test === undefined ? undefined : { kind: 'test', test };
  }

  private findTest(name: string): ((found: Found) => boolean) | undefined {
    const { self } = this.call;
    const now = self.system.now / 1000;
    switch (name) {
      case '-name':
      case '-iname':
        return this.glob(this.value(name), name === '-iname', (found) => found.name.replace(/\/+$/, '').replace(/^.*\/(?=.)/, ''));
      case '-path':
      case '-wholename':
      case '-ipath':
        return this.glob(this.value(name), name === '-ipath', (found) => found.path);
      case '-regex': {
        const regex = parseRegex(`^(${this.value(name)})$`, { isExtended: true });
        return (found) => matchRegex(regex, found.path, 0, (cost) => self.system.step(self, cost)) !== undefined;
      }
      case '-type':
        return this.type(this.value(name));
      case '-empty':
        return ({ node }) => (node.kind === 'file' && node.content.size === 0) || (node.kind === 'dir' && node.entries.size === 0);
      case '-size':
        return this.size(this.value(name));
      case '-perm':
        return permTest(this.value(name));
      case '-user':
      case '-uid': {
        const text = this.value(name);
        const uid = findUserByName(self, text)?.uid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
        if (uid === undefined) throw new FindProblem(`‘${text}’ is not the name of a known user`, `unknown user ${text}`);
        return ({ node }) => node.uid === uid;
      }
      case '-group':
      case '-gid': {
        const text = this.value(name);
        const gid = findGroupByName(self, text)?.gid ?? (/^\d+$/.test(text) ? Number(text) : undefined);
        if (gid === undefined) throw new FindProblem(`‘${text}’ is not the name of an existing group`, `unknown group ${text}`);
        return ({ node }) => node.gid === gid;
      }
      case '-mtime':
      case '-ctime':
      case '-atime':
        return amountTest(this.value(name), ({ node }) => Math.floor((now - node.mtime) / 86_400));
      case '-mmin':
      case '-cmin':
      case '-amin':
        return amountTest(this.value(name), ({ node }) => Math.ceil((now - node.mtime) / 60));
      case '-newer': {
        const reference = self.system.files.find(self, this.value(name));
        if (reference === undefined)
          throw new FindProblem(
            `‘${this.args[this.at - 1]}’: No such file or directory`,
            `${this.args[this.at - 1]}: No such file or directory`,
          );
        return ({ node }) => node.mtime > reference.mtime;
      }
      case '-links':
        return amountTest(this.value(name), ({ path, node }) => linksOf(this.call.self, path, node));
      case '-inum':
        return amountTest(this.value(name), ({ node }) => node.ino);
      case '-nouser':
        return ({ node }) => findUserById(self, node.uid) === undefined;
      case '-nogroup':
        return ({ node }) => findGroupById(self, node.gid) === undefined;
      case '-readable':
      case '-writable':
      case '-executable':
        return ({ path }) =>
          self.system.files.mayAccess(self, path, name === '-readable' ? 'read' : name === '-writable' ? 'write' : 'execute');
      case '-false':
        return () => false;
      default:
        return undefined;
    }
  }

  private glob(text: string, ignoreCase: boolean, of: (found: Found) => string): (found: Found) => boolean {
    const pattern = parsePattern([{ text: ignoreCase ? text.toLowerCase() : text, isQuoted: false }]);
    return (found) => matchesPattern(pattern, ignoreCase ? of(found).toLowerCase() : of(found));
  }

  private type(text: string): (found: Found) => boolean {
    const kinds = text.split(',').map((letter) => TYPES[letter]);
    if (kinds.includes(undefined) || (kinds.length > 1 && this.call.flavour === 'busybox'))
      throw new FindProblem(`Unknown argument to -type: ${text}`, `invalid argument '${text}' to '-type'`);
    return ({ node }) => kinds.includes(node.kind);
  }

  private size(text: string): (found: Found) => boolean {
    const match = /^([-+]?\d+)([bcwkMG]?)$/.exec(text);
    if (match === null) throw new FindProblem(`Invalid argument \`${text}' to -size`, `invalid number '${text}'`);
    const unit = { b: 512, c: 1, w: 2, k: 1024, M: 1_048_576, G: 1_073_741_824 }[match[2] || 'b'] ?? 512;
    return amountTest(match[1] ?? '0', ({ node }) => Math.ceil(sizeOf(node) / unit));
  }
}

/** `5` exactly, `+5` more, `-5` less */
function amountTest(text: string, of: (found: Found) => number): (found: Found) => boolean {
  const match = /^([-+]?)(\d+)$/.exec(text);
  if (match === null) throw new FindProblem(`invalid argument \`${text}'`, `invalid number '${text}'`);
  const wanted = Number(match[2]);
  if (match[1] === '+') return (found) => of(found) > wanted;
  if (match[1] === '-') return (found) => of(found) < wanted;
  return (found) => of(found) === wanted;
}

function permTest(text: string): (found: Found) => boolean {
  const match = /^([-/+]?)([0-7]{1,4})$/.exec(text);
  if (match === null) throw new FindProblem(`invalid mode ‘${text}’`, `invalid mode '${text}'`);
  const bits = Number.parseInt(match[2] ?? '0', 8);
  if (match[1] === '-') return ({ node }) => (node.mode & bits) === bits;
  if (match[1] === '/' || match[1] === '+') return ({ node }) => bits === 0 || (node.mode & bits) !== 0;
  return ({ node }) => node.mode === bits;
}
