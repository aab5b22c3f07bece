import { type Content, concatContents, EMPTY, sliceContent, zeros } from '../../bytes/content.ts';
import { FsError } from '../../fs/errno.ts';
import { bytesOf } from '../kernel/devices.ts';
import { complain } from '../kernel/io.ts';
import type { OpenFile, Sys } from '../kernel/system.ts';
import { type Call, errorWords, fail, quoteName } from './applet.ts';
import { showUsage } from './options.ts';
import { humanBusybox, parseSize } from './sizes.ts';

const OPERANDS: ReadonlySet<string> = new Set([
  'if',
  'of',
  'bs',
  'ibs',
  'obs',
  'count',
  'skip',
  'seek',
  'conv',
  'status',
  'iflag',
  'oflag',
  'iseek',
  'oseek',
  'cbs',
]);

/** of the small busybox */
const FEW_OPERANDS: ReadonlySet<string> = new Set(['if', 'of', 'bs', 'count', 'skip', 'seek']);

interface Job {
  readonly values: ReadonlyMap<string, string>;
  readonly blockSize: number;
  readonly outSize: number;
  readonly count: number;
  readonly skip: number;
  readonly seek: number;
  readonly conversions: ReadonlySet<string>;
}

export function* dd(call: Call): Sys<number> {
  const job = yield* parseJob(call);
  if (typeof job === 'number') return job;
  const input = yield* open(call, job.values.get('if'), 0, { read: true });
  if (input === undefined) return 1;
  const noTruncate = job.conversions.has('notrunc') || job.seek > 0 || (job.values.get('oflag') ?? '').includes('append');
  const output = yield* open(call, job.values.get('of'), 1, {
    write: true,
    create: true,
    truncate: !noTruncate,
    append: (job.values.get('oflag') ?? '').includes('append'),
  });
  if (output === undefined) return 1;
  const counts = { fullIn: 0, partIn: 0, fullOut: 0, partOut: 0, bytes: 0 };
  let status = 0;
  try {
    yield* copyBlocks(call, job, input, output, counts);
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    const name = job.values.get('of') ?? 'standard output';
    status = yield* fail(
      call,
      call.flavour === 'gnu'
        ? `error writing ${quoteName(name, true)}: ${errorWords(call, error.code)}`
        : `${name}: ${errorWords(call, error.code)}`,
    );
  }
  for (const file of [input, output]) {
    file.refs -= 1;
    if (file.refs === 0) file.close();
  }
  yield* report(call, job, counts);
  return status;
}

function* parseJob(call: Call): Sys<Job | number> {
  const values = new Map<string, string>();
  for (const arg of call.args) {
    const equals = arg.indexOf('=');
    const name = arg.slice(0, Math.max(0, equals));
    if (!(call.isSmall === true ? FEW_OPERANDS : OPERANDS).has(name))
      return call.flavour === 'gnu' ? yield* showUsage(call, `unrecognized operand ‘${arg}’`) : yield* showUsage(call);
    values.set(name, arg.slice(equals + 1));
  }
  const sizes = new Map<string, number>();
  for (const name of ['bs', 'ibs', 'obs', 'count', 'skip', 'seek']) {
    const text = values.get(name);
    if (text === undefined) continue;
    const size = text.split('x').reduce<number | undefined>((product, part) => {
      const one = parseSize(part);
      return product === undefined || one === undefined ? undefined : product * one;
    }, 1);
    const isBad = size === undefined || (size === 0 && name.endsWith('bs'));
    if (isBad) return yield* fail(call, call.flavour === 'gnu' ? `invalid number: ‘${text}’` : `invalid number '${text}'`);
    sizes.set(name, size);
  }
  const blockSize = sizes.get('bs') ?? sizes.get('ibs') ?? 512;
  const outSize = sizes.get('bs') ?? sizes.get('obs') ?? 512;
  const flags = values.get('iflag') ?? '';
  const inUnit = flags.includes('skip_bytes') ? 1 : blockSize;
  const outUnit = (values.get('oflag') ?? '').includes('seek_bytes') ? 1 : outSize;
  const count = sizes.get('count');
  return {
    values,
    blockSize,
    outSize,
    count: count === undefined ? Number.POSITIVE_INFINITY : flags.includes('count_bytes') ? count : count * blockSize,
    skip: (sizes.get('skip') ?? 0) * inUnit,
    seek: (sizes.get('seek') ?? 0) * outUnit,
    conversions: new Set((values.get('conv') ?? '').split(',').filter((name) => name !== '')),
  };
}

function* open(
  call: Call,
  path: string | undefined,
  fd: number,
  options: Parameters<Call['self']['system']['files']['open']>[2],
): Sys<OpenFile | undefined> {
  try {
    const file = path === undefined ? call.self.fds.get(fd) : call.self.system.files.open(call.self, path, options);
    if (file === undefined) throw new FsError('EBADF', String(fd));
    file.refs += 1;
    return file;
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* fail(
      call,
      call.flavour === 'gnu'
        ? `failed to open ${quoteName(path ?? '', true)}: ${errorWords(call, error.code)}`
        : `can't open '${path}': ${errorWords(call, error.code)}`,
    );
    return undefined;
  }
}

