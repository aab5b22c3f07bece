/** Programs that run another: `nohup`, `timeout`, `time`, `nice`, `su`, `setsid`, `busybox`' relatives. */
import { FsError } from '../../fs/errno.ts';
import type { Credentials } from '../../fs/node.ts';
import { complain } from '../kernel/io.ts';
import { parseSignal, SIGHUP, SIGKILL } from '../kernel/signals.ts';
import { Killed, type Sys, statusOf } from '../kernel/system.ts';
import { runProgram, startProgram, waitForProcess } from '../run-program.ts';
import { findUserByName, groupsOf } from '../users.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { parseDuration } from './generators.ts';
import { readOptions, showUsage } from './options.ts';

function* notRunnable(call: Call, command: string, error: unknown): Sys<number> {
  if (!(error instanceof FsError)) throw error;
  yield* fail(
    call,
    call.flavour === 'gnu'
      ? `failed to run command ‘${command}’: ${errorWords(call, error.code)}`
      : `can't execute '${command}': ${errorWords(call, error.code)}`,
  );
  return error.code === 'ENOENT' ? 127 : 126;
}

export function* nohup(call: Call): Sys<number> {
  const [command] = call.args;
  if (command === undefined) return yield* showUsage(call, 'missing operand', 125);
  call.self.ignored.add(SIGHUP);
  try {
    return yield* runProgram(call.self, call.args);
  } catch (error) {
    return yield* notRunnable(call, command, error);
  }
}

const OF_TIMEOUT = 124;

export function* timeout(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'k:s:v',
    long: { 'kill-after:': 'k', 'signal:': 's', foreground: '%foreground', 'preserve-status': '%preserve', verbose: 'v' },
    stopsAtOperand: true,
    status: 125,
  });
  if (typeof options === 'number') return options;
  const [text, ...argv] = options.operands;
  const [command] = argv;
  if (text === undefined || command === undefined) {
    if (call.flavour === 'busybox') return yield* showUsage(call);
    yield* complain(call.self, "Try 'timeout --help' for more information.\n");
    return 125;
  }
  const seconds = parseDuration(text, call.isSmall);
  if (seconds === undefined) {
    if (call.flavour === 'busybox') return yield* fail(call, `invalid number '${text}'`);
    yield* showUsage(call, `invalid time interval ‘${text}’`);
    return 125;
  }
  const signal = parseSignal(options.value('s') ?? 'TERM');
  if (signal === undefined) return yield* fail(call, `${options.value('s')}: invalid signal`, 125);
  try {
    const deadline = seconds === 0 ? Number.POSITIVE_INFINITY : call.self.system.now + seconds * 1000;
    const child = yield* startProgram(call.self, argv, { timeout: { at: deadline, signal } });
    const isOver = () => child.state !== 'alive';
    if (!isOver()) yield { kind: 'block', ready: isOver, until: deadline, interruptible: false };
    // a program of the host has ended by itself, and the clock shows how late
    const isLate = call.self.system.now >= deadline && call.flavour === 'gnu' && !options.has('%preserve');
    if (isOver()) {
      const status = yield* waitForProcess(child);
      return isLate ? OF_TIMEOUT : status;
    }
    call.self.system.signal(child.pid, signal);
    const grace = parseDuration(options.value('k') ?? '', call.isSmall);
    if (grace !== undefined && !isOver()) {
      yield { kind: 'block', ready: isOver, until: call.self.system.now + grace * 1000, interruptible: false };
      if (!isOver()) call.self.system.signal(child.pid, SIGKILL);
    }
    yield* waitForProcess(child);
    if (call.flavour === 'busybox' && child.exitSignal !== undefined) {
      // There the command runs in place of `timeout` itself.
      call.self.system.signal(call.self.pid, child.exitSignal);
      if (call.self.state !== 'alive') throw new Killed();
    }
    if (options.has('%preserve') || call.flavour === 'busybox') return statusOf(child);
    return signal === SIGKILL ? 137 : OF_TIMEOUT;
  } catch (error) {
    return yield* notRunnable(call, command, error);
  }
}

export function* time(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'vpao:f:', stopsAtOperand: true });
  if (typeof options === 'number') return options;
  const [command] = options.operands;
  if (command === undefined) return yield* showUsage(call);
  const startedAt = call.self.system.now;
  let status: number;
  try {
    status = yield* runProgram(call.self, options.operands);
  } catch (error) {
    return yield* notRunnable(call, command, error);
  }
  const milliseconds = call.self.system.now - startedAt;
  const real = options.has('p')
    ? (milliseconds / 1000).toFixed(2)
    : `${Math.floor(milliseconds / 60_000)}m ${((milliseconds % 60_000) / 1000).toFixed(2)}s`;
  const none = options.has('p') ? '0.00' : '0m 0.00s';
  const gap = options.has('p') ? ' ' : '\t';
  yield* complain(call.self, `real${gap}${real}\nuser${gap}${none}\nsys${gap}${none}\n`);
  return status;
}

/** `nice`, `setsid`, `stdbuf`, `ionice`, `chrt`: what they change is not simulated, the program runs. */
export function* runQuietly(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'n:cfwi:o:e:p:',
    long: { 'adjustment:': 'n' },
    stopsAtOperand: true,
    digits: 'n',
  });
  if (typeof options === 'number') return options;
  const [command] = options.operands;
  if (command === undefined) return 0;
  try {
    return yield* runProgram(call.self, options.operands);
  } catch (error) {
    return yield* notRunnable(call, command, error);
  }
}

export function* su(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'c:ls:mp', long: { 'command:': 'c', login: 'l', 'shell:': 's' } });
  if (typeof options === 'number') return options;
  const operands = options.operands.filter((operand) => operand !== '-');
  const isLogin = options.has('l') || options.operands.includes('-');
  const name = operands[0] ?? 'root';
  const { self } = call;
  const user = findUserByName(self, name);
  if (user === undefined)
    return yield* fail(
      call,
      call.flavour === 'gnu'
        ? `user ${name} does not exist or the user entry does not contain all the required fields`
        : `unknown user ${name}`,
    );
  if (self.who.uid !== 0 && self.who.uid !== user.uid)
    return yield* fail(call, call.flavour === 'gnu' ? 'Authentication failure' : 'must be suid to work properly');
  const shell = options.value('s') ?? (user.shell === '' ? '/bin/sh' : user.shell);
  const who: Credentials = { uid: user.uid, gid: user.gid, groups: [user.gid, ...groupsOf(self.system.files.tree, user.name)] };
  const env = new Map(self.env);
  env.set('HOME', user.home);
  env.set('SHELL', shell);
  if (user.uid !== 0) env.set('USER', user.name).set('LOGNAME', user.name);
  const command = options.value('c');
  const argv = [
    isLogin ? `-${shell.replace(/^.*\//, '')}` : shell.replace(/^.*\//, ''),
    ...(command === undefined ? [] : ['-c', command]),
    ...operands.slice(1),
  ];
  try {
    const image = yield* self.system.loader.load(self, shell, argv);
    self.who = who;
    self.env = env;
    if (isLogin) self.cwd = self.system.files.find(self, user.home)?.kind === 'dir' ? user.home : '/';
    self.argv = image.argv;
    return yield* image.program(self);
  } catch (error) {
    return yield* notRunnable(call, shell, error);
  }
}
