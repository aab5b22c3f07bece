/** `wait`, `kill`, `jobs` and what there is no terminal for. */
import { listSignals, parseSignal, signalName } from '../../kernel/signals.ts';
import { Killed, type Process, type Sys, statusOf, waitFor } from '../../kernel/system.ts';
import { DESCRIPTIONS, waitForChild } from '../processes.ts';
import type { Job, Shell } from '../shell.ts';
import { runPendingTraps } from '../traps.ts';

export function* wait(shell: Shell, args: readonly string[]): Sys<number> {
  const names = args.filter((arg) => !arg.startsWith('-'));
  if (names.length === 0) {
    yield* waitForJobs(shell, () => shell.self.pending.length > 0 || childrenOf(shell).every(({ state }) => state !== 'alive'));
    if (shell.self.pending.length > 0) return yield* interrupted(shell);
    // ash tells only of a child that it was asked for.
    for (const child of childrenOf(shell)) yield* waitForChild(shell, child, shell.flavour === 'ash');
    return 0;
  }
  let status = 0;
  for (const name of names) status = yield* waitForOne(shell, name);
  return status;
}

function waitForJobs(shell: Shell, ready: () => boolean): Sys<void> {
  return shell.waitAtTerminal === undefined ? waitFor(ready) : shell.waitAtTerminal(ready);
}

function childrenOf(shell: Shell): readonly Process[] {
  return shell.self.system.processes().filter(({ ppid, state }) => ppid === shell.self.pid && state !== 'reaped');
}

function* waitForOne(shell: Shell, name: string): Sys<number> {
  const job = findJob(shell, name);
  const pid = job?.pid ?? Number(name);
  const child = job?.process ?? childrenOf(shell).find((one) => one.pid === pid);
  if (child === undefined) {
    if (name.startsWith('%')) {
      yield* shell.complainOf('wait', noSuchJob(shell, name));
      return shell.flavour === 'bash' ? 127 : 2;
    }
    if (!/^\d+$/.test(name))
      yield* shell.complainOf(
        'wait',
        shell.flavour === 'bash' ? `\`${name}': not a pid or valid job spec` : `Illegal number: ${name}`,
      );
    else {
      const known = shell.finished.get(pid);
      if (known !== undefined) return known;
      if (shell.flavour === 'bash') yield* shell.complain(`wait: pid ${name} is not a child of this shell`);
    }
    return /^\d+$/.test(name) ? 127 : 2;
  }
  yield* waitForJobs(shell, () => shell.self.pending.length > 0 || child.state !== 'alive');
  if (child.state === 'alive') return yield* interrupted(shell);
  const status = statusOf(child);
  shell.finished.set(child.pid, status);
  return child.state === 'zombie' ? yield* waitForChild(shell, child) : status;
}

/** A caught signal ends `wait` at once; its trap runs next. */
function* interrupted(shell: Shell): Sys<number> {
  const signal = shell.self.pending[0] ?? 0;
  shell.status = 128 + signal;
  yield* runPendingTraps(shell);
  return 128 + signal;
}

function noSuchJob(shell: Shell, name: string): string {
  return shell.flavour === 'ash' && /^%[%+]?$/.test(name) ? 'No current job' : `${name}: no such job`;
}

/** `%1`, `%%`, `%+`, `%-`, `%name` */
function findJob(shell: Shell, text: string): Job | undefined {
  if (!text.startsWith('%')) return shell.jobs.find(({ pid }) => String(pid) === text);
  const name = text.slice(1);
  if (name === '' || name === '%' || name === '+') return shell.jobs.at(-1);
  if (name === '-') return shell.jobs.at(-2) ?? shell.jobs.at(-1);
  if (/^\d+$/.test(name)) return shell.jobs.find(({ number }) => String(number) === name);
  return shell.jobs.findLast((job) => job.text.startsWith(name));
}

