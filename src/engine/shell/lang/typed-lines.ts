/**
 * A shell at a terminal: it shows its prompt, takes a line, and goes on until `exit` or the end of what was typed. Folder and variables last
 * from line to line. The terminal echoes what is read, so the output is what stands on the screen.
 *
 *     / # cd /tmp
 *     /tmp # exit
 */
import { contentOf } from '../../bytes/content.ts';
import { bytesOf } from '../kernel/devices.ts';
import { flush, print } from '../kernel/io.ts';
import { SIGINT } from '../kernel/signals.ts';
import { type OpenFile, type Process, type Sys, settle } from '../kernel/system.ts';
import { decodeText } from '../text.ts';
import { LANGUAGE } from './language-part.ts';
import { readPlainWords } from './plain-words.ts';
import { runToEnd, statusOfJump } from './processes.ts';
import { type Shell, ShellExit } from './shell.ts';

const READ_SIZE = 1 << 16;
const NEWLINE = 10;
const MAX_LINES = 10_000;

export function* runTypedLines(shell: Shell, input: OpenFile): Sys<number> {
  shell.isInteractive = true;
  shell.self.caught.add(SIGINT);
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
    } catch (error) {
      if (error instanceof ShellExit) throw error;
      status = statusOfJump(error);
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
    const line = yield* readLine(self, input);
    if (line === undefined) {
      yield* show(self, '\n');
      return text === '' ? undefined : text;
    }
    if (self.pending.includes(SIGINT)) {
      self.pending.splice(self.pending.indexOf(SIGINT), 1);
      return '';
    }
    if (input.echoes !== true) yield* show(self, `${line}\n`);
    text += text === '' ? line : `\n${line}`;
    if (text.trim() === '' || (yield* isComplete(text))) return text;
  }
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
