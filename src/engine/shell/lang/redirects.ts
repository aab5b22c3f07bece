/** Redirections (bash manual, "Redirections"). */
import type { HereDoc, Redirection, Word } from 'unbash';
import { contentOf } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import { closeDescriptor, release, setDescriptor } from '../kernel/descriptors.ts';
import { openInput } from '../kernel/devices.ts';
import type { OpenFile, OpenOptions, Sys } from '../kernel/system.ts';
import { encodeText } from '../text.ts';
import { expandParts, expandText, expandWords } from './expand.ts';
import { parseScript } from './parse-script.ts';
import { failScript, type Shell } from './shell.ts';
import { setVariable } from './variables.ts';

/** What stood at a descriptor before; undefined where nothing did. */
export type Saved = readonly (readonly [fd: number, file: OpenFile | undefined])[];

/** A target that is several words or none; the complaint has been printed. */
class AmbiguousTarget extends Error {}

/**
 * Sets the shell's own descriptors and says what to put back. Where one fails, the others are put back, the complaint is printed
 * and undefined returned.
 */
export function* redirect(shell: Shell, redirections: readonly Redirection[]): Sys<Saved | undefined> {
  const saved: (readonly [number, OpenFile | undefined])[] = [];
  for (const redirection of redirections) {
    try {
      yield* redirectOne(shell, redirection, saved);
    } catch (error) {
      if (error instanceof AmbiguousTarget) {
        restore(shell, saved);
        return undefined;
      }
      if (!(error instanceof FsError)) throw error;
      const message = wordingOf(shell, error, redirection);
      restore(shell, saved);
      yield* shell.complain(message);
      return undefined;
    }
  }
  return saved;
}

export function restore(shell: Shell, saved: Saved): void {
  for (const [fd, file] of [...saved].reverse()) {
    if (file === undefined) closeDescriptor(shell.self, fd);
    else {
      setDescriptor(shell.self, fd, file);
      release(file);
    }
  }
}

/** `exec >file`: what was redirected stays so. */
export function keep(saved: Saved): void {
  for (const [, file] of saved) if (file !== undefined) release(file);
}

function save(shell: Shell, fd: number, saved: (readonly [number, OpenFile | undefined])[]): void {
  const file = shell.self.fds.get(fd);
  if (file !== undefined) file.refs += 1;
  saved.push([fd, file]);
}

function* redirectOne(shell: Shell, redirection: Redirection, saved: (readonly [number, OpenFile | undefined])[]): Sys<void> {
  const fd = descriptorOf(shell, redirection);
  if (redirection.type === 'HereDoc') {
    const text = yield* hereDocument(shell, redirection);
    save(shell, fd, saved);
    setDescriptor(shell.self, fd, openInput(contentOf(encodeText(text))));
    return;
  }
  const target = yield* targetOf(shell, redirection.target);
  if (redirection.type === 'HereString') {
    if (shell.flavour === 'ash') yield* failScript(shell, 'syntax error: unexpected redirection', 2);
    save(shell, fd, saved);
    setDescriptor(shell.self, fd, openInput(contentOf(encodeText(`${target}\n`))));
    return;
  }
  const { operator } = redirection;
  if (operator === '<&' || (operator === '>&' && /^(\d+-?|-)$/.test(target))) {
    duplicate(shell, fd, target, saved);
    return;
  }
  const both = operator === '&>' || operator === '&>>' || operator === '>&';
  const file = shell.self.system.files.open(shell.self, target, optionsOf(shell, operator, target));
  save(shell, fd, saved);
  setDescriptor(shell.self, fd, file);
  if (both) {
    save(shell, 2, saved);
    setDescriptor(shell.self, 2, file);
  }
}

function descriptorOf(shell: Shell, redirection: Redirection): number {
  const { descriptor } = redirection;
  if (descriptor?.type === 'FileDescriptor') return descriptor.value;
  if (descriptor?.type === 'FileDescriptorVariable') {
    let fd = 10;
    while (shell.self.fds.has(fd)) fd += 1;
    setVariable(shell, descriptor.name, String(fd));
    return fd;
  }
  return redirection.operator.startsWith('<') ? 0 : 1;
}

function* targetOf(shell: Shell, word: Word | undefined): Sys<string> {
  if (word === undefined) return '';
  if (shell.flavour === 'ash') return yield* expandText(shell, word);
  const words = yield* expandWords(shell, [word]);
  const [first] = words;
  if (words.length === 1 && first !== undefined) return first;
  yield* shell.complain(`${word.text}: ambiguous redirect`);
  throw new AmbiguousTarget();
}

function optionsOf(shell: Shell, operator: string, target: string): OpenOptions {
  if (operator === '<') return { read: true };
  if (operator === '<>') return { read: true, write: true, create: true };
  if (operator === '>>' || operator === '&>>') return { append: true, create: true };
  const isThere = shell.has('noclobber') && operator === '>' && shell.self.system.files.find(shell.self, target)?.kind === 'file';
  return { write: true, create: true, truncate: true, exclusive: isThere };
}

function duplicate(shell: Shell, fd: number, target: string, saved: (readonly [number, OpenFile | undefined])[]): void {
  if (target === '-') {
    save(shell, fd, saved);
    closeDescriptor(shell.self, fd);
    return;
  }
  const source = Number.parseInt(target, 10);
  const file = shell.self.fds.get(source);
  if (file === undefined || Number.isNaN(source)) throw new FsError('EBADF', target.replace(/-$/, ''));
  save(shell, fd, saved);
  setDescriptor(shell.self, fd, file);
  if (!target.endsWith('-') || source === fd) return;
  save(shell, source, saved);
  closeDescriptor(shell.self, source);
}

function* hereDocument(shell: Shell, redirection: HereDoc): Sys<string> {
  const isIndented = redirection.operator === '<<-';
  const text = isIndented ? redirection.body.text.replace(/^\t+/gm, '') : redirection.body.text;
  if (redirection.delimiter?.quoted === true) return text;
  const parts = isIndented ? partsOf(text) : redirection.body.parts;
  return parts === undefined ? unescaped(text) : yield* expandParts(shell, parts);
}

/** Without parts there is nothing to expand, but `\\`, `\$`, a backslash before a backquote or a newline still mean something. */
function unescaped(text: string): string {
  return text.replace(/\\([\\$`\n])/g, (_, char: string) => (char === '\n' ? '' : char));
}

function partsOf(text: string): HereDoc['body']['parts'] {
  const delimiter = 'end-of-the-indented-document';
  const command = parseScript(`: <<${delimiter}\n${text}${delimiter}\n`).commands[0]?.command;
  const document = command?.type === 'Command' ? command.redirects[0] : undefined;
  return document?.type === 'HereDoc' ? document.body.parts : undefined;
}

function wordingOf(shell: Shell, error: FsError, redirection: Redirection): string {
  const { path } = error.data;
  if (shell.flavour === 'bash') {
    if (error.code === 'EEXIST') return `${path}: cannot overwrite existing file`;
    return `${path}: ${strerror(error.code)}`;
  }
  if (error.code === 'EBADF') return `${path}: ${strerror(error.code)}`;
  const isInput = redirection.operator === '<';
  const isMissing = error.code === 'ENOENT' || error.code === 'ENOTDIR';
  if (isInput) return `can't open ${path}: ${isMissing ? 'no such file' : strerror(error.code, 'musl')}`;
  return `can't create ${path}: ${isMissing ? 'nonexistent directory' : strerror(error.code, 'musl')}`;
}
