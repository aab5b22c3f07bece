/**
 * Where a tar's headers lie, found along a stream of its bytes: by a thread that goes through a layer for another, which reads them (`TarScan.take`).
 * It decodes no more than it needs to find the next; what is wrong with a header is found by whoever reads it.
 */
import { EMPTY } from '../bytes/content.ts';
import { decodeContent } from './decode-content.ts';
import { parseTar, type TarLimits } from './parse-tar.ts';
import { RangeFeed } from './range-feed.ts';

/**
 * @param size bytes; `Infinity` where it is not known yet
 * @param keep is shown each range that whoever reads the headers will ask for
 */
export function tarHeaders(size: number, limits: TarLimits, keep: (range: Uint8Array) => void): Pick<RangeFeed<unknown>, 'push'> {
  const slice = (_: number, length: number) => ({ size: length, chunks: EMPTY.chunks });
  return new RangeFeed(
    parseTar({ size, slice }, limits, (...header) => ({ content: decodeContent(...header) })),
    keep,
  );
}
