/** File modes as chmod(1) reads them and `ls -l` shows them. */
import type { Node } from '../../fs/node.ts';

interface Context {
  readonly isDir: boolean;
  readonly umask: number;
  /** a number of three digits takes a folder's setuid and setgid bits away, and `o` has no bit for `t` */
  readonly isBusybox?: boolean;
}

const WHO_BITS: Readonly<Record<string, number>> = { u: 0o4700, g: 0o2070, o: 0o1007, a: 0o7777 };

/** The mode after `644`, `u+x,go-w`, `a=rX` …; undefined where the text is none. */
export function applyMode(text: string, mode: number, context: Context): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) {
    const number = Number.parseInt(text, 8);
    if (number > 0o7777) return undefined;
    // Numbers of four digits or less leave a folder's setuid and setgid bits alone unless they name them.
    return context.isDir && text.length < 5 && context.isBusybox !== true ? number | (mode & 0o6000) : number;
  }
  let result = mode;
  // busybox lets a comma be the last
  for (const clause of (context.isBusybox === true ? text.replace(/(?<=[a-zA-Z]),$/, '') : text).split(',')) {
    const next = applyClause(clause, result, context);
    if (next === undefined) return undefined;
    result = next;
  }
  return result;
}

function applyClause(clause: string, mode: number, context: Context): number | undefined {
  const head = /^([ugoa]*)((?:[-+=](?:[rwxXst]*|[ugo]))+)$/.exec(clause);
  if (head === null) return undefined;
  const who = head[1] ?? '';
  const named = [...who].reduce((bits, letter) => bits | (WHO_BITS[letter] ?? 0), 0);
  const others = context.isBusybox === true && !who.includes('a') ? named & ~0o1000 : named;
  const mask = who === '' ? 0o7777 & ~context.umask : others;
  let result = mode;
  for (const [, operator, what = ''] of (head[2] ?? '').matchAll(/([-+=])([rwxXstugo]*)/g)) {
    const bits = bitsOf(what, result, context) & (mask | (what.includes('t') && who === '' ? 0o1000 : 0));
    if (operator === '+') result |= bits;
    else if (operator === '-') result &= ~bits;
    else result = (result & ~((who === '' ? 0o7777 : mask) & (context.isDir ? 0o1777 : 0o7777))) | bits;
  }
  return result;
}

function bitsOf(what: string, mode: number, context: Context): number {
  let bits = 0;
  for (const letter of what) {
    if (letter === 'r') bits |= 0o444;
    else if (letter === 'w') bits |= 0o222;
    else if (letter === 'x') bits |= 0o111;
    else if (letter === 'X') bits |= context.isDir || (mode & 0o111) !== 0 ? 0o111 : 0;
    else if (letter === 's') bits |= 0o6000;
    else if (letter === 't') bits |= 0o1000;
    else if (letter === 'u') bits |= spread((mode >> 6) & 7);
    else if (letter === 'g') bits |= spread((mode >> 3) & 7);
    else if (letter === 'o') bits |= spread(mode & 7);
  }
  return bits;
}

function spread(three: number): number {
  return (three << 6) | (three << 3) | three;
}

const KIND_LETTERS: Readonly<Record<Node['kind'], string>> = {
  file: '-',
  dir: 'd',
  symlink: 'l',
  fifo: 'p',
  char: 'c',
  block: 'b',
  socket: 's',
};

/** `drwxr-xr-x` */
export function formatMode(node: Pick<Node, 'kind' | 'mode'>): string {
  const { mode } = node;
  const triple = (shift: number, special: boolean, letter: string) => {
    const bits = (mode >> shift) & 7;
    const execute = special ? (bits & 1 ? letter : letter.toUpperCase()) : bits & 1 ? 'x' : '-';
    return `${bits & 4 ? 'r' : '-'}${bits & 2 ? 'w' : '-'}${execute}`;
  };
  return (
    KIND_LETTERS[node.kind] +
    triple(6, (mode & 0o4000) !== 0, 's') +
    triple(3, (mode & 0o2000) !== 0, 's') +
    triple(0, (mode & 0o1000) !== 0, 't')
  );
}
