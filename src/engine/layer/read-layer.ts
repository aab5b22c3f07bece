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
import { readTar } from '../tar/read-tar.ts';
import { TarScan } from '../tar/tar-scan.ts';

export interface ReadLayer {
  /** not packed */
  readonly tar: Content;
  readonly diffId: DiffId;
  readonly entries: readonly TarEntry[];
}

export interface ReadLayerOptions {
  /** Hashes the bytes as they lie there, too, where they are packed; `hashContent` then knows their digest. */
  readonly isHashingPacked?: boolean;
}

/** @throws TarError; EngineError `gzip.damaged`, `zstd.damaged`; CompressionError; LimitError; CancelledError */
export async function readLayer(
  { ports }: Pick<EngineContext, 'ports'>,
  layer: Content,
  { isHashingPacked = false }: ReadLayerOptions = {},
): Promise<ReadLayer> {
  const compression = await findCompression(layer);
  if (compression === undefined) return readPlain(ports, layer);
  return gunzipping(ports, (chosen) => readPacked(chosen, layer, compression, isHashingPacked));
}

async function readPacked(ports: Ports, layer: Content, compression: Compression, isHashingPacked: boolean): Promise<ReadLayer> {
  const { limits } = ports;
  const elsewhere =
    compression === 'gzip' ? ports.platform?.scanLayer?.(layer, { packing: 'gzip', isHashingPacked, limits }) : undefined;
  if (elsewhere !== undefined) return readScanned(ports, layer, elsewhere);
  const stream = watchParts(ports, streamContent(layer));
  const packed = isHashingPacked ? hashParts(ports, stream, layer.size) : undefined;
  const unpacked = hashParts(ports, unpackParts(ports, compression, packed?.parts ?? stream));
  const scan = new TarScan(ports.limits);
  const keep = createKeep(ports);
  for await (const part of unpacked.parts) {
    scan.push(part);
    await keep.add(part);
  }
  if (packed !== undefined) rememberDigest(layer, packed.digest());
  return readLayerOf(await keep.content(), unpacked.digest(), scan);
}

async function readScanned(ports: Ports, layer: Content, elsewhere: LayerScan): Promise<ReadLayer> {
  const scan = new TarScan(ports.limits);
  const scanned = await follow(ports, elsewhere, scan);
  if (scanned.kind !== 'scanned')
    throw scanned.kind === 'damaged' ? gzipDamaged('corrupt') : new LimitError('unpackedBytes', ports.limits.unpackedBytes);
  const { hex, packedHex, unpacked = EMPTY } = scanned;
  if (packedHex !== undefined) rememberDigest(layer, digestOf(packedHex));
  return readLayerOf(unpacked, digestOf(hex), scan);
}

/** What another thread sees of a layer. */
async function follow({ watch }: Pick<Ports, 'watch'>, elsewhere: LayerScan, scan: TarScan): Promise<ScannedLayer> {
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

async function readPlain(ports: Ports, tar: Content): Promise<ReadLayer> {
  const known = findDigest(tar);
  if (known !== undefined) return { tar, diffId: known as string as DiffId, entries: await readTar(tar, ports.limits) };
  const scan = new TarScan(ports.limits, tar.size);
  const elsewhere = ports.platform?.scanLayer?.(tar, { limits: ports.limits });
  if (elsewhere !== undefined) {
    const scanned = await follow(ports, elsewhere, scan);
    if (scanned.kind !== 'scanned') throw new InvariantError(`${scanned.kind}, and nothing was packed`);
    return readLayerOf(tar, digestOf(scanned.hex), scan);
  }
  const hashed = hashParts(ports, watchParts(ports, streamContent(tar)), tar.size);
  for await (const part of hashed.parts) scan.push(part);
  return readLayerOf(tar, hashed.digest(), scan);
}

function readLayerOf(tar: Content, digest: Digest, scan: TarScan): ReadLayer {
  return { tar, diffId: rememberDigest(tar, digest) as string as DiffId, entries: scan.finish(tar) };
}
