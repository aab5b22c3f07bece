/**
 * A layer as it lies in an archive, perhaps packed: its bytes go by once, for its digest, its entries and, where it is packed, the place
 * where what comes out is kept. A layer of 300 MB is never in memory whole.
 */
import { type Content, EMPTY, streamContent } from '../bytes/content.ts';
import { type Compression, findCompression, unpackParts, watchParts } from '../bytes/decompress.ts';
import { gunzipping, gzipDamaged } from '../bytes/gunzip.ts';
import { createKeep } from '../bytes/keep.ts';
import { digestOf, findDigest, hashParts, rememberDigest } from '../bytes/sha256.ts';
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError, LimitError } from '../errors.ts';
import type { DiffId, Digest } from '../oci/digest.ts';
import type { LayerScan, Ports, ScannedLayer } from '../ports.ts';
import type { TarEntry } from '../tar/entry.ts';
import type { TarLimits } from '../tar/parse-tar.ts';
import { readTar } from '../tar/read-tar.ts';
import { TarScan } from '../tar/tar-scan.ts';
import { UnpackedLayer } from './unpacked-layer.ts';

export interface ReadLayer {
  /** not packed */
  readonly tar: Content;
  readonly diffId: DiffId;
  readonly entries: readonly TarEntry[];
  /** the entries, where that was wished */
  readonly unpacked?: UnpackedLayer;
}

export interface ReadLayerOptions {
  /** Hashes the bytes as they lie there, too, where they are packed; `hashContent` then knows their digest. */
  readonly isHashingPacked?: boolean;
  /** Unpacks a layer's entries as they come, while its last bytes are still being read and hashed elsewhere. */
  readonly isUnpacking?: boolean;
}

/** @throws TarError; EngineError `gzip.damaged`, `zstd.damaged`; CompressionError; LimitError; CancelledError */
export async function readLayer(
  { ports }: Pick<EngineContext, 'ports'>,
  layer: Content,
  options: ReadLayerOptions = {},
): Promise<ReadLayer> {
  const compression = await findCompression(layer);
  if (compression === undefined) return readPlain(ports, layer, options);
  return gunzipping(ports, (chosen) => readPacked(chosen, layer, compression, options));
}

async function readPacked(ports: Ports, layer: Content, compression: Compression, options: ReadLayerOptions): Promise<ReadLayer> {
  const { limits } = ports;
  const { isHashingPacked = false } = options;
  const elsewhere =
    compression === 'gzip' ? ports.platform?.scanLayer?.(layer, { packing: 'gzip', isHashingPacked, limits }) : undefined;
  if (elsewhere !== undefined) return readScanned(ports, layer, elsewhere, options);
  const stream = watchParts(ports, streamContent(layer));
  const packed = isHashingPacked ? hashParts(ports, stream, layer.size) : undefined;
  const unpacked = hashParts(ports, unpackParts(ports, compression, packed?.parts ?? stream));
  const reading = new Reading(options, limits);
  const keep = createKeep(ports);
  for await (const part of unpacked.parts) {
    reading.scan.push(part);
    await keep.add(part);
  }
  if (packed !== undefined) rememberDigest(layer, packed.digest());
  return reading.finish(await keep.content(), unpacked.digest());
}

async function readScanned(ports: Ports, layer: Content, elsewhere: LayerScan, options: ReadLayerOptions): Promise<ReadLayer> {
  const reading = new Reading(options, ports.limits);
  const scanned = await follow(ports, elsewhere, reading);
  if (scanned.kind !== 'scanned')
    throw scanned.kind === 'damaged' ? gzipDamaged('corrupt') : new LimitError('unpackedBytes', ports.limits.unpackedBytes);
  const { hex, packedHex, unpacked = EMPTY } = scanned;
  if (packedHex !== undefined) rememberDigest(layer, digestOf(packedHex));
  return reading.finish(unpacked, digestOf(hex));
}

/** What another thread sees of a layer. */
async function follow({ watch }: Pick<Ports, 'watch'>, elsewhere: LayerScan, { scan }: Reading): Promise<ScannedLayer> {
  try {
    for (let step = await elsewhere.next(); ; step = await elsewhere.next()) {
      if (step.done === true) return step.value;
      watch?.read(step.value.read);
      scan.take(step.value.ranges);
    }
  } finally {
    await elsewhere.return({ kind: 'damaged' });
  }
}

async function readPlain(ports: Ports, tar: Content, options: ReadLayerOptions): Promise<ReadLayer> {
  const known = findDigest(tar);
  if (known !== undefined) return { tar, diffId: known as string as DiffId, entries: await readTar(tar, ports.limits) };
  const reading = new Reading(options, ports.limits, tar);
  const elsewhere = ports.platform?.scanLayer?.(tar, { limits: ports.limits });
  if (elsewhere !== undefined) {
    const scanned = await follow(ports, elsewhere, reading);
    if (scanned.kind !== 'scanned') throw new InvariantError(`${scanned.kind}, and nothing was packed`);
    return reading.finish(tar, digestOf(scanned.hex));
  }
  const hashed = hashParts(ports, watchParts(ports, streamContent(tar)), tar.size);
  for await (const part of hashed.parts) reading.scan.push(part);
  return reading.finish(tar, hashed.digest());
}

/** What one pass over the bytes finds; each has one of its own, as gzip may be unpacked a second time by other means. */
class Reading {
  readonly scan: TarScan;
  private readonly unpacked: UnpackedLayer | undefined;

  /** @param tar left out where it is only being unpacked */
  constructor({ isUnpacking = false }: ReadLayerOptions, limits: TarLimits, tar?: Content) {
    const unpacked = isUnpacking ? new UnpackedLayer() : undefined;
    this.unpacked = unpacked;
    this.scan = new TarScan(limits, tar, unpacked === undefined ? undefined : (entry) => unpacked.add(entry));
  }

  finish(tar: Content, digest: Digest): ReadLayer {
    const read = { tar, diffId: rememberDigest(tar, digest) as string as DiffId, entries: this.scan.finish(tar) };
    return this.unpacked === undefined ? read : { ...read, unpacked: this.unpacked };
  }
}
