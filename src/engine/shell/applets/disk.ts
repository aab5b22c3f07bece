/** `du`, `df`, `free`. */
import { FsError, strerror } from '../../fs/errno.ts';
import type { Node } from '../../fs/node.ts';
import { print } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import { type Call, errorWords, fail, joinPath, quoteName } from './applet.ts';
import { type Options, readOptions } from './options.ts';
import { diskKilobytes, humanBusybox, humanGnu, sizeAt } from './sizes.ts';

const LONG: Readonly<Record<string, string>> = {
  all: 'a',
  bytes: 'b',
  total: 'c',
  'max-depth:': 'd',
  'human-readable': 'h',
  dereference: 'L',
  summarize: 's',
  'one-file-system': 'x',
  'apparent-size': '%apparent',
  si: '%si',
  'count-links': 'l',
  'exclude:': '%exclude',
  time: '%time',
};

interface Usage {
  readonly call: Call;
  readonly options: Options;
  readonly maxDepth: number;
  /** hard links are counted once */
  readonly seen: Set<number>;
  status: number;
}

export function* du(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'aHLd:clsxhmkbB:S0', long: LONG });
  if (typeof options === 'number') return options;
  const depth = options.value('d');
  const usage: Usage = {
    call,
    options,
    maxDepth: options.has('s') ? 0 : depth === undefined ? Number.POSITIVE_INFINITY : Number(depth),
    seen: new Set(),
    status: 0,
  };
  let total = 0;
  for (const path of options.operands.length === 0 ? ['.'] : options.operands) {
    const node = call.self.system.files.find(call.self, path, options.has('L') || options.has('H'));
    if (node === undefined) {
      usage.status = yield* fail(
        call,
        call.flavour === 'gnu' ? `cannot access ${quoteName(path, true)}: ${strerror('ENOENT')}` : `${path}: ${strerror('ENOENT')}`,
      );
      continue;
    }
    total += yield* measure(usage, path, node, 0);
  }
  if (options.has('c')) yield* print(call.self, `${shown(usage, total)}\ttotal\n`);
  return usage.status;
}

/** in bytes on disk (or of the files themselves, with `-b`) */
function* measure(usage: Usage, path: string, node: Node, depth: number): Sys<number> {
  const { call, options } = usage;
  call.self.system.step(call.self);
  const isApparent = options.has('b') || options.has('%apparent');
  if (node.kind === 'file' && node.link !== undefined && !options.has('l')) {
    if (usage.seen.has(node.link)) return 0;
    usage.seen.add(node.link);
  }
  let total = isApparent ? sizeAt(call.self, path, node) : diskKilobytes(call.self, path, node) * 1024;
  if (node.kind === 'dir') {
    try {
      for (const [name, entry] of call.self.system.files.list(call.self, path)) {
        const inner = joinPath(path, name);
        const next = options.has('L') ? (call.self.system.files.find(call.self, inner) ?? entry) : entry;
        total += yield* measure(usage, inner, next, depth + 1);
      }
    } catch (error) {
      if (!(error instanceof FsError)) throw error;
      usage.status = yield* fail(
        call,
        call.flavour === 'gnu'
          ? `cannot read directory ${quoteName(path, true)}: ${errorWords(call, error.code)}`
          : `can't open '${path}': ${errorWords(call, error.code)}`,
      );
      if (call.flavour === 'busybox') return total;
    }
  }
  const isShown = depth <= usage.maxDepth && (node.kind === 'dir' || options.has('a') || depth === 0);
  if (isShown) yield* print(call.self, `${shown(usage, total)}\t${path}\n`);
  return total;
}

function shown({ call, options }: Usage, bytes: number): string {
  if (options.has('h')) return call.flavour === 'gnu' ? humanGnu(bytes) : humanBusybox(bytes);
  if (options.has('%si')) return humanGnu(bytes, 1000);
  if (options.has('b')) return String(bytes);
  const unit = call.isSmall === true && !options.has('k') ? 512 : 1024;
  return String(Math.ceil(bytes / (options.has('m') ? 1_048_576 : unit)));
}

/** One disk of 60 GB, a third of it full; everything else that is simulated lies on it. */
const DISK = { total: 61_611_820, used: 20_537_273, available: 37_912_004 };

