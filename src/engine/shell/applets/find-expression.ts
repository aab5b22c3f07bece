/**
 * The expression of `find`:
 *
 *     or    = and { ( "-o" | "-or" ) and }
 *     and   = not { [ "-a" | "-and" ] not }
 *     not   = ( "!" | "-not" ) not | "(" or ")" | primary
 *
 * Without an action everything that fits is printed.
 */
import type { Node } from '../../fs/node.ts';
import { matchesPattern, parsePattern } from '../lang/pattern.ts';
import { findGroupByName, findUserByName } from '../users.ts';
import { baseName, type Call } from './applet.ts';

export interface Visited {
  readonly path: string;
  readonly node: Node;
  readonly depth: number;
}

export type FindTerm =
  | { readonly kind: 'test'; readonly test: (visited: Visited) => boolean }
  | { readonly kind: 'not'; readonly inner: FindTerm }
  | { readonly kind: 'and' | 'or'; readonly left: FindTerm; readonly right: FindTerm }
  | { readonly kind: 'print'; readonly end: string }
  | { readonly kind: 'prune' | 'delete' }
  | { readonly kind: 'exec'; readonly command: readonly string[]; readonly collects: boolean };

export interface FindExpression {
  readonly root: FindTerm;
  readonly minDepth: number;
  readonly maxDepth: number;
  readonly depthFirst: boolean;
}

export class FindSyntaxError extends Error {}

const TYPES: ReadonlyMap<string, Node['kind']> = new Map([
  ['f', 'file'],
  ['d', 'dir'],
  ['l', 'symlink'],
  ['p', 'fifo'],
  ['c', 'char'],
  ['b', 'block'],
  ['s', 'socket'],
]);
const UNITS: ReadonlyMap<string, number> = new Map([
  ['c', 1],
  ['w', 2],
  ['b', 512],
  ['', 512],
  ['k', 1024],
  ['M', 1024 ** 2],
  ['G', 1024 ** 3],
]);
const ALWAYS: FindTerm = { kind: 'test', test: () => true };

class Parser {
  private at = 0;
  private acts = false;
  private minDepth = 0;
  private maxDepth = Number.POSITIVE_INFINITY;
  private depthFirst = false;
  private readonly words: readonly string[];
  private readonly call: Call;
  private readonly look: (path: string) => Node | undefined;

  constructor(words: readonly string[], call: Call, look: (path: string) => Node | undefined) {
    this.words = words;
    this.call = call;
    this.look = look;
  }

  parse(): FindExpression {
    const parsed = this.words.length === 0 ? ALWAYS : this.or();
    if (this.at < this.words.length) throw new FindSyntaxError(this.unknown(this.words[this.at] ?? ''));
    const root: FindTerm = this.acts ? parsed : { kind: 'and', left: parsed, right: { kind: 'print', end: '\n' } };
    return { root, minDepth: this.minDepth, maxDepth: this.maxDepth, depthFirst: this.depthFirst };
  }

  private or(): FindTerm {
    let left = this.and();
    while (this.take('-o') || this.take('-or')) left = { kind: 'or', left, right: this.and() };
    return left;
  }

  private and(): FindTerm {
    let left = this.not();
    for (;;) {
      if (this.take('-a') || this.take('-and')) left = { kind: 'and', left, right: this.not() };
      else if (this.at < this.words.length && !['-o', '-or', ')'].includes(this.words[this.at] ?? ''))
        left = { kind: 'and', left, right: this.not() };
      else return left;
    }
  }

  private not(): FindTerm {
    if (this.take('!') || this.take('-not')) return { kind: 'not', inner: this.not() };
    if (this.take('(')) {
      const inner = this.or();
      if (!this.take(')'))
        throw new FindSyntaxError(
          this.call.flavour === 'gnu'
            ? "invalid expression; I was expecting to find a ')' somewhere but did not see one."
            : "unmatched '('",
        );
      return inner;
    }
    return this.primary();
  }

