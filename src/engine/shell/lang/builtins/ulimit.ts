/** `ulimit`: what a process may take. Read and changed here, and told to who asks; nothing is measured against it. */
import type { Limit, Sys } from '../../kernel/system.ts';
import type { Shell } from '../shell.ts';

interface Resource {
  readonly letter: string;
  /** as busybox 1.35 lists it (shell/shell_common.c) */
  readonly words: string;
  /** as `docker run --ulimit` names it */
  readonly name: string;
  /** how much is one of what is shown */
  readonly unit: number;
  /** where docker was told nothing: what a Docker of Debian's gives its containers */
  readonly usual: number;
}

const UNLIMITED = -1;
const RESOURCES: readonly Resource[] = [
  { letter: 'c', words: 'core file size (blocks)', name: 'core', unit: 512, usual: 0 },
  { letter: 'd', words: 'data seg size (kb)', name: 'data', unit: 1024, usual: UNLIMITED },
  { letter: 'e', words: 'scheduling priority', name: 'nice', unit: 1, usual: 0 },
  { letter: 'f', words: 'file size (blocks)', name: 'fsize', unit: 512, usual: UNLIMITED },
  { letter: 'i', words: 'pending signals', name: 'sigpending', unit: 1, usual: 96_364 },
  { letter: 'l', words: 'max locked memory (kb)', name: 'memlock', unit: 1024, usual: 8_388_608 },
  { letter: 'm', words: 'max memory size (kb)', name: 'rss', unit: 1024, usual: UNLIMITED },
  { letter: 'n', words: 'open files', name: 'nofile', unit: 1, usual: 1_048_576 },
  { letter: 'q', words: 'POSIX message queues (bytes)', name: 'msgqueue', unit: 1, usual: 819_200 },
  { letter: 'r', words: 'real-time priority', name: 'rtprio', unit: 1, usual: 0 },
  { letter: 's', words: 'stack size (kb)', name: 'stack', unit: 1024, usual: 8_388_608 },
  { letter: 't', words: 'cpu time (seconds)', name: 'cpu', unit: 1, usual: UNLIMITED },
  { letter: 'u', words: 'max user processes', name: 'nproc', unit: 1, usual: 96_364 },
  { letter: 'v', words: 'virtual memory (kb)', name: 'as', unit: 1024, usual: UNLIMITED },
  { letter: 'x', words: 'file locks', name: 'locks', unit: 1, usual: UNLIMITED },
];
const SIZE_OF_FILES = 'f';

export function* ulimit(shell: Shell, args: readonly string[]): Sys<number> {
  const asked: { readonly resource: Resource; readonly value: string | undefined }[] = [];
  let kind: keyof Limit | undefined;
  let listsAll = false;
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!/^-./.test(arg)) {
      asked.push({ resource: resourceOf(SIZE_OF_FILES), value: arg });
      continue;
    }
    for (const letter of arg.slice(1)) {
      if (letter === 'S') kind = 'soft';
      else if (letter === 'H') kind = 'hard';
      else if (letter === 'a') listsAll = true;
      else {
        const resource = RESOURCES.find((one) => one.letter === letter);
        if (resource === undefined) return yield* refuse(shell, letter);
        const value = arg.endsWith(letter) && /^[^-]/.test(args[at + 1] ?? '') ? args[++at] : undefined;
        asked.push({ resource, value });
      }
    }
  }
  if (listsAll) {
    for (const resource of RESOURCES) yield* shell.print(`${lineOf(shell, resource, kind)}\n`);
    return 0;
  }
  if (asked.length === 0) asked.push({ resource: resourceOf(SIZE_OF_FILES), value: undefined });
  for (const { resource, value } of asked) {
    if (value !== undefined) {
      const problem = change(shell, resource, value, kind);
      if (problem === undefined) continue;
      yield* shell.flavour === 'bash' ? shell.complain(`ulimit: ${problem}`) : shell.say(`${shell.toolName}: ${problem}\n`);
      return 1;
    }
    const shown = asked.length === 1 ? valueOf(shell, resource, kind) : lineOf(shell, resource, kind);
    yield* shell.print(`${shown}\n`);
  }
  return 0;
}

function* refuse(shell: Shell, letter: string): Sys<number> {
  if (shell.flavour === 'bash') {
    yield* shell.complain(`ulimit: -${letter}: invalid option`);
    yield* shell.say('ulimit: usage: ulimit [-SHabcdefiklmnpqrstuvxPRT] [limit]\n');
    return 2;
  }
  yield* shell.say(`ulimit: unrecognized option: ${letter}\n`);
  return 1;
}

function resourceOf(letter: string): Resource {
  return RESOURCES.find((one) => one.letter === letter) as Resource;
}

function limitOf(shell: Shell, { name, usual }: Resource): Limit {
  return shell.limits.get(name) ?? { soft: usual, hard: name === 'core' || name === 'stack' ? UNLIMITED : usual };
}

function valueOf(shell: Shell, resource: Resource, kind: keyof Limit = 'soft'): string {
  const value = limitOf(shell, resource)[kind];
  return value === UNLIMITED ? 'unlimited' : String(Math.floor(value / resource.unit));
}

function lineOf(shell: Shell, resource: Resource, kind?: keyof Limit): string {
  return `${resource.words.padEnd(32)}(-${resource.letter}) ${valueOf(shell, resource, kind)}`;
}

/** Undefined where it is done, else what is wrong. */
function change(shell: Shell, resource: Resource, text: string, kind: keyof Limit | undefined): string | undefined {
  const isBash = shell.flavour === 'bash';
  const value = text === 'unlimited' ? UNLIMITED : /^\d+$/.test(text) ? Number(text) * resource.unit : undefined;
  if (value === undefined) return isBash ? `${text}: invalid number` : `invalid number '${text}'`;
  const { soft, hard } = limitOf(shell, resource);
  if (hard !== UNLIMITED && (value === UNLIMITED || value > hard)) {
    const words = 'Operation not permitted';
    return isBash ? `${resource.words.replace(/ \(.*/, '')}: cannot modify limit: ${words}` : `error setting limit: ${words}`;
  }
  shell.limits.set(resource.name, { soft: kind === 'hard' ? soft : value, hard: kind === 'soft' ? hard : value });
  return undefined;
}
