/** `env`, `printenv`, `pwd`, `date`, `uptime`, `which`. */
import { FsError, strerror } from '../../fs/errno.ts';
import { DEFAULT_PATH, findProgram } from '../exec.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { runProgram } from '../run-program.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { formatTime, parseTime } from './dates.ts';
import { readOptions } from './options.ts';

export function* env(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'iu:0C:S:',
    long: { 'ignore-environment': 'i', 'unset:': 'u', null: '0', 'chdir:': 'C' },
    stopsAtOperand: true,
    status: 125,
  });
  if (typeof options === 'number') return options;
  const operands = [...options.operands];
  const isEmpty = options.has('i') || operands[0] === '-';
  if (operands[0] === '-') operands.shift();
  const variables = new Map(isEmpty ? [] : call.self.env);
  for (const name of options.values('u')) variables.delete(name);
  while (/^[^=]+=/.test(operands[0] ?? '')) {
    const assignment = operands.shift() ?? '';
    const equals = assignment.indexOf('=');
    variables.set(assignment.slice(0, equals), assignment.slice(equals + 1));
  }
  const [command] = operands;
  if (command === undefined) {
    for (const [name, value] of variables) yield* print(call.self, `${name}=${value}${options.has('0') ? '\0' : '\n'}`);
    return 0;
  }
  const folder = options.value('C');
  try {
    if (folder !== undefined)
      return yield* runProgram(call.self, operands, { env: variables, cwd: call.self.system.files.lookup(call.self, folder).path });
    return yield* runProgram(call.self, operands, { env: variables });
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* fail(
      call,
      call.flavour === 'gnu'
        ? `‘${command}’: ${errorWords(call, error.code)}`
        : `can't execute '${command}': ${errorWords(call, error.code)}`,
    );
    return error.code === 'ENOENT' ? 127 : 126;
  }
}

export function* printenv(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: '0', long: { null: '0' } });
  if (typeof options === 'number') return options;
  const end = options.has('0') ? '\0' : '\n';
  if (options.operands.length === 0) {
    for (const [name, value] of call.self.env) yield* print(call.self, `${name}=${value}${end}`);
    return 0;
  }
  let status = 0;
  for (const name of options.operands) {
    const value = call.self.env.get(name);
    if (value === undefined) status = 1;
    else yield* print(call.self, value + end);
  }
  return status;
}

export function* pwd(call: Call): Sys<number> {
  yield* print(call.self, `${call.self.cwd}\n`);
  return 0;
}

export function* date(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'd:D:f:Ir:Rs:u',
    long: {
      'date:': 'd',
      'reference:': 'r',
      'rfc-email': 'R',
      universal: 'u',
      utc: 'u',
      'iso-8601?': 'I',
      'set:': 's',
      'rfc-3339:': '%rfc',
    },
  });
  if (typeof options === 'number') return options;
  const now = call.self.system.now / 1000;
  const given = options.value('d');
  const reference = options.value('r');
  let time: number | undefined = now;
  if (given !== undefined) time = parseTime(given, now);
  else if (reference !== undefined) {
    const node = call.self.system.files.find(call.self, reference);
    if (node === undefined) return yield* fail(call, `${reference}: ${strerror('ENOENT')}`);
    time = node.mtime;
  }
  const isGnu = call.flavour === 'gnu';
  if (time === undefined) return yield* fail(call, isGnu ? `invalid date ‘${given}’` : `invalid date '${given}'`);
  const [operand] = options.operands;
  if (operand !== undefined && !operand.startsWith('+'))
    return yield* fail(call, isGnu ? `invalid date ‘${operand}’` : `invalid date '${operand}'`);
  if (options.has('s'))
    return yield* fail(call, isGnu ? 'cannot set date: Operation not permitted' : "can't set date: Operation not permitted");
  yield* print(call.self, `${formatTime(formatOf(operand, options), time)}\n`);
  return 0;
}

function formatOf(
  operand: string | undefined,
  options: { has(letter: string): boolean; value(letter: string): string | undefined },
): string {
  if (operand !== undefined) return operand.slice(1);
  if (options.has('R')) return '%a, %d %b %Y %H:%M:%S +0000';
  const rfc = options.value('%rfc');
  if (rfc !== undefined) return rfc === 'date' ? '%Y-%m-%d' : '%Y-%m-%d %H:%M:%S+00:00';
  if (options.has('I')) {
    const precision = options.value('I') ?? '';
    if (precision === 'hours') return '%Y-%m-%dT%H+00:00';
    if (precision === 'minutes') return '%Y-%m-%dT%H:%M+00:00';
    return precision === 'seconds' || precision === 'ns' ? '%Y-%m-%dT%H:%M:%S+00:00' : '%Y-%m-%d';
  }
  return '%a %b %e %H:%M:%S UTC %Y';
}

/** The computer has been on since midnight. */
export function* uptime(call: Call): Sys<number> {
  const now = call.self.system.now / 1000;
  const minutes = Math.floor((now % 86_400) / 60);
  const up =
    minutes >= 60 ? `${String(Math.floor(minutes / 60)).padStart(2)}:${String(minutes % 60).padStart(2, '0')}` : `${minutes} min`;
  yield* print(call.self, ` ${formatTime('%H:%M:%S', now)} up ${up},  0 users,  load average: 0.00, 0.00, 0.00\n`);
  return 0;
}

export function* which(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'as' });
  if (typeof options === 'number') return options;
  let status = 0;
  for (const name of options.operands) {
    const found = findOne(call, name);
    if (found === undefined) status = 1;
    else yield* print(call.self, `${found}\n`);
  }
  return status;
}

function findOne(call: Call, name: string): string | undefined {
  try {
    return findProgram(call.self, name, call.self.env.get('PATH') ?? DEFAULT_PATH);
  } catch (error) {
    if (error instanceof FsError) return undefined;
    throw error;
  }
}
