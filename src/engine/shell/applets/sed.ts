/** `sed`: reads lines, runs the script on each, prints what is left of it. */
import { FsError, strerror } from '../../fs/errno.ts';
import { getDescriptor } from '../kernel/descriptors.ts';
import { bytesOf } from '../kernel/devices.ts';
import { complain, flush, print, readText } from '../kernel/io.ts';
import type { Process, Sys } from '../kernel/system.ts';
import { type Match, matchRegex, type Regex } from '../regex/regex.ts';
import { decodeText, encodeText } from '../text.ts';
import { contentOf } from '../../bytes/content.ts';
import type { Call } from './applet.ts';
import { type Options, readOptions, showUsage } from './options.ts';
import { parseSed, type SedAction, type SedAddress, type SedCommand, type SedPart, SedSyntaxError } from './sed-script.ts';

interface Input {
  readonly lines: readonly string[];
  /** whether the last line has a newline */
  readonly endsInNewline: boolean;
}

interface State {
  readonly self: Process;
  readonly input: Input;
  readonly quiet: boolean;
  /** the next line's index */
  next: number;
  space: string;
  hold: string;
  appended: string[];
  substituted: boolean;
  readonly active: Map<SedCommand, number>;
  readonly out: (text: string) => Sys<void>;
  readonly written: Map<string, string>;
}

/** What ends the cycle early. */
type Flow = { readonly kind: 'next' | 'restart' } | { readonly kind: 'quit'; readonly status: number; readonly prints: boolean } | { readonly kind: 'jump'; readonly label: string };

export function* sed(call: Call): Sys<number> {
  const { self } = call;
  const options = yield* readOptions(call, { short: 'ne:f:iErsz', long: { quiet: 'n', silent: 'n', 'expression:': 'e', 'file:': 'f', 'in-place?': 'i', 'regexp-extended': 'E', separate: 's' } });
  if (typeof options === 'number') return options;
  const scripts = yield* readScripts(call, options);
  if (scripts === undefined) return yield* showUsage(call, 'no script specified');
  let commands: readonly SedCommand[];
  try {
    commands = parseSed(scripts.text, options.has('E') || options.has('r'));
  } catch (error) {
    if (!(error instanceof SedSyntaxError)) throw error;
    const words = call.flavour === 'gnu' ? `-e expression #1, char ${error.at}: ${error.message}` : error.message;
    yield* complain(self, `${call.name}: ${words}\n`);
    return 1;
  }
  if (options.has('i')) return yield* editInPlace(call, scripts.files, commands, options.has('n'));
  const { text, status } = yield* readInputs(call, scripts.files);
  const ended = yield* runScript(self, commands, text, options.has('n'), (more) => print(self, more));
  return ended === 0 ? status : ended;
}

function* readScripts(call: Call, options: Options): Sys<{ readonly text: string; readonly files: readonly string[] } | undefined> {
  const { self } = call;
  const parts: string[] = [];
  for (const { letter, value } of options.given) {
    if (letter === 'e') parts.push(value);
    if (letter === 'f') parts.push(decodeText(yield* bytesOf(self, self.system.files.read(self, value))));
  }
  if (parts.length > 0) return { text: parts.join('\n'), files: options.operands };
  const [text, ...files] = options.operands;
  return text === undefined ? undefined : { text, files };
}

function* readInputs(call: Call, files: readonly string[]): Sys<{ readonly text: string; readonly status: number }> {
  const { self } = call;
  if (files.length === 0) return { text: yield* readText(self, getDescriptor(self, 0)), status: 0 };
  let text = '';
  let status = 0;
  for (const path of files) {
    const more = yield* readFile(call, path);
    if (more === undefined) status = call.flavour === 'gnu' ? 2 : 1;
    else text += text === '' || text.endsWith('\n') ? more : `\n${more}`;
  }
  return { text, status };
}

function* readFile(call: Call, path: string): Sys<string | undefined> {
  const { self, name, flavour } = call;
  try {
    if (path === '-') return yield* readText(self, getDescriptor(self, 0));
    return decodeText(yield* bytesOf(self, self.system.files.read(self, path)));
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const words = error.code === 'EISDIR' && flavour === 'gnu' ? `couldn't edit ${path}: not a regular file` : flavour === 'gnu' ? `can't read ${path}: ${strerror(error.code)}` : `${path}: ${strerror(error.code)}`;
    yield* complain(self, `${name}: ${words}\n`);
    return undefined;
  }
}

function* editInPlace(call: Call, files: readonly string[], commands: readonly SedCommand[], quiet: boolean): Sys<number> {
  const { self } = call;
  let status = 0;
  for (const path of files) {
    const text = yield* readFile(call, path);
    if (text === undefined) {
      status = call.flavour === 'gnu' ? 4 : 1;
      continue;
    }
    const parts: string[] = [];
    // biome-ignore lint/correctness/useYield: it collects, and never waits
    const collect = function* (more: string): Sys<void> {
      parts.push(more);
    };
    yield* runScript(self, commands, text, quiet, collect);
    const mode = self.system.files.find(self, path)?.mode ?? 0o644;
    self.system.files.remove(self, path);
    self.system.files.write(self, path, contentOf(encodeText(parts.join(''))), { mode });
  }
  return status;
}

