/**
 * A shell at a terminal: it shows its prompt, takes a line, and goes on until `exit` or the end of what was typed. Folder and variables last
 * from line to line. The terminal echoes what is read, so the output is what stands on the screen. Whoever sits there presses Ctrl+C where
 * what a line started does not come to an end, and gets the prompt back.
 *
 *     / # cd /tmp
 *     /tmp # tail -f nota
 *     oi
 *     ^C
 *     /tmp # exit
 */
import { contentOf } from '../../bytes/content.ts';
import { bytesOf } from '../kernel/devices.ts';
import { flush, print } from '../kernel/io.ts';
import { SIGINT } from '../kernel/signals.ts';
import { type OpenFile, type Process, type Sys, settle, type Typist } from '../kernel/system.ts';
import { decodeText } from '../text.ts';
import { LANGUAGE } from './language-part.ts';
import { readPlainWords } from './plain-words.ts';
import { runToEnd, statusOfJump } from './processes.ts';
import { Interrupted, type Shell, ShellExit } from './shell.ts';
import { runPendingTraps } from './traps.ts';

const READ_SIZE = 1 << 16;
const NEWLINE = 10;
const MAX_LINES = 10_000;
/** `$?` after Ctrl+C */
const INTERRUPTED = 128 + SIGINT;
/** Milliseconds that somebody looks at what runs who then presses Ctrl+C. */
const GLANCE_MS = 1000;

export function* runTypedLines(shell: Shell, input: OpenFile): Sys<number> {
  shell.isInteractive = true;
  // busybox's shell does not say what number a job has
  shell.announcesJobs = shell.flavour === 'bash';
  shell.self.caught.add(SIGINT);
  const { typist } = input;
  if (typist !== undefined) shell.waitAtTerminal = (ready, child) => waitAtTerminal(shell, typist, ready, child);
  return yield* runToEnd(shell, () => readAndRun(shell, input));
}

function* readAndRun(shell: Shell, input: OpenFile): Sys<number> {
  const { self } = shell;
  let status = 0;
  for (let lines = 0; lines < MAX_LINES; lines += 1) {
    const text = yield* readCommand(shell, input);
    if (text === undefined) return status;
    try {
      status = yield* shell.evaluator.runText(shell, text);
      if (self.pending.length > 0) yield* runPendingTraps(shell);
    } catch (error) {
      if (error instanceof ShellExit) throw error;
      if (error instanceof Interrupted) {
        yield* show(self, '\n');
        shell.status = INTERRUPTED;
      }
      status = error instanceof Interrupted ? INTERRUPTED : statusOfJump(error);
    }
    if (self.buffer.length > 0) yield* flush(self);
  }
  return status;
}

/** Undefined at the end of the input; empty where what had been typed was given up (Ctrl+C). */
function* readCommand(shell: Shell, input: OpenFile): Sys<string | undefined> {
  const { self } = shell;
  let text = '';
  for (let prompt = promptOf(shell); ; prompt = '> ') {
    yield* show(self, prompt);
    let line = yield* readLine(self, input);
    // with a trap, Ctrl+C is the trap's and the line goes on
    while (line === '' && self.pending.includes(SIGINT) && shell.traps.has('INT')) line = yield* readLine(self, input);
    if (line === undefined) {
      yield* show(self, '\n');
      return text === '' ? undefined : text;
    }
    if (self.pending.includes(SIGINT) && !shell.traps.has('INT')) {
      self.pending.splice(self.pending.indexOf(SIGINT), 1);
      yield* show(self, '\n');
      shell.status = INTERRUPTED;
      return '';
    }
    if (input.echoes !== true) yield* show(self, `${line}\n`);
    text += text === '' ? line : `\n${line}`;
    if (text.trim() === '' || (yield* isComplete(text))) return text;
  }
}

/**
 * As long as somebody waits, counted from the last line that was read; then comes Ctrl+C, or as soon as it was typed. A shell that was started at
 * this terminal sees to what it has started itself.
 *
 * @param child what runs in the foreground; absent where only jobs in the background are waited for
 * @throws Interrupted
 */
function* waitAtTerminal(shell: Shell, typist: Typist, ready: () => boolean, child: Process | undefined): Sys<void> {
  const { self } = shell;
  const { holder } = typist;
  typist.holder = self;
  const patience = typist.isInterruptNext ? GLANCE_MS : self.system.ports.limits.foregroundMs;
  yield { kind: 'block', ready, until: typist.readAt + patience, interruptible: false };
  if (!ready() && typist.holder === self) {
    yield* typist.interrupt(self);
    if (child === undefined) self.pending.push(SIGINT);
    else for (const { pid } of listForeground(shell, child)) self.system.signal(pid, SIGINT);
  }
  if (child !== undefined && !ready()) yield { kind: 'block', ready, interruptible: false };
  typist.holder = holder;
  if (child?.exitSignal !== SIGINT) return;
  if (shell.traps.has('INT')) {
    self.pending.push(SIGINT);
    return;
  }
  for (const one of self.system.processes())
    if (one.ppid === self.pid && one.state === 'zombie' && one.exitSignal === SIGINT) one.state = 'reaped';
  throw new Interrupted();
}

/** What the line has started, and what that has started. */
function listForeground({ self, jobs }: Shell, child: Process): readonly Process[] {
  const found = self.system
    .processes()
    .filter((one) => one.ppid === self.pid && (one === child || !jobs.some(({ process }) => process === one)));
  for (const parent of found) found.push(...self.system.processes().filter(({ ppid }) => ppid === parent.pid));
  return found;
}

function* isComplete(text: string): Sys<boolean> {
  if (readPlainWords(text) !== undefined) return true;
  const { isCompleteCommand } = LANGUAGE.loaded ?? (yield* settle(() => LANGUAGE.load()));
  return isCompleteCommand(text);
}

function* show(self: Process, text: string): Sys<void> {
  yield* print(self, text);
  if (self.buffer.length > 0) yield* flush(self);
}

/** One line only: the rest is for whoever reads next, which may be a program that the line starts. */
function* readLine(self: Process, input: OpenFile): Sys<string | undefined> {
  const part = yield* input.read(self, READ_SIZE);
  if (part === undefined) return undefined;
  const bytes = yield* bytesOf(self, part);
  const end = bytes.indexOf(NEWLINE);
  if (end >= 0 && end + 1 < bytes.length) input.unread?.(contentOf(bytes.subarray(end + 1)));
  return decodeText(end < 0 ? bytes : bytes.subarray(0, end)).replace(/\r$/, '');
}

/** busybox: `PS1='\w \$ '`; bash without a startup file: `bash-5.2# ` */
function promptOf({ self, flavour }: Shell): string {
  const sign = self.who.uid === 0 ? '#' : '$';
  if (flavour === 'bash') return `bash-5.2${sign} `;
  const home = self.env.get('HOME') ?? '';
  const isHome = home.length > 1 && (self.cwd === home || self.cwd.startsWith(`${home}/`));
  return `${isHome ? `~${self.cwd.slice(home.length)}` : self.cwd} ${sign} `;
}
