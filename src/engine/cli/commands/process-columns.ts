/** What `ps` of the host can be asked to print of a container's processes (procps 4). CPU and memory are not simulated: they are zero. */
import { formatTimestamp } from '../../machine/timestamps.ts';
import type { ContainerProcess } from '../../process/list-processes.ts';

export interface ProcessColumn {
  readonly header: string;
  /** `tty`: the terminal of the container, `?` without one */
  readonly text: (process: ContainerProcess, tty: string) => string;
}

/** the kernel keeps this much of a program's name */
const NAME_LENGTH = 15;

const USER = ({ uid }: ContainerProcess): string => (uid === 0 ? 'root' : String(uid));
const COMMAND = ({ command }: ContainerProcess): string => command;
const CLOCK = ({ startedAt }: ContainerProcess): string => formatTimestamp(startedAt).slice(11, 16);
const TTY = (_: ContainerProcess, tty: string): string => tty;
const fixed = (value: string) => () => value;

const COLUMNS: ReadonlyMap<string, ProcessColumn> = new Map(
  [
    { names: ['pid', 'tgid'], header: 'PID', text: ({ pid }: ContainerProcess) => String(pid) },
    { names: ['ppid'], header: 'PPID', text: ({ ppid }: ContainerProcess) => String(ppid) },
    { names: ['user', 'uname', 'euser'], header: 'USER', text: USER },
    { names: ['uid', 'euid'], header: 'UID', text: ({ uid }: ContainerProcess) => String(uid) },
    { names: ['args', 'command'], header: 'COMMAND', text: COMMAND },
    { names: ['cmd'], header: 'CMD', text: COMMAND },
    { names: ['comm', 'ucomm'], header: 'COMMAND', text: programName },
    { names: ['ucmd'], header: 'CMD', text: programName },
    { names: ['tty', 'tt'], header: 'TT', text: TTY },
    { names: ['tname'], header: 'TTY', text: TTY },
    { names: ['time', 'cputime'], header: 'TIME', text: fixed('00:00:00') },
    { names: ['stime', 'start_time'], header: 'STIME', text: CLOCK },
    { names: ['c'], header: 'C', text: fixed('0') },
    { names: ['f', 'flag', 'flags'], header: 'F', text: fixed('4') },
    { names: ['gid', 'egid'], header: 'GID', text: ({ uid }: ContainerProcess) => String(uid) },
    { names: ['pgid', 'pgrp'], header: 'PGID', text: ({ pid }: ContainerProcess) => String(pid) },
    { names: ['sid', 'sess', 'session'], header: 'SID', text: ({ pid }: ContainerProcess) => String(pid) },
    { names: ['nlwp', 'thcount'], header: 'NLWP', text: fixed('1') },
    { names: ['ni', 'nice'], header: 'NI', text: fixed('0') },
    { names: ['pri'], header: 'PRI', text: fixed('19') },
    { names: ['opri'], header: 'PRI', text: fixed('80') },
    { names: ['addr'], header: 'ADDR', text: fixed('-') },
    { names: ['sz'], header: 'SZ', text: fixed('0') },
    { names: ['wchan'], header: 'WCHAN', text: fixed('-') },
    { names: ['start', 'lstart', 'bsdstart'], header: 'STARTED', text: CLOCK },
    { names: ['pcpu', '%cpu'], header: '%CPU', text: fixed('0.0') },
    { names: ['pmem', '%mem'], header: '%MEM', text: fixed('0.0') },
    { names: ['vsz', 'vsize'], header: 'VSZ', text: fixed('0') },
    { names: ['rss', 'rsz', 'rssize'], header: 'RSS', text: fixed('0') },
    { names: ['stat', 'state', 's'], header: 'STAT', text: fixed('Ss') },
  ].flatMap(({ names, header, text }) => names.map((name): [string, ProcessColumn] => [name, { header, text }])),
);

const FULL: readonly ProcessColumn[] = [
  { header: 'UID', text: USER },
  ...columns('pid', 'ppid', 'c', 'stime', 'tname', 'time', 'cmd'),
];
const USAGE: readonly ProcessColumn[] = [
  ...columns('user', 'pid', '%cpu', '%mem', 'vsz', 'rss', 'tname', 'stat'),
  { header: 'START', text: CLOCK },
  { header: 'TIME', text: fixed('0:00') },
  ...columns('command'),
];
const LONG: readonly ProcessColumn[] = [
  ...columns('f'),
  { header: 'S', text: fixed('S') },
  ...columns('uid', 'pid', 'ppid', 'c', 'opri', 'ni', 'addr', 'sz', 'wchan', 'tname', 'time', 'ucmd'),
];
const SIMPLE = columns('pid', 'tname', 'time', 'cmd');
const BSD: readonly ProcessColumn[] = [
  ...columns('pid', 'tname', 'stat'),
  { header: 'TIME', text: fixed('0:00') },
  ...columns('command'),
];

/** `a`, `u`, `x`, `w` and `-e`, `-f`, `-A`, `-w` only choose processes and columns; a container's processes are all shown anyhow. */
const FORMS: readonly { readonly pattern: RegExp; readonly columns: readonly ProcessColumn[] }[] = [
  { pattern: /^(?:-[eAw]*f[eAfw]*)?$/, columns: FULL },
  { pattern: /^-[eAw]+$/, columns: SIMPLE },
  { pattern: /^-?(?=[axw]*u)[auxw]+$/, columns: USAGE },
  { pattern: /^-?[axw]+$/, columns: BSD },
  { pattern: /^-[eAw]*l[eAlw]*$/, columns: LONG },
];

export type ChosenColumns =
  | { readonly kind: 'columns'; readonly columns: readonly ProcessColumn[] }
  /** `ps: error: unknown user-defined format specifier "<name>"` */
  | { readonly kind: 'unknown'; readonly name: string }
  | { readonly kind: 'not-simulated' };

/** @param options those of `ps`, as typed */
export function chooseColumns(options: readonly string[]): ChosenColumns {
  const list = /^-?[eA]*o(.*)$/.exec(options[0] ?? '');
  if (list === null) {
    const form = options.length > 1 ? undefined : FORMS.find(({ pattern }) => pattern.test(options[0] ?? ''));
    return form === undefined ? { kind: 'not-simulated' } : { kind: 'columns', columns: form.columns };
  }
  const names = [list[1] ?? '', ...options.slice(1)].flatMap((part) => part.split(',')).filter((name) => name !== '');
  if (names.length === 0 || names.some((name) => name.includes('=') || name.startsWith('-'))) return { kind: 'not-simulated' };
  const unknown = names.find((name) => !COLUMNS.has(name));
  return unknown === undefined ? { kind: 'columns', columns: columns(...names) } : { kind: 'unknown', name: unknown };
}

function columns(...names: readonly string[]): ProcessColumn[] {
  return names.flatMap((name) => COLUMNS.get(name) ?? []);
}

function programName({ command }: ContainerProcess): string {
  const [program = ''] = command.split(' ');
  return program.slice(program.lastIndexOf('/') + 1).slice(0, NAME_LENGTH);
}
