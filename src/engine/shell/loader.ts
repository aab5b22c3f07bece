/**
 * What a file is when it is run (execve(2)): a script with `#!`, busybox, the hello-world program, or one of the programs of the
 * learner's computer, whose files only hold a mark. Everything else is an `exec format error`.
 */
import { type Content, peekContent, sliceContent } from '../bytes/content.ts';
import { FsError } from '../fs/errno.ts';
import { mayAccess } from '../fs/permissions.ts';
import { asProgram, baseName, fail } from './applets/applet.ts';
import { BUSYBOX_APPLETS, HOST_APPLETS, loadApplet, loadOtherWords } from './applets/applet-table.ts';
import { namesOfSmall } from './applets/usage.ts';
import { bytesOf } from './kernel/devices.ts';
import { write } from './kernel/io.ts';
import type { Image, Loader, Process, Program, Sys } from './kernel/system.ts';
import { shellProgram } from './shell-program.ts';
import { decodeText, encodeText } from './text.ts';

const MAX_INTERPRETERS = 4;
/** stands at the beginning of the files of the host's programs, in front of the program's name */
const HOST_MARK = '\x7fELF\x02\x01\x01\0host program\0';
/** From the list of names in the binary: the small one has nothing between these two. */
const SMALL_LIST = encodeText('\0grep\0head\0hostname\0id\0kill\0ln\0');
const HELLO = 'Hello from Docker!';

/** Programs of the host beside those of HOST_APPLETS (`docker`), by name. */
export type HostPrograms = ReadonlyMap<string, Program>;

export function hostProgramFile(name: string): string {
  return `${HOST_MARK}${name}\0`;
}

export function createLoader(hostPrograms: HostPrograms = new Map()): Loader {
  return { load: (self, path, argv) => load(self, path, argv, hostPrograms, 0) };
}

function* load(self: Process, path: string, argv: readonly string[], hostPrograms: HostPrograms, depth: number): Sys<Image> {
  const { node } = self.system.files.lookup(self, path);
  if (node.kind !== 'file' || !mayAccess(node, self.who, 'execute')) throw new FsError('EACCES', path);
  const head = yield* headOf(self, node.content);
  if (head.startsWith('#!')) {
    if (depth >= MAX_INTERPRETERS) throw new FsError('ELOOP', path);
    return yield* loadScript(self, path, argv, head, hostPrograms, depth);
  }
  if (head.startsWith(HOST_MARK)) return yield* hostImage(path, argv, head, hostPrograms);
  if (!head.startsWith('\x7fELF')) throw new FsError('ENOEXEC', path);
  const known = yield* recognise(self, node.content);
  if (known === undefined) throw new FsError('ENOEXEC', path);
  if (known.kind === 'hello') return { argv, program: (process) => printHello(process, known.text) };
  return { argv, program: yield* busyboxProgram(baseName(argv[0] ?? ''), known) };
}

const heads = new WeakMap<Content, string>();

/** What its first bytes are; they are looked at each time a program is run. */
function* headOf(self: Process, content: Content): Sys<string> {
  const known = heads.get(content);
  if (known !== undefined) return known;
  const head = decodeText(yield* bytesOf(self, sliceContent(content, 0, 256)));
  heads.set(content, head);
  return head;
}

/** `#! interpreter [one argument]` */
function* loadScript(
  self: Process,
  path: string,
  argv: readonly string[],
  head: string,
  hostPrograms: HostPrograms,
  depth: number,
): Sys<Image> {
  const line = (head.split('\n')[0] ?? '').slice(2).trim();
  const match = /^(\S+)(?:\s+(.*))?$/.exec(line);
  const interpreter = match?.[1];
  if (interpreter === undefined) throw new FsError('ENOEXEC', path);
  const argument = match?.[2];
  const next = [interpreter, ...(argument === undefined ? [] : [argument]), path, ...argv.slice(1)];
  return yield* load(self, interpreter, next, hostPrograms, depth + 1);
}