export function* kill(shell: Shell, args: readonly string[]): Sys<number> {
  const isBash = shell.flavour === 'bash';
  const [first, ...rest] = args;
  if (first === undefined) {
    if (isBash) yield* shell.say('kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ... or kill -l [sigspec]\n');
    else yield* shell.say(`${toolName(shell)}: you need to specify whom to kill\n`);
    return isBash ? 2 : 1;
  }
  if (first === '-l' || first === '-L') return yield* showSignals(shell, rest);
  let signal = 15;
  let targets: readonly string[] = args;
  if (first === '-s' || first === '-n') {
    signal = parseSignal(rest[0] ?? '') ?? -1;
    targets = rest.slice(1);
  } else if (first.startsWith('-') && first !== '--') {
    signal = parseSignal(first.slice(1)) ?? -1;
    targets = rest;
  }
  if (targets[0] === '--') targets = targets.slice(1);
  if (!isBash && rest.length === 0 && first === '-s') signal = -1;
  if (signal < 0) {
    const isSeparate = (first === '-s' || first === '-n') && (isBash || rest.length > 0);
    const name = isSeparate ? (rest[0] ?? '') : first.slice(1);
    if (isBash) yield* shell.complain(`kill: ${name}: invalid signal specification`);
    else yield* shell.say(`${toolName(shell)}: bad signal name '${name}'\n`);
    return 1;
  }
  if (targets.length === 0 && !isBash) {
    yield* shell.say(`${toolName(shell)}: you need to specify whom to kill\n`);
    return 1;
  }
  let failed = false;
  for (const target of targets) {
    if (yield* killOne(shell, target, signal)) continue;
    // to ash that is an error of the command, which ends it
    if (!isBash && target.startsWith('%')) return 2;
    failed = true;
  }
  if (shell.self.state !== 'alive') throw new Killed();
  return failed ? 1 : 0;
}

/** ash's built-in programs are called as busybox itself was. */
function toolName(shell: Shell): string {
  return shell.toolName;
}

function* killOne(shell: Shell, target: string, signal: number): Sys<boolean> {
  const isBash = shell.flavour === 'bash';
  const job = target.startsWith('%') ? findJob(shell, target) : undefined;
  if (target.startsWith('%') && job === undefined) {
    yield* shell.complainOf('kill', noSuchJob(shell, target));
    return false;
  }
  if (job === undefined && !/^-?\d+$/.test(target)) {
    if (isBash) yield* shell.complain(`kill: ${target}: arguments must be process or job IDs`);
    else yield* shell.say(`${toolName(shell)}: invalid number '${target}'\n`);
    return false;
  }
  const pid = job?.pid ?? Number(target);
  // There are no process groups here: a negative number means all that the process of that number has started.
  const done = pid < 0 ? killAll(shell, -pid, signal) : shell.self.system.signal(pid === 0 ? shell.self.pid : pid, signal);
  if (done) return true;
  if (isBash) yield* shell.complain(`kill: (${pid}) - No such process`);
  else yield* shell.say(`${toolName(shell)}: can't kill pid ${pid}: No such process\n`);
  return false;
}

function killAll(shell: Shell, pid: number, signal: number): boolean {
  const { system } = shell.self;
  const targets = system
    .processes()
    .filter((one) => (pid === 1 ? one.pid !== 1 && one.pid !== shell.self.pid : one.pid === pid || one.ppid === pid));
  for (const target of targets) system.signal(target.pid, signal);
  return targets.length > 0;
}

function* showSignals(shell: Shell, names: readonly string[]): Sys<number> {
  if (names.length > 0) {
    let isUnknown = false;
    for (const name of names) {
      const number = /^\d+$/.test(name) ? Number(name) : parseSignal(name);
      if (number === undefined) {
        if (shell.flavour === 'bash') yield* shell.complain(`kill: ${name}: invalid signal specification`);
        else yield* shell.say(`${toolName(shell)}: unknown signal '${name}'\n`);
        isUnknown = true;
        continue;
      }
      yield* shell.print(`${/^\d+$/.test(name) ? signalName(number > 128 ? number - 128 : number) : number}\n`);
    }
    return isUnknown ? 1 : 0;
  }
  const lines = listSignals().map((name, index) =>
    shell.flavour === 'bash' ? `${String(index + 1).padStart(2)}) SIG${name}` : `${String(index + 1).padStart(2)}) ${name}`,
  );
  if (shell.flavour === 'ash') yield* shell.print(`${lines.join('\n')}\n`);
  else for (let at = 0; at < lines.length; at += 5) yield* shell.print(`${lines.slice(at, at + 5).join('\t')}\n`);
  return 0;
}

