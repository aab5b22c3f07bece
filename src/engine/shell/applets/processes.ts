/** `ps`, `kill`, `killall`, `pidof`, `pgrep`. */

import { print } from '../kernel/io.ts';
import { listSignals, parseSignal, signalName } from '../kernel/signals.ts';
import { Killed, type Process, type Sys } from '../kernel/system.ts';
import { findUserById } from '../users.ts';
import { baseName, type Call, fail } from './applet.ts';
import { formatTime } from './dates.ts';
import { readOptions, showUsage } from './options.ts';

function alive(call: Call): readonly Process[] {
  return call.self.system.processes().filter(({ state }) => state !== 'reaped');
}

function commandOf(process: Process): string {
  if (process.state === 'zombie') return `[${baseName(process.argv[0] ?? '')}]`;
  return process.argv.join(' ');
}

function userOf(call: Call, process: Process): string {
  return findUserById(call.self, process.who.uid)?.name ?? String(process.who.uid);
}

/** It takes a moment to begin, in which what was started beside it begins, too: `sleep 9 & ps` shows `sleep 9`, not a second shell. */
function* letOthersBegin({ self }: Call): Sys<void> {
  for (let turn = 1; turn <= 2; turn += 1) yield { kind: 'block', ready: () => false, until: self.system.now, interruptible: true };
}

export function* ps(call: Call): Sys<number> {
  yield* letOthersBegin(call);
  if (call.flavour === 'gnu') return yield* gnuPs(call);
  const options = yield* readOptions(call, { short: 'o:TwlaefAx' });
  if (typeof options === 'number') return options;
  const columns = options.values('o').flatMap((text) => text.split(','));
  if (columns.length > 0) return yield* psColumns(call, columns);
  const time = call.isSmall === true ? ['', ' '] : ['TIME  ', '  0:00 '];
  yield* print(call.self, `PID   USER     ${time[0]}COMMAND\n`);
  for (const process of alive(call)) {
    yield* print(
      call.self,
      `${String(process.pid).padStart(5)} ${userOf(call, process).slice(0, 8).padEnd(8)}${time[1]}${commandOf(process)}\n`,
    );
  }
  return 0;
}

const WIDTHS: Readonly<Record<string, number>> = {
  pid: 5,
  ppid: 5,
  pgid: 5,
  user: 8,
  group: 8,
  comm: 16,
  args: 27,
  time: 5,
  etime: 7,
  stat: 4,
  tty: 6,
  vsz: 4,
  rss: 4,
  nice: 5,
};

const SMALL_COLUMNS = 'user,group,comm,args,pid,ppid,pgid,tty,vsz,sid,stat,rss';

const HEADERS: Readonly<Record<string, string>> = { args: 'COMMAND', comm: 'COMMAND', tty: 'TT' };

function* psColumns(call: Call, columns: readonly string[]): Sys<number> {
  const heads = columns.map((column) => {
    const [name = '', own = ''] = column.split('=');
    const head = column.endsWith('=') ? '' : own === '' ? (HEADERS[name] ?? name.toUpperCase()) : own;
    return { name, head, width: own === '' ? (WIDTHS[name] ?? 8) : own.length };
  });
  const bad = heads.find(({ name }) => !(name in WIDTHS) || (call.isSmall === true && !SMALL_COLUMNS.split(',').includes(name)));
  if (bad !== undefined) return yield* fail(call, `bad -o argument '${bad.name}', supported arguments: ${SMALL_COLUMNS}`);
  const line = (cells: readonly string[]) =>
    `${cells.map((cell, index) => (index === cells.length - 1 ? cell : cell.padEnd(heads[index]?.width ?? 0))).join(' ')}\n`;
  // `pid=` asks for no head, and where none is left there is no line of them.
  if (heads.some(({ head }) => head !== '')) yield* print(call.self, line(heads.map(({ head }) => head)));
  for (const process of alive(call)) yield* print(call.self, line(heads.map(({ name }) => cellOf(call, process, name))));
  return 0;
}

