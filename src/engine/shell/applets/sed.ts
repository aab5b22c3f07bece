/** `sed` */
import { FsError, strerror } from '../../fs/errno.ts';
import { complain, flush, print, readText, toContent } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import type { Match } from '../regex/regex.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { drawLetters } from './draw-letters.ts';
import { closeInput, openInput } from './inputs.ts';
import { readOptions, showUsage } from './options.ts';
import { isSelected } from './sed-addresses.ts';
import { findInLine, type Run, Source } from './sed-run.ts';
import { parseSed, type SedCommand, SedError, type Substitution } from './sed-script.ts';

const LONG: Readonly<Record<string, string>> = {
  quiet: 'n',
  silent: 'n',
  'expression:': 'e',
  'file:': 'f',
  'in-place?': '%inPlace',
  'regexp-extended': 'E',
  separate: 's',
  'null-data': 'z',
  unbuffered: 'u',
  posix: '%posix',
  debug: '%debug',
};

/** The one comment that says something. */
const QUIET = /^#n(\n|$)/;

export function* sed(call: Call): Sys<number> {
  // -i takes its suffix only when it is written on: `-i.bak`.
  const args = call.args
    .map((arg) =>
      /^-[nErsuz]*i/.test(arg) && !arg.startsWith('--')
        ? arg.replace(
            /^-([nErsuz]*)i(.*)$/s,
            (_, before: string, suffix: string) =>
              `--in-place${suffix === '' ? '' : `=${suffix}`}${before === '' ? '' : `\0-${before}`}`,
          )
        : arg,
    )
    .flatMap((arg) => arg.split('\0'));
  const options = yield* readOptions(
    { ...call, args },
    {
      short: 'ne:f:Ersuzl:',
      long: call.flavour === 'gnu' ? LONG : { ...LONG, version: '%version' },
    },
  );
  if (typeof options === 'number') return options;
  const scripts: string[] = [];
  for (const { letter, value } of options.given) {
    if (letter === 'e') scripts.push(value);
    if (letter !== 'f') continue;
    const input = yield* openInput(call, value, 'sed');
    if (input === undefined) return 1;
    scripts.push((yield* readText(call.self, input.file)).replace(/\n$/, ''));
    closeInput(input);
  }
  if (call.flavour === 'busybox' && options.has('%version')) {
    yield* print(call.self, 'This is not GNU sed version 4.0\n');
    return 0;
  }
  const operands = [...options.operands];
  if (scripts.length === 0) {
    const script = operands.shift();
    if (script === undefined) return yield* usage(call);
    scripts.push(script);
  }
  let commands: readonly SedCommand[];
  const joined = scripts.join('\n');
  try {
    commands = parseSed(joined.replace(QUIET, ''), options.has('E') || options.has('r'), call.flavour);
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    return yield* fail(call, call.flavour === 'gnu' ? `-e expression #1, char ${error.char}: ${error.gnu}` : error.busybox);
  }
  const missing = commands.find(
    ({ name, text }) => 'btT'.includes(name) && text !== '' && !commands.some((other) => other.name === ':' && other.text === text),
  );
  if (missing !== undefined && call.flavour === 'gnu') return yield* fail(call, `can't find label for jump to \`${missing.text}'`);
  const inPlace = options.has('%inPlace');
  const run: Run = {
    call,
    commands,
    quiet: options.has('n') || QUIET.test(joined),
    separate: options.has('s') || inPlace,
    end: options.has('z') ? '\0' : '\n',
    pattern: '',
    hold: '',
    line: 0,
    appended: [],
    lastRegex: undefined,
    hasReplaced: false,
    status: undefined,
    out: (text) => print(call.self, text),
    written: new Map(),
    missingNewline: false,
    owesEnd: false,
    fileName: '-',
  };
  if (inPlace && operands.length === 0)
    return yield* fail(call, call.flavour === 'gnu' ? 'no input files' : '-i requires an argument', call.flavour === 'gnu' ? 4 : 1);
  let status: number;
  try {
    status = inPlace
      ? yield* editFiles(run, operands, options.value('%inPlace') ?? '')
      : yield* runFiles(run, operands.length === 0 ? ['-'] : operands);
  } catch (error) {
    if (!(error instanceof SedError)) throw error;
    yield* flush(call.self);
    return yield* fail(call, call.flavour === 'gnu' ? `-e expression #1, char 0: ${error.gnu}` : error.busybox);
  }
  for (const [path, text] of run.written) {
    if (path === '/dev/stdout') continue;
    call.self.system.files.write(call.self, path, toContent(text));
  }
  return run.status ?? status;
}

function* usage(call: Call): Sys<number> {
  if (call.flavour === 'busybox') return yield* showUsage(call);
  yield* complain(call.self, 'Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...\n\n');
  return 1;
}

function* runFiles(run: Run, names: readonly string[]): Sys<number> {
  if (!run.separate) return yield* runSource(run, new Source(run, names));
  let status = 0;
  for (const name of names) {
    run.line = 0;
    status = Math.max(status, yield* runSource(run, new Source(run, [name])));
    if (run.status !== undefined) break;
  }
  return status;
}

