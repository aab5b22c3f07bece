/** `date`. */
import { strerror } from '../../fs/errno.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, fail } from './applet.ts';
import { formatBusyboxTime, formatTime } from './dates.ts';
import { readOptions, showUsage } from './options.ts';
import { readTime } from './time-reading.ts';

export function* date(call: Call): Sys<number> {
  const isGnu = call.flavour === 'gnu';
  // GNU's -I has a value only where it is written at once: -Ihours
  const args = isGnu ? call.args.map((arg) => arg.replace(/^-I(?=.)/, '--iso-8601=')) : call.args;
  const options = yield* readOptions(
    { ...call, args },
    {
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
    },
  );
  if (typeof options === 'number') return options;
  const now = call.self.system.now / 1000;
  const given = options.value('d');
  const reference = options.value('r');
  let time: number | undefined = now;
  if (given !== undefined) time = yield* readTime(call, given);
  else if (reference !== undefined) {
    const node = call.self.system.files.find(call.self, reference);
    if (node === undefined) return yield* fail(call, `${isGnu ? reference : `can't stat '${reference}'`}: ${strerror('ENOENT')}`);
    time = node.mtime;
  }
  if (time === undefined) return yield* fail(call, isGnu ? `invalid date ‘${given}’` : `invalid date '${given}'`);
  const [operand, extra] = options.operands;
  if (isGnu && extra !== undefined) return yield* showUsage(call, `extra operand ‘${extra}’`);
  const set = [operand, extra].find((word) => word !== undefined && !word.startsWith('+'));
  if (set !== undefined) return yield* fail(call, isGnu ? `invalid date ‘${set}’` : `invalid date '${set}'`);
  if (options.has('s'))
    return yield* fail(call, isGnu ? 'cannot set date: Operation not permitted' : "can't set date: Operation not permitted");
  yield* print(call.self, `${(isGnu ? formatTime : formatBusyboxTime)(formatOf(operand, options), time)}\n`);
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
    if (precision === 'ns') return '%Y-%m-%dT%H:%M:%S,%N+00:00';
    return precision === 'seconds' ? '%Y-%m-%dT%H:%M:%S+00:00' : '%Y-%m-%d';
  }
  return '%a %b %e %H:%M:%S UTC %Y';
}
