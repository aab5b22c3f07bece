/** `read` */
import { type Content, concatContents, contentOf, EMPTY, sliceContent } from '../../../bytes/content.ts';
import { bytesOf } from '../../kernel/devices.ts';
import { write } from '../../kernel/io.ts';
import type { OpenFile, Sys } from '../../kernel/system.ts';
import { decodeText } from '../../text.ts';
import { assign } from '../assign.ts';
import { DEFAULT_IFS } from '../fields.ts';
import type { Shell } from '../shell.ts';
import { findValue, isName } from '../variables.ts';

const SIGALRM = 14;

interface ReadOptions {
  readonly isRaw: boolean;
  readonly isArray: boolean;
  readonly isSilent: boolean;
  /** as it was typed */
  readonly timeout: string;
  /** of `-t`; absent: as long as it takes */
  readonly seconds: number | undefined;
  readonly prompt: string;
  readonly delimiter: string;
  readonly count: number | undefined;
  readonly fd: number;
  readonly names: readonly string[];
}

export function* read(shell: Shell, args: readonly string[]): Sys<number> {
  const options = parseOptions(args);
  if (typeof options === 'string') {
    yield* shell.complainOf('read', shell.flavour === 'bash' ? `${options}: invalid option` : `illegal option ${options}`);
    return 2;
  }
  const bad = options.names.find((name) => !isName(name));
  if (bad !== undefined) {
    if (shell.flavour === 'bash') yield* shell.complain(`read: \`${bad}': not a valid identifier`);
    else yield* shell.say(`${shell.toolName}: read: '${bad}': bad variable name\n`);
    return 1;
  }
  const file = shell.self.fds.get(options.fd);
  if (file === undefined) {
    yield* shell.complainOf(
      'read',
      shell.flavour === 'bash' ? `${options.fd}: invalid file descriptor: Bad file descriptor` : `read error: Bad file descriptor`,
    );
    return 1;
  }
  if (Number.isNaN(options.seconds)) {
    yield* shell.complainOf(
      'read',
      shell.flavour === 'bash' ? `${options.timeout}: invalid timeout specification` : 'invalid timeout',
    );
    return shell.flavour === 'bash' ? 1 : 2;
  }
  // 0 asks only whether something could be read: the end of a file, too
  if (options.seconds === 0) return file.isReady === false ? 1 : 0;
  if (options.prompt !== '' && file.isTerminal) yield* write(shell.self, 2, options.prompt);
  if (options.seconds !== undefined && !(yield* isInTime(shell, file, options.seconds))) {
    yield* assignFields(shell, '', options);
    return shell.flavour === 'bash' ? 128 + SIGALRM : 1;
  }
  const { text, isComplete } = yield* readLine(shell, file, options);
  yield* assignFields(shell, text, options);
  return isComplete ? 0 : 1;
}

/** Waits for the first of the line; of one that began in time the rest is waited for, too. */
function* isInTime(shell: Shell, file: OpenFile, seconds: number): Sys<boolean> {
  const until = shell.self.system.now + seconds * 1000;
  if (file.isReady === false) yield { kind: 'block', ready: () => file.isReady !== false, until, interruptible: false };
  return file.isReady !== false;
}

/** The options, or the one that is none. */
function parseOptions(args: readonly string[]): ReadOptions | string {
  const found = {
    isRaw: false,
    isArray: false,
    isSilent: false,
    timeout: '',
    seconds: undefined as number | undefined,
    prompt: '',
    delimiter: '\n',
    count: undefined as number | undefined,
    fd: 0,
  };
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--') {
      at += 1;
      break;
    }
    if (!arg.startsWith('-') || arg === '-') break;
    for (let i = 1; i < arg.length; i++) {
      const letter = arg[i] ?? '';
      if (letter === 'r') found.isRaw = true;
      else if (letter === 's') found.isSilent = true;
      else if (letter === 'e') continue;
      else if ('pdntuaNi'.includes(letter)) {
        const value = arg.slice(i + 1) || args[++at] || '';
        if (letter === 'p') found.prompt = value;
        else if (letter === 'd') found.delimiter = value.slice(0, 1) || '\0';
        else if (letter === 'n' || letter === 'N') found.count = Number(value) || 0;
        else if (letter === 'u') found.fd = Number(value) || 0;
        else if (letter === 't') [found.timeout, found.seconds] = [value, Number(value || 'x')];
        else if (letter === 'a') return { ...found, isArray: true, names: [value] };
        break;
      } else return `-${letter}`;
    }
  }
  return { ...found, names: args.slice(at) };
}