interface Counts {
  fullIn: number;
  partIn: number;
  fullOut: number;
  partOut: number;
  bytes: number;
}

function* copyBlocks(call: Call, job: Job, input: OpenFile, output: OpenFile, counts: Counts): Sys<void> {
  let toSkip = job.skip;
  while (toSkip > 0) {
    const part = yield* input.read(call.self, toSkip);
    if (part === undefined) break;
    toSkip -= part.size;
  }
  if (job.seek > 0) {
    if (output.seek === undefined) yield* output.write(call.self, zeros(job.seek));
    else {
      output.seek(job.seek);
      if (!job.conversions.has('notrunc')) output.truncate?.(call.self, job.seek);
    }
  }
  let left = job.count;
  let held: Content = EMPTY;
  while (left > 0) {
    call.self.system.step(call.self);
    const block = yield* readBlock(call, input, Math.min(job.blockSize, left));
    if (block === undefined) break;
    if (block.size === job.blockSize) counts.fullIn += 1;
    else counts.partIn += 1;
    left -= job.blockSize;
    const changed = yield* convert(call, job, block);
    held = concatContents([held, changed]);
    while (held.size >= job.outSize || (held.size > 0 && job.values.has('bs'))) {
      const out = sliceContent(held, 0, job.outSize);
      yield* put(call, output, out, job, counts);
      held = sliceContent(held, out.size);
    }
  }
  if (held.size > 0) yield* put(call, output, held, job, counts);
}

/** As much as one read gives, a whole block of what is always ready. */
function* readBlock(call: Call, input: OpenFile, size: number): Sys<Content | undefined> {
  const first = yield* input.read(call.self, size);
  if (first === undefined || first.size >= size) return first;
  const parts = [first];
  let got = first.size;
  // Devices and files give less than asked for only because of our own chunks.
  while (got < size && first.size >= 1 << 16) {
    const next = yield* input.read(call.self, size - got);
    if (next === undefined) break;
    parts.push(next);
    got += next.size;
  }
  return concatContents(parts);
}

function* convert(call: Call, job: Job, block: Content): Sys<Content> {
  let out = block;
  if (job.conversions.has('sync') && block.size < job.blockSize) out = concatContents([block, zeros(job.blockSize - block.size)]);
  if (!job.conversions.has('ucase') && !job.conversions.has('lcase') && !job.conversions.has('swab')) return out;
  const bytes = (yield* bytesOf(call.self, out)).slice();
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (job.conversions.has('ucase') && byte >= 97 && byte <= 122) bytes[at] = byte - 32;
    if (job.conversions.has('lcase') && byte >= 65 && byte <= 90) bytes[at] = byte + 32;
  }
  return { size: bytes.length, chunks: [{ kind: 'bytes', bytes }] };
}

function* put(call: Call, output: OpenFile, block: Content, job: Job, counts: Counts): Sys<void> {
  yield* output.write(call.self, block);
  counts.bytes += block.size;
  if (block.size === job.outSize) counts.fullOut += 1;
  else counts.partOut += 1;
}

/** Copying takes no time here: what is printed is the time that a disk writing 1 GB a second would have taken. */
function* report(call: Call, job: Job, counts: Counts): Sys<void> {
  const status = job.values.get('status');
  if (status === 'none') return;
  let text = `${counts.fullIn}+${counts.partIn} records in\n${counts.fullOut}+${counts.partOut} records out\n`;
  const seconds = 0.0001 + counts.bytes / 1e9;
  const rate = counts.bytes / seconds;
  if (status !== 'noxfer' && call.isSmall !== true) {
    if (call.flavour === 'gnu') {
      const sizes =
        counts.bytes < 1000
          ? ''
          : ` (${unitSize(counts.bytes, 1000)}B${counts.bytes < 1024 ? '' : `, ${unitSize(counts.bytes, 1024)}iB`})`;
      text += `${counts.bytes} byte${counts.bytes === 1 ? '' : 's'}${sizes} copied, ${Number(seconds.toPrecision(6))} s, ${unitSize(rate, 1000)}B/s\n`;
    } else
      text += `${counts.bytes} bytes (${humanBusybox(counts.bytes)}B) copied, ${seconds.toFixed(6)} seconds, ${humanBusybox(Math.floor(rate))}B/s\n`;
  }
  yield* complain(call.self, text);
}

/** `1.0 M`, `977 K` */
function unitSize(bytes: number, base: number): string {
  const letters = base === 1000 ? ['', 'k', 'M', 'G', 'T'] : ['', 'K', 'M', 'G', 'T'];
  let value = bytes;
  let power = 0;
  while (value >= base && power < letters.length - 1) {
    value /= base;
    power += 1;
  }
  const digits = power > 0 && value < 9.95 ? value.toFixed(1) : String(Math.round(value));
  return `${digits} ${letters[power]}`;
}
