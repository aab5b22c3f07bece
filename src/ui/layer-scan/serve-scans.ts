/** The thread's end: reads the Blob itself, so that its bytes go through no other thread, and hashes, unpacks and looks at them in one go. */
import { type HashStream, loadTarHeaders } from '../../engine/index.ts';
import { gunzip } from '../gunzip/gunzip.ts';
import type { HasherLine, KeepingHash } from '../hash/hasher-line.ts';
import type { StreamingHash } from '../hash/plain-sha256.ts';
import { blobParts } from '../lab/blob-bytes.ts';
import { createBrowserKeeps } from '../lab/browser-keep.ts';
import { givingBack } from '../lab/give-back.ts';
import { openFileSpill } from '../lab/spill.ts';
import { gatherParts } from './gather-parts.ts';
import type { FromScanner, ScanLine, ToScanner } from './protocol.ts';
import { RangeSteps } from './range-steps.ts';

/** What is unpacked comes in pieces of 64 kB, and each costs a call of everything. */
const PART_BYTES = 1 << 20;
/** Layers of programs and texts unpack to at least so many times their size. */
const LEAST_RATIO = 2;

type Line = ScanLine<FromScanner, ToScanner>;

export interface ScanMeans {
  /** In this thread. */
  createHash(): StreamingHash;
  /**
   * Another one that hashes and keeps while this one unpacks. Left out where there is no second processor, undefined where it cannot be had, or
   * is not worth its start for so few bytes.
   */
  findHasher?(packedBytes: number): HasherLine | undefined;
  readonly storage: StorageManager | undefined;
}

export function serveScans(line: Line, means: ScanMeans): void {
  line.onmessage = ({ data }) => {
    const steps = new RangeSteps(({ read, ranges }) => line.postMessage({ kind: 'step', read, ranges }, [ranges.buffer]));
    void scan(data, steps, means)
      .catch((error: unknown): FromScanner => ({ kind: 'failed', message: String(error) }))
      .then((last) => {
        steps.flush();
        line.postMessage(last, []);
      });
  };
}

async function scan({ blob, memoryBytes, ...options }: ToScanner, steps: RangeSteps, means: ScanMeans): Promise<FromScanner> {
  if (options.packing !== undefined) {
    // what will not fit need not be in memory first
    const isTooLarge = LEAST_RATIO * blob.size > memoryBytes;
    return scanPacked({ blob, memoryBytes: isTooLarge ? 0 : memoryBytes, ...options }, steps, means);
  }
  const { tarHeaders } = await loadTarHeaders();
  const hash = means.createHash();
  const tar = tarHeaders(blob.size, options.limits, (range) => steps.add(range));
  for await (const part of blobParts(blob)) {
    hash.update(part);
    tar.push(part);
    steps.read(part.length);
  }
  return { kind: 'scanned', hex: hash.digest() };
}

async function scanPacked(
  { blob, memoryBytes, limits, isHashingPacked = false }: ToScanner,
  steps: RangeSteps,
  means: ScanMeans,
): Promise<FromScanner> {
  const { tarHeaders } = await loadTarHeaders();
  const hasher = means.findHasher?.(blob.size);
  const unpackedHash = hasher?.createKeepingHash(memoryBytes) ?? keepHere(means, memoryBytes);
  const packedHash: HashStream | undefined = isHashingPacked ? (hasher?.createHash() ?? means.createHash()) : undefined;
  const tar = tarHeaders(Number.POSITIVE_INFINITY, limits, (range) => steps.add(range));
  const packed = new PackedParts(blob, async (part) => {
    await packedHash?.update(part);
    steps.read(part.length);
  });
  let isWhole = false;
  let size = 0;
  const parts = gunzip(packed.parts());
  // what goes to another thread is gathered on its way there
  const unpacked = hasher === undefined ? gatherParts(parts, PART_BYTES) : givingBack(parts);
  try {
    for (;;) {
      const next = await unpacked.next().catch((error: unknown) => {
        if (packed.failure !== undefined) throw packed.failure.error;
        return { error };
      });
      if ('error' in next) return { kind: 'damaged' };
      if (next.done === true) break;
      size += next.value.length;
      if (size > limits.unpackedBytes) {
        await unpacked.return();
        return { kind: 'too-large' };
      }
      tar.push(next.value);
      await unpackedHash.update(next.value);
    }
    isWhole = true;
  } finally {
    if (!isWhole) for (const one of [unpackedHash, packedHash]) one?.cancel?.();
  }
  const [{ hex, kept }, packedHex] = await Promise.all([unpackedHash.end(), packedHash?.digest()]);
  return { kind: 'scanned', hex, ...(packedHex === undefined ? {} : { packedHex }), unpacked: kept };
}

/** In this thread. */
function keepHere({ createHash, storage }: ScanMeans, memoryBytes: number): KeepingHash {
  const hash = createHash();
  const keep = createBrowserKeeps(() => openFileSpill(storage), memoryBytes)();
  return {
    async update(part) {
      hash.update(part);
      await keep.add(keep.isSpilt ? part : part.slice());
    },
    end: async () => ({ hex: hash.digest(), kept: keep.handOver() }),
    cancel: () => undefined,
  };
}

/** Tells what goes by, and what made it end. */
class PackedParts {
  failure: { readonly error: unknown } | undefined;
  private readonly blob: Blob;
  private readonly see: (part: Uint8Array) => Promise<void>;

  constructor(blob: Blob, see: (part: Uint8Array) => Promise<void>) {
    this.blob = blob;
    this.see = see;
  }

  async *parts(): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of blobParts(this.blob)) {
        await this.see(part);
        yield part;
      }
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
}