/** One line, without a byte too much taken from the input. A backslash before the newline goes on. */
function* readLine(
  shell: Shell,
  file: OpenFile,
  options: ReadOptions,
): Sys<{ readonly text: string; readonly isComplete: boolean }> {
  let taken = EMPTY;
  for (;;) {
    shell.self.system.step(shell.self);
    const part = yield* readUpTo(shell, file, options.delimiter, options.count);
    taken = concatContents([taken, part.content]);
    const text = decodeText(yield* bytesOf(shell.self, taken));
    if (!part.isComplete) return { text, isComplete: false };
    if (options.count !== undefined && !text.endsWith(options.delimiter)) return { text, isComplete: true };
    const line = text.slice(0, -options.delimiter.length);
    const backslashes = /\\*$/.exec(line)?.[0].length ?? 0;
    if (options.isRaw || backslashes % 2 === 0 || options.delimiter !== '\n') return { text: line, isComplete: true };
    taken = contentOf(yield* bytesOf(shell.self, sliceContent(taken, 0, taken.size - 2)));
  }
}

/** Up to the delimiter, which is included; what was read behind it is put back. */
function* readUpTo(
  shell: Shell,
  file: OpenFile,
  delimiter: string,
  count: number | undefined,
): Sys<{ readonly content: Content; readonly isComplete: boolean }> {
  let content = EMPTY;
  const code = delimiter.charCodeAt(0);
  for (;;) {
    const canReturn = file.unread !== undefined && count === undefined;
    const part = yield* file.read(shell.self, canReturn ? 4096 : 1);
    if (part === undefined) return { content, isComplete: false };
    const bytes = yield* bytesOf(shell.self, part);
    const end = bytes.indexOf(code);
    if (end >= 0) {
      if (end + 1 < bytes.length) file.unread?.(sliceContent(part, end + 1));
      return { content: concatContents([content, sliceContent(part, 0, end + 1)]), isComplete: true };
    }
    content = concatContents([content, part]);
    if (count !== undefined && content.size >= count) return { content, isComplete: true };
    if (!canReturn) shell.self.system.step(shell.self);
  }
}

function* assignFields(shell: Shell, line: string, options: ReadOptions): Sys<void> {
  const ifs = findValue(shell, 'IFS') ?? DEFAULT_IFS;
  if (options.isArray) {
    const fields = splitLine(line, ifs, options.isRaw, Number.POSITIVE_INFINITY);
    yield* assign(shell, options.names[0] ?? 'REPLY', new Map(fields.map((field, index) => [index, field])));
    return;
  }
  if (options.names.length === 0) {
    yield* assign(shell, 'REPLY', options.isRaw ? line : unescapeLine(line));
    return;
  }
  const fields = splitLine(line, ifs, options.isRaw, options.names.length);
  for (const [index, name] of options.names.entries()) yield* assign(shell, name, fields[index] ?? '');
}

function unescapeLine(line: string): string {
  return line.replace(/\\([\s\S])/g, '$1');
}

/** At most `max` fields; the last one is the rest of the line, without the blanks at its end. */
function splitLine(line: string, ifs: string, isRaw: boolean, max: number): readonly string[] {
  const chars: { readonly char: string; readonly isQuoted: boolean }[] = [];
  for (let at = 0; at < line.length; at++) {
    const isEscape = !isRaw && line[at] === '\\';
    if (isEscape) at += 1;
    if (at < line.length) chars.push({ char: line[at] ?? '', isQuoted: isEscape });
  }
  const isSpace = (index: number) => isDelimiter(index) && ' \t\n'.includes(chars[index]?.char ?? '');
  const isDelimiter = (index: number) =>
    chars[index] !== undefined && chars[index]?.isQuoted === false && ifs.includes(chars[index]?.char ?? '');
  const fields: string[] = [];
  let at = 0;
  while (isSpace(at)) at += 1;
  while (at < chars.length) {
    if (fields.length === max - 1) {
      let end = chars.length;
      while (end > at && isSpace(end - 1)) end -= 1;
      fields.push(textOf(chars, at, end));
      break;
    }
    const start = at;
    while (at < chars.length && !isDelimiter(at)) at += 1;
    fields.push(textOf(chars, start, at));
    while (isSpace(at)) at += 1;
    if (at < chars.length && isDelimiter(at)) at += 1;
    while (isSpace(at)) at += 1;
  }
  // A single mark at the very end belongs to the field before it.
  const last = fields.at(-1);
  if (
    last !== undefined &&
    fields.length === max &&
    last.length > 0 &&
    isDelimiter(chars.length - 1) &&
    !isSpace(chars.length - 1)
  ) {
    const inner = last.slice(0, -1);
    if (!Array.from(inner).some((char) => ifs.includes(char))) fields[fields.length - 1] = inner;
  }
  return fields;
}

function textOf(chars: readonly { readonly char: string }[], start: number, end: number): string {
  let text = '';
  for (let at = start; at < end; at++) text += chars[at]?.char ?? '';
  return text;
}
