/**
 * A context that comes as an archive by stdin: the builder fetches it like a file from the web and unpacks it, so nothing of it is a local
 * source, and its own `.dockerignore` says nothing (moby/buildkit frontend/dockerfile/builder/build.go).
 */
import type { Tree } from '../../fs/node.ts';
import { treeSize } from '../../layer/sizes.ts';
import { digestBytes } from '../../oci/digest.ts';
import { addRecord, definitionOf, findRecord, touchRecord } from '../cache/cache-records.ts';
import type { Conversion } from './conversion.ts';

/** Every upload is kept; one of the same bytes is unpacked no second time. */
export function receiveArchive({ ctx, ref, log }: Pick<Conversion, 'ctx' | 'ref' | 'log'>, bytes: Uint8Array, tree: Tree): void {
  const upload = log.begin('[internal] load remote build context', ref.current.now);
  const definition = definitionOf(['http', digestBytes(bytes)]);
  const known = findRecord(ref.current, definition);
  const place = { type: 'regular', chain: [], made: false };
  const description = 'http url http://buildkit-session/context';
  const added = addRecord(ctx, ref.current, { ...place, definition, description, size: bytes.length });
  ref.current = touchRecord(added.machine, known ?? added.record);
  upload.done(ref.current.now);
  const copy = log.begin('copy /context /', ref.current.now);
  const unpacking = definitionOf(['unpack', definition]);
  const unpacked = findRecord(ref.current, unpacking);
  if (unpacked !== undefined) {
    ref.current = touchRecord(ref.current, unpacked);
    copy.cached();
    return;
  }
  const copied = { ...place, definition: unpacking, description: 'fileop target', size: treeSize(tree) };
  ref.current = addRecord(ctx, ref.current, copied).machine;
  copy.done(ref.current.now);
}