function* hostImage(path: string, argv: readonly string[], head: string, hostPrograms: HostPrograms): Sys<Image> {
  const name = head.slice(HOST_MARK.length).split('\0')[0] ?? '';
  const program = hostPrograms.get(name);
  if (program !== undefined) return { argv, program };
  if (name === 'bash' || name === 'sh') return { argv, program: shellProgram(name === 'sh' ? 'dash' : 'bash') };
  const applet = HOST_APPLETS.get(name);
  if (applet === undefined) throw new FsError('ENOEXEC', path);
  return { argv, program: asProgram(yield* loadApplet(name, applet), 'gnu', name) };
}

interface Known {
  readonly kind: 'busybox' | 'hello';
  /** busybox: the first line of its banner; hello: what it prints */
  readonly text: string;
  /** busybox without features, see applets/small-busybox.data.ts */
  readonly isSmall?: boolean;
}

const recognised = new WeakMap<Content, Known | 'nothing'>();

function* recognise(self: Process, content: Content): Sys<Known | undefined> {
  const before = recognised.get(content);
  if (before !== undefined) return before === 'nothing' ? undefined : before;
  const known = findMarks(peekContent(content) ?? (yield* bytesOf(self, content)));
  recognised.set(content, known ?? 'nothing');
  return known;
}

function findMarks(bytes: Uint8Array): Known | undefined {
  const busybox = indexOfBytes(bytes, encodeText('BusyBox v'));
  if (busybox >= 0) return { kind: 'busybox', text: bannerAt(bytes, busybox), isSmall: indexOfBytes(bytes, SMALL_LIST) >= 0 };
  const hello = indexOfBytes(bytes, encodeText(HELLO));
  if (hello < 0) return undefined;
  let start = hello;
  while (start > 0 && isTextByte(bytes[start - 1] ?? 0)) start -= 1;
  const end = bytes.indexOf(0, hello);
  return { kind: 'hello', text: decodeText(bytes.subarray(start, end < 0 ? bytes.length : end)) };
}

/** The line up to its end; binaries keep `BusyBox v1.35.0 ()` and ` multi-call binary.` together or apart. */
function bannerAt(bytes: Uint8Array, start: number): string {
  let end = start;
  while (end < bytes.length && isTextByte(bytes[end] ?? 0) && bytes[end] !== 10) end += 1;
  const line = decodeText(bytes.subarray(start, end));
  return line.includes('multi-call') ? line : `${line} multi-call binary.`;
}

function isTextByte(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 10 || byte === 9;
}

function indexOfBytes(bytes: Uint8Array, wanted: Uint8Array): number {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let length = 1;
    while (length < wanted.length && bytes[at + length] === wanted[length]) length += 1;
    if (length === wanted.length) return at;
  }
  return -1;
}

function* printHello(self: Process, text: string): Sys<number> {
  yield* write(self, 1, text);
  return 0;
}

function* busyboxProgram(name: string, busybox: Known): Sys<Program> {
  const applet = name.replace(/^-/, '');
  if (applet === 'sh' || applet === 'ash') return shellProgram('ash', busybox.isSmall);
  if (applet.startsWith('busybox')) return (self) => multiCall(self, busybox);
  const known = BUSYBOX_APPLETS.get(applet);
  if (known !== undefined)
    return asProgram(yield* loadApplet(applet, known), 'busybox', applet, { banner: busybox.text, isSmall: busybox.isSmall });
  const problem = (yield* loadOtherWords()).APPLETS_NOT_SIMULATED.includes(applet) ? 'not simulated here' : 'applet not found';
  return (self) => fail({ self, name: applet, args: [], flavour: 'busybox' }, problem, 127);
}

/** `busybox ls …` */
function* multiCall(self: Process, busybox: Known): Sys<number> {
  const [, name, ...args] = self.argv;
  if (name === undefined || name === '--help' || name === '--list') {
    const { APPLETS_NOT_SIMULATED, describeBusybox } = yield* loadOtherWords();
    const names =
      busybox.isSmall === true
        ? yield* namesOfSmall()
        : [...BUSYBOX_APPLETS.keys(), ...APPLETS_NOT_SIMULATED, 'ash', 'busybox', 'sh'].sort();
    yield* write(self, 1, name === '--list' ? `${names.join('\n')}\n` : `${busybox.text}\n${describeBusybox(names)}`);
    return 0;
  }
  self.argv = [name, ...args];
  const program = yield* busyboxProgram(name, busybox);
  return yield* program(self);
}
