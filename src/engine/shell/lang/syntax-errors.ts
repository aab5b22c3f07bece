/** How bash and ash word what unbash finds wrong in a text. */
import type { ParseError } from 'unbash';
import type { ShellFlavour } from './shell.ts';

export interface SyntaxProblem {
  /** without the shell's name in front */
  readonly message: string;
  /** counted from 1 */
  readonly line: number;
  /** bash shows the line, too, where it names a token */
  readonly showsLine: boolean;
}

/** One problem for all the errors that the parser's recovery reports. */
export function describeProblem(flavour: ShellFlavour, text: string, errors: readonly ParseError[]): SyntaxProblem {
  const first = errors.reduce((a, b) => (b.pos < a.pos ? b : a), errors[0] ?? { message: '', pos: 0 });
  const isOpen = (error: ParseError) => error.message.startsWith('expected') && /^[\s;]*$|^\{\s*$/.test(text.slice(error.pos));
  const atEnd = text.slice(first.pos).trim() === '' || (errors.length > 1 && isOpen(first));
  // Of what is not closed the innermost is what the shell waits for.
  const open = errors.filter(({ message }) => message.startsWith('unterminated'));
  const innermost = first.message.startsWith('unterminated') ? open.reduce((a, b) => (b.pos > a.pos ? b : a), first) : undefined;
  const quote = /^unterminated (.*)$/.exec(innermost?.message ?? '')?.[1];
  if (flavour === 'ash' && /(^|[\s;&|])for\s*$/.test(text))
    return { message: 'syntax error: bad for loop variable', line: text.split('\n').length, showsLine: false };
  if (flavour === 'ash' && /\$\(\([^()]*$/.test(text))
    return { message: "syntax error: missing '))'", line: text.split('\n').length, showsLine: false };
  if (flavour === 'ash' && /(?:^|[;&|({]|\b(?:then|do|else|if|while|until))\s*\(\s*$/.test(text))
    return { message: 'syntax error: unexpected end of file (expecting ")")', line: text.split('\n').length, showsLine: false };
  if (flavour === 'ash' && /(?:^|[;&|\s])case\s+[^\s;|&]+\s+in\s*$/.test(text))
    return { message: 'syntax error: unexpected end of file (expecting ")")', line: text.split('\n').length, showsLine: false };
  const ash = flavour === 'ash' ? ashUnexpected(text, errors, first) : undefined;
  if (ash !== undefined)
    return { message: `syntax error: unexpected ${ash}`, line: text.slice(0, first.pos).split('\n').length, showsLine: false };
  const lineOf = (pos: number) => text.slice(0, pos).split('\n').length;
  const endLine = text.split('\n').length + (text.endsWith('\n') ? 0 : 1);
  if (quote !== undefined) {
    const message = flavour === 'bash' ? bashUnterminated(quote) : ashUnterminated(quote);
    return { message, line: flavour === 'bash' ? lineOf(first.pos) : endLine - 1, showsLine: false };
  }
  if (atEnd && !/^expected (redirect target|'?(for|case) )/.test(first.message)) {
    const expected = errors.map(({ message }) => /^expected '([^']+)'/.exec(message)?.[1]).find((word) => word !== undefined);
    if (flavour === 'bash' && /^expected command after '(\||&&|\|\|)'/.test(first.message))
      return { message: 'syntax error: unexpected end of file', line: endLine, showsLine: false };
    // to ash it is a command, which its parser does not know
    if (flavour === 'ash' && expected === ']]') return { message: 'missing ]]', line: endLine - 1, showsLine: false };
    const hint = flavour === 'ash' && expected !== undefined ? ` (expecting "${expected}")` : '';
    return {
      message: `syntax error: unexpected end of file${hint}`,
      line: flavour === 'bash' ? endLine : endLine - 1,
      showsLine: false,
    };
  }
  const token = tokenAt(text, first.pos);
  const line = lineOf(first.pos);
  if (flavour === 'ash') return { message: `syntax error: unexpected ${ashToken(token)}`, line, showsLine: false };
  return { message: `syntax error near unexpected token \`${token === '\n' ? 'newline' : token}'`, line, showsLine: true };
}

const ASH_KEYWORDS = new Set('! case do done elif else esac fi for if in then until while { }'.split(' '));

/** ash names keywords and signs, and calls every other word a word. */
function ashToken(token: string): string {
  if (token === '\n') return 'newline';
  return /^[|&;()<>]/.test(token) || ASH_KEYWORDS.has(token) ? `"${token}"` : 'word';
}

/** Where ash says what it expected instead: it stops at the first token that does not fit, the parser behind it. */
function ashUnexpected(text: string, errors: readonly ParseError[], first: ParseError): string | undefined {
  const wanted = /^expected '(do|then)'$/.exec(first.message)?.[1];
  if (wanted !== undefined && errors.length === 1) {
    const closing = /(?:^|[\s;])(done|fi|esac|elif|else)\s*$/.exec(text.slice(0, first.pos))?.[1];
    if (closing !== undefined) return `"${closing}" (expecting "${wanted}")`;
    if (text.slice(first.pos).trim() !== '') return `${ashToken(tokenAt(text, first.pos))} (expecting "${wanted}")`;
  }
  if (
    errors.some(({ message }) => message.startsWith("expected 'in' after 'case'")) &&
    first.message.startsWith('unexpected token')
  )
    return `${ashToken(tokenAt(text, first.pos))} (expecting "in")`;
  if (first.message === 'expected redirect target' && first.pos === text.length) return 'end of file';
  // A word with a parenthesis behind it is a function that begins.
  if (/^unexpected token '[)}]'/.test(first.message) && /(?:^|[;&|\s])[\w.]+\s*\(\s*[^\s);|&<>(]/.test(text.slice(0, first.pos)))
    return 'word (expecting ")")';
  return undefined;
}

function bashUnterminated(what: string): string {
  const sign = what.includes('double')
    ? '"'
    : what.includes('single')
      ? "'"
      : what.includes('parameter')
        ? '}'
        : what.includes('backtick') || what.includes('backquote')
          ? '`'
          : ')';
  return `unexpected EOF while looking for matching \`${sign}'`;
}

function ashUnterminated(what: string): string {
  if (what.includes('quote') && !what.includes('back')) return 'syntax error: unterminated quoted string';
  if (what.includes('parameter')) return "syntax error: missing '}'";
  if (what.includes('arithmetic')) return "syntax error: missing '))'";
  if (what.includes('back')) return 'syntax error: EOF in backquote substitution';
  return 'syntax error: unexpected end of file (expecting ")")';
}

function tokenAt(text: string, pos: number): string {
  const rest = text.slice(pos).replace(/^[ \t]+/, '');
  return /^(\n|&&|\|\||;;&?|;&|<<-?|>>|[|&;()<>]|[^\s|&;()<>]+)/.exec(rest)?.[0] ?? '\n';
}