export function* df(call: Call): Sys<number> {
  const options = yield* readOptions(call, {
    short: 'PkmhTaiHB:t:',
    long: { 'human-readable': 'h', portability: 'P', 'print-type': 'T', all: 'a', inodes: 'i' },
  });
  if (typeof options === 'number') return options;
  const { self } = call;
  const paths = options.operands.length === 0 ? ['/'] : options.operands;
  let status = 0;
  const rows: string[] = [];
  for (const path of paths) {
    if (self.system.files.find(self, path) === undefined) {
      // busybox' table begins with its head, whatever comes behind it
      const isHeaded = call.flavour === 'busybox' && !options.has('%headed');
      if (isHeaded) {
        yield* print(self, dfHeader(call, options));
        options.given.push({ letter: '%headed', value: '' });
      }
      status = yield* fail(call, call.flavour === 'gnu' ? `${path}: ${strerror('ENOENT')}` : `${path}: can't find mount point`);
      continue;
    }
    const mount = self.system.files.mountOf(self.system.files.lookup(self, path).path);
    rows.push(dfRow(call, options, mount));
  }
  if (rows.length === 0) return status;
  yield* print(self, (options.has('%headed') ? '' : dfHeader(call, options)) + rows.join(''));
  return status;
}

function dfHeader(call: Call, options: Options): string {
  const type = options.has('T') ? (call.flavour === 'gnu' ? 'Type     ' : 'Type       ') : '';
  if (call.flavour === 'gnu')
    return options.has('h')
      ? `Filesystem      ${type}Size  Used Avail Use% Mounted on\n`
      : `Filesystem     ${type}1K-blocks     Used Available Use% Mounted on\n`;
  return options.has('h')
    ? `Filesystem           ${type}     Size      Used Available Use% Mounted on\n`
    : `Filesystem           ${type}${options.has('P') || call.isSmall === true ? '1024-blocks    Used' : '1K-blocks      Used'} Available ${options.has('P') ? 'Capacity' : 'Use%'} Mounted on\n`;
}

function dfRow(call: Call, options: Options, mount: string): string {
  const isGnu = call.flavour === 'gnu';
  const device = isGnu
    ? '/dev/vda1'
    : mount === '/'
      ? 'overlay'
      : mount === '/dev' || mount.startsWith('/tmp')
        ? 'tmpfs'
        : '/dev/vda1';
  const size = (kilobytes: number) =>
    options.has('h') ? (isGnu ? humanGnu(kilobytes * 1024) : humanBusybox(kilobytes * 1024)) : String(kilobytes);
  const percent = `${Math.ceil((DISK.used * 100) / (DISK.used + DISK.available))}%`;
  const type = options.has('T') ? (isGnu ? 'ext4     ' : `${device === 'overlay' ? 'overlay' : 'ext4'}    `.padEnd(11)) : '';
  const [total, used, free] = [size(DISK.total), size(DISK.used), size(DISK.available)];
  if (isGnu)
    return options.has('h')
      ? `${device.padEnd(15)} ${type}${total.padStart(4)} ${used.padStart(5)} ${free.padStart(5)} ${percent.padStart(4)} ${mount}\n`
      : `${device.padEnd(14)} ${type}${total.padStart(9)} ${used.padStart(8)} ${free.padStart(9)} ${percent.padStart(4)} ${mount}\n`;
  return `${device.padEnd(20)} ${type}${total.padStart(9)} ${used.padStart(9)} ${free.padStart(9)} ${percent.padStart(3)} ${mount}\n`;
}

const MEMORY = { total: 4_030_464, free: 2_015_232, buffers: 589_824, available: 3_022_848 };

export function* free(call: Call): Sys<number> {
  const options = yield* readOptions(call, { short: 'bkmgh', long: { bytes: 'b', mebi: 'm', gibi: 'g', human: 'h' } });
  if (typeof options === 'number') return options;
  const isGnu = call.flavour === 'gnu';
  const used = MEMORY.total - MEMORY.free - MEMORY.buffers;
  const size = (kilobytes: number) => {
    if (options.has('h')) return isGnu ? `${humanGnu(kilobytes * 1024)}i`.replace(/^0i$/, '0B') : humanBusybox(kilobytes * 1024);
    const divisor = options.has('b') ? 1 / 1024 : options.has('m') ? 1024 : options.has('g') ? 1_048_576 : 1;
    return String(Math.floor(kilobytes / divisor));
  };
  const columns = [MEMORY.total, used, MEMORY.free, 0, MEMORY.buffers, MEMORY.available];
  yield* print(call.self, `              total        used        free      shared  buff/cache   available\n`);
  yield* print(call.self, `Mem:${columns.map((kilobytes, index) => size(kilobytes).padStart(index === 0 ? 15 : 12)).join('')}\n`);
  yield* print(
    call.self,
    `Swap:${[0, 0, 0].map((kilobytes, index) => size(kilobytes).padStart(index === 0 ? 14 : 12)).join('')}\n`,
  );
  return 0;
}