function* editFiles(run: Run, names: readonly string[], suffix: string): Sys<number> {
  const { call } = run;
  const { files } = call.self.system;
  let status = 0;
  for (const name of names) {
    const node = files.find(call.self, name);
    if (node?.kind !== 'file') {
      const words =
        node === undefined
          ? call.flavour === 'gnu'
            ? `can't read ${name}: ${strerror('ENOENT')}`
            : `${name}: ${strerror('ENOENT')}`
          : `couldn't edit ${name}: not a regular file`;
      status = yield* fail(call, words, call.flavour === 'gnu' ? (node === undefined ? 2 : 4) : 1);
      continue;
    }
    let text = '';
    // biome-ignore lint/correctness/useYield: the output is only kept
    run.out = function* (part) {
      text += part;
    };
    run.line = 0;
    run.owesEnd = false;
    status = Math.max(status, yield* runSource(run, new Source(run, [name])));
    try {
      if (suffix !== '')
        files.write(call.self, suffix.includes('*') ? suffix.replaceAll('*', name) : name + suffix, node.content, {
          mode: node.mode,
        });
      // A new file takes the old one's place.
      files.remove(call.self, name, { kind: 'file' });
      files.write(call.self, name, toContent(text));
      files.setMeta(call.self, name, { mode: node.mode, ...(call.self.who.uid === 0 ? { uid: node.uid, gid: node.gid } : {}) });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      if (call.flavour === 'busybox' && error.code === 'EBUSY') {
        // Something is mounted there: docker's own three files of /etc.
        status = yield* fail(call, `can't move '${name}${drawLetters(call.self, 6)}' to '${name}': ${strerror('EBUSY')}`);
        continue;
      }
      const reason = errorWords(call, error.code);
      // busybox has nowhere to write to before it reads a line, and ends there
      if (call.flavour === 'busybox') return yield* fail(call, `can't create temp file '${name}XXXXXX': ${reason}`);
      status = yield* fail(call, `couldn't open temporary file: ${reason}`, 4);
    }
    if (run.status !== undefined) break;
  }
  return status;
}

function* runSource(run: Run, source: Source): Sys<number> {
  for (let line = yield* source.next(); line !== undefined; line = yield* source.next()) {
    run.line += 1;
    run.pattern = line.text;
    run.missingNewline = !line.hasNewline;
    run.hasReplaced = false;
    yield* cycle(run, source);
    if (run.status !== undefined) break;
  }
  return source.failed ? (run.call.flavour === 'gnu' ? 2 : 1) : 0;
}

/** A line without its end gets one as soon as something follows. */
function* emit(run: Run, text: string, lacksEnd = false): Sys<void> {
  if (text === '' && !lacksEnd) return;
  yield* run.out((run.owesEnd ? run.end : '') + text);
  run.owesEnd = lacksEnd;
}

function* show(run: Run, text: string): Sys<void> {
  yield* emit(run, text + (run.missingNewline ? '' : run.end), run.missingNewline);
}

/** All commands on one line; `D` starts again without reading. */
function* cycle(run: Run, source: Source): Sys<void> {
  for (;;) {
    const outcome = yield* runCommands(run, source);
    if (outcome !== 'quietly' && outcome !== 'delete' && outcome !== 'again' && !run.quiet) yield* show(run, run.pattern);
    for (const text of run.appended.splice(0)) yield* emit(run, text);
    if (outcome !== 'again') return;
  }
}

type Outcome = 'end' | 'delete' | 'again' | 'quietly';