function cellOf(call: Call, process: Process, column: string): string {
  switch (column) {
    case 'pid':
      return String(process.pid).padStart(5);
    case 'ppid':
      return String(process.ppid).padStart(5);
    case 'user':
      return userOf(call, process);
    case 'comm':
      return baseName(process.argv[0] ?? '');
    case 'args':
      return commandOf(process);
    case 'stat':
      return process.state === 'zombie' ? 'Z' : process.isStopped ? 'T' : 'S';
    case 'time':
      return '0:00';
    case 'etime': {
      const seconds = Math.floor((call.self.system.now - process.startedAt) / 1000);
      return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`.padStart(7);
    }
    case 'tty':
      return '?';
    default:
      return '0';
  }
}

function* gnuPs(call: Call): Sys<number> {
  const letters = call.args.join('').replaceAll('-', '');
  const processes = alive(call);
  if (letters.includes('u') && letters.includes('a')) {
    yield* print(call.self, 'USER         PID %CPU %MEM    VSZ   RSS TTY      STAT START   TIME COMMAND\n');
    for (const process of processes) {
      const start = formatTime('%H:%M', process.startedAt / 1000);
      yield* print(
        call.self,
        `${userOf(call, process).padEnd(8)} ${String(process.pid).padStart(7)}  0.0  0.0   4636  3452 pts/0    ${process.state === 'zombie' ? 'Z' : 'S'}    ${start}   0:00 ${commandOf(process)}\n`,
      );
    }
    return 0;
  }
  if (letters.includes('f')) {
    yield* print(call.self, 'UID          PID    PPID  C STIME TTY          TIME CMD\n');
    for (const process of processes) {
      yield* print(
        call.self,
        `${userOf(call, process).padEnd(8)} ${String(process.pid).padStart(7)} ${String(process.ppid).padStart(7)}  0 ${formatTime('%H:%M', process.startedAt / 1000)} pts/0    00:00:00 ${commandOf(process)}\n`,
      );
    }
    return 0;
  }
  yield* print(call.self, '    PID TTY          TIME CMD\n');
  for (const process of processes)
    yield* print(call.self, `${String(process.pid).padStart(7)} pts/0    00:00:00 ${baseName(process.argv[0] ?? '')}\n`);
  return 0;
}

/** The program `/bin/kill`; in a shell the builtin comes first. */
export function* kill(call: Call): Sys<number> {
  const args = [...call.args];
  const first = args[0];
  if (first === undefined) return yield* fail(call, 'you need to specify whom to kill');
  if (first === '-l') {
    const unknown = args.slice(1).find((name) => parseSignal(name) === undefined);
    if (unknown !== undefined) return yield* fail(call, `unknown signal '${unknown}'`);
    if (args.length > 1) {
      for (const name of args.slice(1))
        yield* print(call.self, `${/^\d+$/.test(name) ? signalName(Number(name) % 128) : parseSignal(name)}\n`);
      return 0;
    }
    yield* print(
      call.self,
      `${listSignals()
        .map((name, index) => `${String(index + 1).padStart(2)}) ${name}`)
        .join('\n')}\n`,
    );
    return 0;
  }
  let signal: number | undefined = 15;
  if (first === '-s') {
    signal = parseSignal(args[1] ?? '');
    args.splice(0, 2);
  } else if (/^-./.test(first) && first !== '--') {
    signal = parseSignal(first.slice(1));
    args.shift();
  }
  if (signal === undefined) return yield* fail(call, `bad signal name '${first.replace(/^-s?/, '') || call.args[1]}'`);
  let status = 0;
  for (const target of args.filter((arg) => arg !== '--')) {
    if (!/^-?\d+$/.test(target)) status = yield* fail(call, `invalid number '${target}'`);
    else if (!call.self.system.signal(Number(target), signal))
      status = yield* fail(call, `can't kill pid ${target}: No such process`);
  }
  if (call.self.state !== 'alive') throw new Killed();
  return status;
}

function named(call: Call, name: string): readonly Process[] {
  // A script runs as its interpreter.
  const isShell = ({ argv }: Process) => /^(ba|a)?sh$/.test(baseName(argv[0] ?? ''));
  return alive(call).filter(
    (process) => baseName(process.argv[0] ?? '') === name || (isShell(process) && baseName(process.argv[1] ?? '') === name),
  );
}

export function* killall(call: Call): Sys<number> {
  const args = [...call.args];
  let signal = 15;
  if (/^-./.test(args[0] ?? '')) signal = parseSignal((args.shift() ?? '').slice(1)) ?? 15;
  if (args.length === 0) return yield* showUsage(call);
  let status = 0;
  for (const name of args) {
    const targets = named(call, name).filter(({ pid }) => pid !== call.self.pid);
    if (targets.length === 0)
      status = yield* fail(call, call.flavour === 'gnu' ? `${name}: no process found` : `${name}: no process killed`);
    for (const target of targets) call.self.system.signal(target.pid, signal);
  }
  return status;
}

export function* pidof(call: Call): Sys<number> {
  const pids = call.args.flatMap((name) => named(call, name).map(({ pid }) => pid)).sort((a, b) => b - a);
  if (pids.length === 0) return 1;
  yield* print(call.self, `${pids.join(' ')}\n`);
  return 0;
}

export function* pgrep(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'flavxnos:P:u:' });
  if (typeof options === 'number') return options;
  const [pattern = ''] = options.operands;
  const text = (process: Process) => (options.has('f') ? commandOf(process) : baseName(process.argv[0] ?? ''));
  const found = alive(call).filter((process) => process.pid !== call.self.pid && text(process).includes(pattern));
  for (const process of found)
    yield* print(call.self, options.has('l') || options.has('a') ? `${process.pid} ${commandOf(process)}\n` : `${process.pid}\n`);
  return found.length > 0 ? 0 : 1;
}