  private primary(): FindTerm {
    const word = this.words[this.at] ?? '';
    this.at += 1;
    switch (word) {
      case '-name':
      case '-iname':
        return this.matching(word, ({ path }) => baseName(path));
      case '-path':
      case '-wholename':
      case '-ipath':
        return this.matching(word, ({ path }) => path);
      case '-type': {
        const kinds = this.value(word)
          .split(',')
          .map((letter) => TYPES.get(letter));
        if (kinds.includes(undefined)) throw new FindSyntaxError(`Unknown argument to -type: ${this.words[this.at - 1] ?? ''}`);
        return { kind: 'test', test: ({ node }) => kinds.includes(node.kind) };
      }
      case '-size':
        return this.size(this.value(word));
      case '-empty':
        return {
          kind: 'test',
          test: ({ node }) => (node.kind === 'dir' ? node.entries.size === 0 : node.kind === 'file' && node.content.size === 0),
        };
      case '-perm':
        return this.permissions(this.value(word));
      case '-user':
      case '-uid': {
        const name = this.value(word);
        const uid = findUserByName(this.call.self, name)?.uid ?? Number(name);
        return { kind: 'test', test: ({ node }) => node.uid === uid };
      }
      case '-group':
      case '-gid': {
        const name = this.value(word);
        const gid = findGroupByName(this.call.self, name)?.gid ?? Number(name);
        return { kind: 'test', test: ({ node }) => node.gid === gid };
      }
      case '-newer': {
        const than = this.look(this.value(word))?.mtime ?? 0;
        return { kind: 'test', test: ({ node }) => node.mtime > than };
      }
      case '-mtime':
      case '-mmin':
        return this.age(this.value(word), word === '-mtime' ? 86_400 : 60);
      case '-links': {
        const compare = comparison(this.value(word));
        return { kind: 'test', test: ({ node }) => compare(node.kind === 'file' ? node.nlink : 1) };
      }
      case '-maxdepth':
        this.maxDepth = Number(this.value(word));
        return ALWAYS;
      case '-mindepth':
        this.minDepth = Number(this.value(word));
        return ALWAYS;
      case '-depth':
        this.depthFirst = true;
        return ALWAYS;
      case '-xdev':
      case '-mount':
      case '-follow':
      case '-true':
        return ALWAYS;
      case '-false':
        return { kind: 'test', test: () => false };
      case '-print':
      case '-print0':
        this.acts = true;
        return { kind: 'print', end: word === '-print' ? '\n' : '\0' };
      case '-prune':
        return { kind: 'prune' };
      case '-delete':
        this.acts = true;
        this.depthFirst = true;
        return { kind: 'delete' };
      case '-exec':
        return this.exec();
      default:
        throw new FindSyntaxError(this.unknown(word));
    }
  }

  private exec(): FindTerm {
    this.acts = true;
    const rest = this.words.slice(this.at);
    const end = rest.findIndex((word, at) => word === ';' || (word === '+' && rest[at - 1] === '{}'));
    if (end < 0)
      throw new FindSyntaxError(this.call.flavour === 'gnu' ? "missing argument to `-exec'" : '-exec requires an argument');
    this.at += end + 1;
    const collects = rest[end] === '+';
    return { kind: 'exec', command: rest.slice(0, collects ? end - 1 : end), collects };
  }

  private matching(word: string, of: (visited: Visited) => string): FindTerm {
    const pattern = this.value(word);
    const folds = word.startsWith('-i');
    const wanted = folds ? pattern.toLowerCase() : pattern;
    const parsed = parsePattern([{ text: wanted, isQuoted: false }]);
    return { kind: 'test', test: (visited) => matchesPattern(parsed, folds ? of(visited).toLowerCase() : of(visited)) };
  }

  private size(text: string): FindTerm {
    const match = /^([+-]?\d+)([cwbkMG]?)$/.exec(text);
    const unit = UNITS.get(match?.[2] ?? '');
    if (match?.[1] === undefined || unit === undefined) throw new FindSyntaxError(`invalid -size type \`${text}'`);
    const compare = comparison(match[1]);
    return { kind: 'test', test: ({ node }) => compare(Math.ceil((node.kind === 'file' ? node.content.size : 0) / unit)) };
  }

  private permissions(text: string): FindTerm {
    const match = /^([-/]?)([0-7]{1,5})$/.exec(text);
    if (match === null) throw new FindSyntaxError(`invalid mode '${text}'`);
    const bits = Number.parseInt(match[2] ?? '0', 8);
    if (match[1] === '-') return { kind: 'test', test: ({ node }) => (node.mode & bits) === bits };
    if (match[1] === '/') return { kind: 'test', test: ({ node }) => bits === 0 || (node.mode & bits) !== 0 };
    return { kind: 'test', test: ({ node }) => node.mode === bits };
  }

  private age(text: string, unit: number): FindTerm {
    const compare = comparison(text);
    const now = this.call.self.system.files.seconds;
    return { kind: 'test', test: ({ node }) => compare(Math.floor((now - node.mtime) / unit)) };
  }

  private value(word: string): string {
    const value = this.words[this.at];
    this.at += 1;
    if (value === undefined)
      throw new FindSyntaxError(this.call.flavour === 'gnu' ? `missing argument to \`${word}'` : `${word} requires an argument`);
    return value;
  }

  private take(word: string): boolean {
    if (this.words[this.at] !== word) return false;
    this.at += 1;
    return true;
  }

  private unknown(word: string): string {
    return this.call.flavour === 'gnu' ? `unknown predicate \`${word}'` : `unrecognized: ${word}`;
  }
}

/** @throws FindSyntaxError */
export function parseFind(words: readonly string[], call: Call, look: (path: string) => Node | undefined): FindExpression {
  return new Parser(words, call, look).parse();
}

/** `+n` more, `-n` less, `n` just so */
function comparison(text: string): (value: number) => boolean {
  const number = Number(text.replace(/^[+-]/, ''));
  if (text.startsWith('+')) return (value) => value > number;
  if (text.startsWith('-')) return (value) => value < number;
  return (value) => value === number;
}