function* runScript(self: Process, commands: readonly SedCommand[], text: string, quiet: boolean, out: State['out']): Sys<number> {
  const lines = text.split('\n');
  const endsInNewline = lines.at(-1) === '';
  if (endsInNewline) lines.pop();
  const state: State = {
    self,
    input: { lines, endsInNewline },
    quiet,
    next: 0,
    space: '',
    hold: '',
    appended: [],
    substituted: false,
    active: new Map(),
    out,
    written: new Map(),
  };
  let restart = false;
  let status = 0;
  while (restart || state.next < lines.length) {
    self.system.step(self);
    if (!restart) takeLine(state);
    restart = false;
    const flow = yield* runCycle(state, commands);
    if (flow?.kind === 'quit') {
      if (flow.prints) yield* endCycle(state);
      status = flow.status;
      break;
    }
    if (flow?.kind === 'restart') restart = true;
    else if (flow?.kind !== 'next') yield* endCycle(state);
    else yield* sayAppended(state);
  }
  for (const [path, written] of state.written) self.system.files.write(self, path, contentOf(encodeText(written)));
  yield* flush(self);
  return status;
}

function takeLine(state: State): void {
  state.space = state.input.lines[state.next] ?? '';
  state.next += 1;
  state.substituted = false;
}

/** Runs the script, starting over at a label where a jump leads. */
function* runCycle(state: State, commands: readonly SedCommand[]): Sys<Flow | undefined> {
  let from = 0;
  for (;;) {
    state.self.system.step(state.self);
    const flow = yield* runCommands(state, commands, from);
    if (flow?.kind !== 'jump') return flow;
    if (flow.label === '') return undefined;
    from = commands.findIndex(({ action }) => action.kind === 'label' && action.label === flow.label);
    if (from < 0) return undefined;
  }
}

function* runCommands(state: State, commands: readonly SedCommand[], from: number): Sys<Flow | undefined> {
  for (const command of commands.slice(from)) {
    if (isSelected(state, command) === command.negated) continue;
    const flow = yield* run(state, command.action, command);
    if (flow !== undefined) return flow;
  }
  return undefined;
}

function* run(state: State, action: SedAction, command: SedCommand): Sys<Flow | undefined> {
  switch (action.kind) {
    case 'block':
      return yield* runCommands(state, action.commands, 0);
    case 'substitute':
      yield* substitute(state, action);
      return undefined;
    case 'translate':
      state.space = [...state.space].map((char) => action.table.get(char) ?? char).join('');
      return undefined;
    case 'text':
      if (action.letter === 'a') state.appended.push(action.text);
      else if (action.letter === 'i') yield* state.out(action.text);
      else {
        if (command.to === undefined || command.negated || !state.active.has(command)) yield* state.out(action.text);
        return { kind: 'next' };
      }
      return undefined;
    case 'jump':
      if (action.letter === 't' && !state.substituted) return undefined;
      state.substituted = false;
      return { kind: 'jump', label: action.label };
    case 'label':
      return undefined;
    case 'file':
      if (action.letter === 'w') state.written.set(action.path, `${state.written.get(action.path) ?? ''}${state.space}\n`);
      else state.appended.push(yield* contentsOf(state, action.path));
      return undefined;
    case 'quit':
      return { kind: 'quit', status: action.status, prints: action.letter === 'q' };
    default:
      return yield* runSimple(state, action.letter);
  }
}

function* runSimple(state: State, letter: string): Sys<Flow | undefined> {
  switch (letter) {
    case 'd':
      return { kind: 'next' };
    case 'D': {
      const newline = state.space.indexOf('\n');
      if (newline < 0) return { kind: 'next' };
      state.space = state.space.slice(newline + 1);
      return { kind: 'restart' };
    }
    case 'p':
      yield* state.out(`${state.space}\n`);
      return undefined;
    case 'P':
      yield* state.out(`${state.space.split('\n')[0] ?? ''}\n`);
      return undefined;
    case 'n':
      if (isLastLine(state)) return state.quiet ? { kind: 'next' } : { kind: 'quit', status: 0, prints: true };
      yield* endCycle(state);
      takeLine(state);
      return undefined;
    case 'N': {
      if (isLastLine(state)) return { kind: 'quit', status: 0, prints: true };
      const before = state.space;
      yield* sayAppended(state);
      takeLine(state);
      state.space = `${before}\n${state.space}`;
      return undefined;
    }
    case 'h':
      state.hold = state.space;
      return undefined;
    case 'H':
      state.hold += `\n${state.space}`;
      return undefined;
    case 'g':
      state.space = state.hold;
      return undefined;
    case 'G':
      state.space += `\n${state.hold}`;
      return undefined;
    case 'x': {
      const held = state.hold;
      state.hold = state.space;
      state.space = held;
      return undefined;
    }
    case 'z':
      state.space = '';
      return undefined;
    case '=':
      yield* state.out(`${state.next}\n`);
      return undefined;
    default:
      yield* state.out(`${visible(state.space)}$\n`);
      return undefined;
  }
}

