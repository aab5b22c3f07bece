/** `env`, `printenv`, `pwd`, `uptime`, `which`. */
import { FsError } from '../../fs/errno.ts';
import { DEFAULT_PATH, findProgram } from '../exec.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { runProgram } from '../run-program.ts';
import { type Call, errorWords, fail } from './applet.ts';
import { formatTime } from './dates.ts';
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
