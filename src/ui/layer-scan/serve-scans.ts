/** The thread's end: reads the Blob itself, so that its bytes go through no other thread, and hashes, unpacks and looks at them in one go. */
import { type LayerScanOptions, loadTarScan } from '../../engine/index.ts';
import { gunzip } from '../gunzip/gunzip.ts';
import { createPlainHash, type StreamingHash } from '../hash/plain-sha256.ts';
import { createWasmHashes } from '../hash/wasm-sha256.ts';
import { blobParts } from '../lab/blob-bytes.ts';
import { type BrowserKeep, createBrowserKeeps } from '../lab/browser-keep.ts';
import { openFileSpill } from '../lab/spill.ts';
import { gatherParts } from './gather-parts.ts';
import type { FromScanner, ScanLine, ToScanner } from './protocol.ts';
import { RangeSteps } from './range-steps.ts';

/** What is unpacked comes in pieces of 64 kB, and each costs a call of everything. */
const PART_BYTES = 1 << 20;

type Line = ScanLine<FromScanner, ToScanner>;
type CreateHash = () => StreamingHash;

export function serveScans(
  line: Line,
  storage: StorageManager | undefined,
  createHash: CreateHash = createWasmHashes() ?? createPlainHash,
): void {
  line.onmessage = ({ data }) => {
    const steps = new RangeSteps(({ read, ranges }) => line.postMessage({ kind: 'step', read, ranges }, [ranges.buffer]));
    void scan(data, steps, createHash, storage)
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
  createHash: CreateHash,
  storage: StorageManager | undefined,
): Promise<FromScanner> {
  if (options.packing !== undefined) {
    const keep = createBrowserKeeps(() => openFileSpill(storage), memoryBytes)();
    return scanPacked(blob, options, steps, createHash, keep);
  }
  const { TarScan } = await loadTarScan();
  const hash = createHash();
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
  { limits, isHashingPacked }: LayerScanOptions,
  steps: RangeSteps,
  createHash: CreateHash,
  keep: BrowserKeep,
): Promise<FromScanner> {
  const { TarScan } = await loadTarScan();
  const hash = createHash();
  const packedHash = isHashingPacked === true ? createHash() : undefined;
  const tar = new TarScan(limits, undefined, (range) => steps.add(range));
  const packed = new PackedParts(blob, (part) => {
    packedHash?.update(part);
    steps.read(part.length);
  });
  let size = 0;
  const unpacked = gatherParts(gunzip(packed.parts()), PART_BYTES);
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
    hash.update(next.value);
    tar.push(next.value);
    await keep.add(keep.isSpilt ? next.value : next.value.slice());
  }
  const both = packedHash === undefined ? {} : { packedHex: packedHash.digest() };
  return { kind: 'scanned', hex: hash.digest(), ...both, unpacked: keep.handOver() };
}

/** Tells what goes by, and what made it end. */
class PackedParts {
  failure: { readonly error: unknown } | undefined;
  private readonly blob: Blob;
  private readonly see: (part: Uint8Array) => void;

  constructor(blob: Blob, see: (part: Uint8Array) => void) {
    this.blob = blob;
    this.see = see;
  }

  async *parts(): AsyncGenerator<Uint8Array> {
    try {
      for await (const part of blobParts(this.blob)) {
        this.see(part);
        yield part;
      }
    } catch (error) {
      this.failure = { error };
      throw error;
    }
  }
}