/** Whether the command is for the current line, before its `!`. */
function isSelected(state: State, command: SedCommand): boolean {
  const { from, to } = command;
  if (from === undefined) return true;
  if (to === undefined) return matchesAddress(state, from);
  const end = state.active.get(command);
  if (end === undefined) {
    if (!matchesAddress(state, from)) return false;
    const last = to.kind === 'line' ? to.line : to.kind === 'plus' ? state.next + to.count : undefined;
    if (last === undefined || last > state.next) state.active.set(command, last ?? Number.POSITIVE_INFINITY);
    return true;
  }
  const isEnd = Number.isFinite(end) ? state.next >= end : matchesAddress(state, to);
  if (isEnd) state.active.delete(command);
  return !Number.isFinite(end) || state.next <= end;
}

function matchesAddress(state: State, address: SedAddress): boolean {
  switch (address.kind) {
    case 'line':
      return state.next === address.line;
    case 'last':
      return isLastLine(state);
    case 'regex':
      return search(state, address.regex, 0) !== undefined;
    case 'step':
      return address.step === 0 ? state.next === address.first : state.next >= address.first && (state.next - address.first) % address.step === 0;
    default:
      return false;
  }
}

function isLastLine(state: State): boolean {
  return state.next >= state.input.lines.length;
}

function search(state: State, regex: Regex, from: number): Match | undefined {
  return matchRegex(regex, state.space, from, (cost) => state.self.system.step(state.self, cost));
}

function* substitute(state: State, action: Extract<SedAction, { kind: 'substitute' }>): Sys<void> {
  const { space } = state;
  let out = '';
  let from = 0;
  let count = 0;
  let changed = false;
  while (from <= space.length) {
    const match = search(state, action.regex, from);
    if (match === undefined) break;
    count += 1;
    const counts = count >= Math.max(1, action.which);
    out += space.slice(from, match.start) + (counts ? expand(action.replacement, match, space) : space.slice(match.start, match.end));
    changed ||= counts;
    if (match.end > match.start) from = match.end;
    else {
      out += space[match.end] ?? '';
      from = match.end + 1;
    }
    if (counts && !action.all) break;
  }
  if (!changed) return;
  state.space = out + space.slice(Math.min(from, space.length));
  state.substituted = true;
  if (action.prints) yield* state.out(`${state.space}\n`);
  if (action.file !== undefined) state.written.set(action.file, `${state.written.get(action.file) ?? ''}${state.space}\n`);
}

function expand(parts: readonly SedPart[], match: Match, text: string): string {
  let out = '';
  let all: string | undefined;
  let one: string | undefined;
  for (const part of parts) {
    if (part.kind === 'case') {
      if (part.letter === 'u' || part.letter === 'l') one = part.letter;
      else all = part.letter === 'E' ? undefined : part.letter;
      continue;
    }
    const span = part.kind === 'group' ? match.groups[part.index] : undefined;
    let more = part.kind === 'text' ? part.text : span === undefined ? '' : text.slice(span[0], span[1]);
    if (all !== undefined) more = all === 'U' ? more.toUpperCase() : more.toLowerCase();
    if (one !== undefined && more !== '') {
      more = (one === 'u' ? more.slice(0, 1).toUpperCase() : more.slice(0, 1).toLowerCase()) + more.slice(1);
      one = undefined;
    }
    out += more;
  }
  return out;
}

function* endCycle(state: State): Sys<void> {
  if (!state.quiet) {
    const isVeryLast = isLastLine(state) && !state.input.endsInNewline && state.appended.length === 0;
    yield* state.out(isVeryLast ? state.space : `${state.space}\n`);
  }
  yield* sayAppended(state);
}

function* sayAppended(state: State): Sys<void> {
  for (const text of state.appended.splice(0)) yield* state.out(text);
}

/** A file that cannot be read adds nothing, says POSIX. */
function* contentsOf({ self }: State, path: string): Sys<string> {
  try {
    return decodeText(yield* bytesOf(self, self.system.files.read(self, path)));
  } catch (error) {
    if (error instanceof FsError) return '';
    throw error;
  }
}

function visible(text: string): string {
  return text.replace(/[\\\n\t]/g, (char) => (char === '\n' ? '\\n' : char === '\t' ? '\\t' : '\\\\'));
}