export function* jobs(shell: Shell, args: readonly string[]): Sys<number> {
  if (shell.flavour === 'ash') return yield* ashJobs(shell, args);
  for (const [index, job] of shell.jobs.entries()) {
    const mark = index === shell.jobs.length - 1 ? '+' : index === shell.jobs.length - 2 ? '-' : ' ';
    const state =
      job.process.state === 'alive' ? 'Running' : statusOf(job.process) === 0 ? 'Done' : `Done(${statusOf(job.process)})`;
    const tail = job.process.state === 'alive' && shell.flavour === 'bash' ? ' &' : '';
    yield* shell.print(`[${job.number}]${mark}  ${state.padEnd(24)}${job.text}${tail}\n`);
  }
  shell.jobs = shell.jobs.filter(({ process }) => process.state === 'alive');
  return 0;
}

const TEXT_COLUMN = 33;

/** The newest first. Only a shell at a terminal knows what a job's command was. */
function* ashJobs(shell: Shell, args: readonly string[]): Sys<number> {
  const letters = args.filter((arg) => arg.startsWith('-')).join('');
  const names = args.filter((arg) => !arg.startsWith('-'));
  const wanted: Job[] = [];
  for (const name of names) {
    const job = findJob(shell, name);
    if (job !== undefined) {
      wanted.push(job);
      continue;
    }
    yield* shell.complainOf('jobs', noSuchJob(shell, name));
    return 2;
  }
  const shown = names.length === 0 ? [...shell.jobs].reverse() : wanted;
  let left = shell.jobs;
  for (const job of shown) {
    const pid = letters.includes('l') ? `${job.pid} ` : '';
    const mark = job === left.at(-1) ? '+' : job === left.at(-2) ? '-' : ' ';
    const line = `[${job.number}]${mark}  ${pid}${stateOf(job)}`;
    const bars = /\|\|/.test(job.text) ? '' : job.text.replace(/[^|]+/g, '');
    const text = shell.isInteractive ? job.text : bars.replaceAll('|', ' | ');
    yield* shell.print(letters.includes('p') ? `${job.pid}\n` : `${line.padEnd(TEXT_COLUMN)}${text}\n`);
    if (job.process.state !== 'alive') left = left.filter((one) => one !== job);
  }
  shell.jobs = left;
  return 0;
}

function stateOf({ process }: Job): string {
  if (process.state === 'alive') return process.isStopped ? 'Stopped' : 'Running';
  if (process.exitSignal !== undefined) return DESCRIPTIONS.get(process.exitSignal) ?? `Signal ${process.exitSignal}`;
  return statusOf(process) === 0 ? 'Done' : `Done(${statusOf(process)})`;
}

export function* foreground(shell: Shell, args: readonly string[]): Sys<number> {
  const job = findJob(shell, args[0] ?? '%%');
  if (!shell.isInteractive) {
    const isBash = shell.flavour === 'bash';
    const problem = args[0] === undefined ? 'No current job' : `${args[0]}: no such job`;
    yield* shell.complainOf(shell.builtin ?? 'fg', isBash ? 'no job control' : problem);
    return isBash ? 1 : 2;
  }
  if (job === undefined) {
    yield* shell.complainOf('fg', `${args[0] ?? 'current'}: no such job`);
    return 1;
  }
  yield* shell.print(`${job.text}\n`);
  return yield* waitForChild(shell, job.process);
}