function* runCommands(run: Run, source: Source): Sys<Outcome> {
  const { commands, call } = run;
  for (let at = 0; at < commands.length; ) {
    const command = commands[at];
    if (command === undefined) break;
    call.self.system.step(call.self);
    if (!isSelected(run, command, source)) {
      at = command.name === '{' ? behindBlock(command) : at + 1;
      continue;
    }
    at += 1;
    switch (command.name) {
      case 's':
        if (command.substitution !== undefined) yield* substitute(run, command.substitution);
        break;
      case 'y':
        run.pattern = Array.from(run.pattern, (char) => command.transliteration?.get(char) ?? char).join('');
        break;
      case 'd':
        return 'delete';
      case 'D': {
        const newline = run.pattern.indexOf('\n');
        if (newline < 0) return 'delete';
        run.pattern = run.pattern.slice(newline + 1);
        return 'again';
      }
      case 'p':
        yield* show(run, run.pattern);
        break;
      case 'P':
        yield* emit(run, `${run.pattern.split('\n')[0]}\n`);
        break;
      case 'n': {
        if (source.isLast && call.flavour === 'gnu') return 'end';
        if (!run.quiet) yield* show(run, run.pattern);
        const next = yield* source.next();
        if (next === undefined) return 'quietly';
        run.line += 1;
        run.pattern = next.text;
        run.missingNewline = !next.hasNewline;
        break;
      }
      case 'N': {
        const next = yield* source.next();
        if (next === undefined) return 'end';
        run.line += 1;
        run.pattern += `\n${next.text}`;
        run.missingNewline = !next.hasNewline;
        break;
      }
      case 'g':
        run.pattern = run.hold;
        break;
      case 'G':
        run.pattern += `\n${run.hold}`;
        run.missingNewline = false;
        break;
      case 'h':
        run.hold = run.pattern;
        break;
      case 'H':
        run.hold += `\n${run.pattern}`;
        break;
      case 'x':
        [run.pattern, run.hold] = [run.hold, run.pattern];
        if (call.flavour === 'busybox') run.missingNewline = false;
        break;
      case 'z':
        run.pattern = '';
        break;
      case '=':
        yield* emit(run, `${run.line}\n`);
        break;
      case 'F':
        yield* emit(run, `${run.fileName}\n`);
        break;
      case 'l':
        // busybox takes the letter and does nothing
        if (run.call.flavour === 'gnu') yield* emit(run, `${visible(run.pattern)}$\n`);
        break;
      case 'a':
        run.appended.push(command.text);
        break;
      case 'i':
        yield* emit(run, command.text);
        break;
      case 'c':
        if (command.second === undefined || command.isNegated || !command.range.isOpen) yield* emit(run, command.text);
        return 'delete';
      case 'r':
        run.appended.push(yield* readWhole(run, command.text));
        break;
      case 'w':
        yield* writeFile(run, command.text, `${run.pattern}\n`);
        break;
      case 'b':
        at = jump(run, command.text);
        break;
      case 't':
        if (run.hasReplaced) at = jump(run, command.text);
        run.hasReplaced = false;
        break;
      case 'T':
        if (!run.hasReplaced) at = jump(run, command.text);
        run.hasReplaced = false;
        break;
      case 'q':
      case 'Q':
        run.status = Number(command.text || 0);
        return command.name === 'q' ? 'end' : 'quietly';
    }
  }
  return 'end';
}

/** @throws SedError where busybox, which looks for it only now, finds none */
function behindBlock({ end }: SedCommand): number {
  if (end === 0) throw new SedError(0, "unmatched `{'", 'unterminated {');
  return end;
}

/** @throws SedError as above */
function jump(run: Run, label: string): number {
  if (label === '') return run.commands.length;
  const at = run.commands.findIndex(({ name, text }) => name === ':' && text === label);
  if (at < 0) throw new SedError(0, `can't find label for jump to \`${label}'`, `can't find label for jump to '${label}'`);
  return at;
}

function* substitute(run: Run, { regex, replacement, isGlobal, nth, prints, file }: Substitution): Sys<void> {
  const text = run.pattern;
  let out = '';
  let at = 0;
  let count = 0;
  let hasChanged = false;
  for (let from = 0; from <= text.length; ) {
    run.call.self.system.step(run.call.self);
    const match = findInLine(run, regex, text, from);
    if (match === undefined) break;
    const isEmptyAfterMatch = match.start === match.end && match.start === at && at > 0 && hasChanged;
    if (!isEmptyAfterMatch) {
      count += 1;
      if (count >= nth) {
        out += text.slice(at, match.start) + expand(replacement, match, text);
        at = match.end;
        hasChanged = true;
        if (!isGlobal) break;
      }
    }
    from = match.end > match.start ? match.end : match.end + 1;
    if (run.call.self.system.ports.limits.outputBytes < out.length) break;
  }
  if (!hasChanged) return;
  run.pattern = out + text.slice(at);
  run.hasReplaced = true;
  if (prints) yield* show(run, run.pattern);
  if (file !== undefined) yield* writeFile(run, file, `${run.pattern}\n`);
}

function expand(pieces: Substitution['replacement'], match: Match, text: string): string {
  let out = '';
  let lasting = '';
  let once = '';
  for (const piece of pieces) {
    if (piece.kind === 'case') {
      if (piece.how === 'l' || piece.how === 'u') once = piece.how;
      else lasting = piece.how === 'E' ? '' : piece.how;
      continue;
    }
    const group = piece.kind === 'group' ? match.groups[piece.group] : undefined;
    let part = piece.kind === 'text' ? piece.text : group === undefined ? '' : text.slice(group[0], group[1]);
    if (lasting !== '') part = lasting === 'U' ? part.toUpperCase() : part.toLowerCase();
    if (once !== '' && part !== '') {
      part = (once === 'u' ? part.slice(0, 1).toUpperCase() : part.slice(0, 1).toLowerCase()) + part.slice(1);
      once = '';
    }
    out += part;
  }
  return out;
}

function* readWhole(run: Run, path: string): Sys<string> {
  const { self } = run.call;
  try {
    const file = path === '/dev/stdin' ? self.fds.get(0) : self.system.files.open(self, path, { read: true });
    return file === undefined ? '' : yield* readText(self, file);
  } catch (error) {
    if (error instanceof FsError) return '';
    throw error;
  }
}

function* writeFile(run: Run, path: string, text: string): Sys<void> {
  if (path === '/dev/stdout') yield* emit(run, text);
  else run.written.set(path, (run.written.get(path) ?? '') + text);
}

function visible(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/[\x07\b\f\n\r\t\v]/g, (char) => `\\${'abfnrtv'['\x07\b\f\n\r\t\v'.indexOf(char)]}`);
}
