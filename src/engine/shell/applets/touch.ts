import { EMPTY } from '../../bytes/content.ts';
import { FsError, strerror } from '../../fs/errno.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, errorWords, fail, quoteName } from './applet.ts';
import { readOptions, showUsage } from './options.ts';
import { readTime } from './time-reading.ts';

const LONG = { 'no-create': 'c', 'date:': 'd', 'reference:': 'r', 'no-dereference': 'h', 'time:': '%time' };

export function* touch(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'acd:fhmr:t:', long: LONG });
  if (typeof options === 'number') return options;
  if (options.operands.length === 0) return yield* showUsage(call, 'missing file operand');
  const { files } = call.self.system;
  const now = call.self.system.now / 1000;
  let time = now;
  const date = options.value('d') ?? stampOf(options.value('t'));
  if (date !== undefined) {
    const parsed = yield* readTime(call, date);
    if (parsed === undefined)
      return yield* fail(call, call.flavour === 'gnu' ? `invalid date format ‘${date}’` : `invalid date '${date}'`);
    time = parsed;
  }
  const reference = options.value('r');
  if (reference !== undefined) {
    const node = files.find(call.self, reference);
    if (node === undefined)
      return yield* fail(
        call,
        call.flavour === 'gnu'
          ? `failed to get attributes of ${quoteName(reference, true)}: ${strerror('ENOENT')}`
          : `${reference}: ${strerror('ENOENT')}`,
      );
    time = node.mtime;
  }
  let status = 0;
  for (const path of options.operands) {
    try {
      if (files.find(call.self, path) === undefined && files.find(call.self, path, false)?.kind !== 'symlink') {
        if (options.has('c')) continue;
        files.write(call.self, path, EMPTY);
        if (time === now) continue;
      } else if (files.find(call.self, path) === undefined && !options.has('h')) {
        files.write(call.self, path, EMPTY);
      }
      files.setMeta(call.self, path, { mtime: time }, { follow: !options.has('h'), touch: time === now });
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      status = yield* fail(
        call,
        call.flavour === 'gnu'
          ? `cannot touch ${quoteName(path, true)}: ${errorWords(call, error.code)}`
          : `${path}: ${errorWords(call, error.code)}`,
      );
    }
  }
  return status;
}

/** `[[CC]YY]MMDDhhmm[.ss]` */
function stampOf(text: string | undefined): string | undefined {
  const match = /^(\d{2})?(\d{2})?(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{2}))?$/.exec(text ?? '');
  if (text === undefined) return undefined;
  if (match === null) return text;
  const [, century, year, month, day, hour, minute, second] = match;
  return `${century ?? '20'}${year ?? '00'}-${month}-${day} ${hour}:${minute}:${second ?? '00'}`;
}
