/** The thread's end: reads the Blob itself, so that its bytes go through no other thread, and hashes, unpacks and looks at them in one go. */
import { type HashStream, type LayerScanOptions, loadTarScan } from '../../engine/index.ts';
import { gunzip } from '../gunzip/gunzip.ts';
import type { StreamingHash } from '../hash/plain-sha256.ts';
import { blobParts } from '../lab/blob-bytes.ts';
import { type BrowserKeep, createBrowserKeeps } from '../lab/browser-keep.ts';
import { openFileSpill } from '../lab/spill.ts';
import { gatherParts } from './gather-parts.ts';
import type { FromScanner, ScanLine, ToScanner } from './protocol.ts';
import { RangeSteps } from './range-steps.ts';

/** What is unpacked comes in pieces of 64 kB, and each costs a call of everything. */
const PART_BYTES = 1 << 20;

type Line = ScanLine<FromScanner, ToScanner>;

export interface ScanHashes {
  /** In this thread. */
  here(): StreamingHash;
  /** In another one, while this one unpacks; left out where there is no second processor. */
  readonly beside?: {
    create(): HashStream;
    /** packed; for fewer the other thread is not worth its start */
    readonly fewestBytes: number;
  };
}

export function serveScans(line: Line, storage: StorageManager | undefined, hashes: ScanHashes): void {
  line.onmessage = ({ data }) => {
    const steps = new RangeSteps(({ read, ranges }) => line.postMessage({ kind: 'step', read, ranges }, [ranges.buffer]));
    void scan(data, steps, hashes, storage)
      .catch((error: unknown): FromScanner => ({ kind: 'failed', message: String(error) }))
      .then((last) => {
        steps.flush();
        line.postMessage(last, []);
      });
  };
}

async function scan(
  { blob, memoryBytes, ...options }: ToScanner,
  steps: RangeSteps,
  hashes: ScanHashes,
  storage: StorageManager | undefined,
): Promise<FromScanner> {
  if (options.packing !== undefined) {
    // what is larger packed does not fit unpacked: nothing of it need be in memory first
    const keep = createBrowserKeeps(() => openFileSpill(storage), blob.size > memoryBytes ? 0 : memoryBytes)();
    return scanPacked(blob, options, steps, hashes, keep);
  }
  const { TarScan } = await loadTarScan();
  const hash = hashes.here();
  const tar = new TarScan(options.limits, blob.size, (range) => steps.add(range));
  for await (const part of blobParts(blob)) {
    hash.update(part);
    tar.push(part);
    steps.read(part.length);
  }
  return { kind: 'scanned', hex: hash.digest() };
}

async function scanPacked(
  blob: Blob,
  { limits, isHashingPacked = false }: LayerScanOptions,
  steps: RangeSteps,
  hashes: ScanHashes,
  keep: BrowserKeep,
): Promise<FromScanner> {
  const { TarScan } = await loadTarScan();
  const { here, beside } = hashes;
  const createHash = beside === undefined || blob.size < beside.fewestBytes ? here : beside.create;
  const hash: HashStream = createHash();
  const packedHash: HashStream | undefined = isHashingPacked ? createHash() : undefined;
  const tar = new TarScan(limits, undefined, (range) => steps.add(range));
  const packed = new PackedParts(blob, async (part) => {
    await packedHash?.update(part);
    steps.read(part.length);
  });
  let isWhole = false;
  let size = 0;
  const unpacked = gatherParts(gunzip(packed.parts()), PART_BYTES);
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
      await hash.update(next.value);
      tar.push(next.value);
      await keep.add(keep.isSpilt ? next.value : next.value.slice());
    }
    isWhole = true;
  } finally {
    if (!isWhole) for (const one of [hash, packedHash]) one?.cancel?.();
  }
  const [hex, packedHex] = await Promise.all([hash.digest(), packedHash?.digest()]);
  return { kind: 'scanned', hex, ...(packedHex === undefined ? {} : { packedHex }), unpacked: keep.handOver() };
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
