/** `formatter.imageContext`, the Go struct behind a row of `docker images`: a template that ranges over the row prints it. */
import type { ImageSummary } from '../../image/list-images.ts';
import { familiarString } from '../../reference/reference.ts';
import { goStruct, STRING_MAP, STRINGS } from '../inspect/go-struct.ts';
import { BOOL, type GoValue, goBool, goInt, goString, goStrings, INT64, pointerTo, STRING } from '../template/go-value.ts';
import { HEADER } from './header-context.ts';

const SUMMARY = goStruct('image.Summary', {
  Containers: INT64,
  Created: INT64,
  ID: STRING,
  Labels: STRING_MAP,
  ParentID: STRING,
  Descriptor: pointerTo(goStruct('v1.Descriptor', {})),
  Manifests: STRINGS,
  RepoDigests: STRINGS,
  RepoTags: STRINGS,
  SharedSize: INT64,
  Size: INT64,
  VirtualSize: INT64,
});
const CONTEXT = goStruct('formatter.imageContext', {
  HeaderContext: HEADER,
  trunc: BOOL,
  i: SUMMARY,
  repo: STRING,
  tag: STRING,
  digest: STRING,
});

export function imageStruct(
  { image, references, created, size }: ImageSummary,
  row: { readonly repository: string; readonly tag: string; readonly digest: string },
  truncate: boolean,
): GoValue {
  const labels = Object.entries(image.config.config?.Labels ?? {}).map(([key, value]) => [key, goString(value)] as const);
  const summary = new Map<string, GoValue>([
    ['Containers', goInt(-1)],
    ['Created', goInt(created)],
    ['ID', goString(image.id)],
    ['Labels', { type: STRING_MAP, data: new Map(labels) }],
    ['ParentID', goString(image.parent ?? '')],
    ['RepoDigests', goStrings(references.filter((one) => one.tag === undefined).map(familiarString))],
    ['RepoTags', goStrings(references.filter((one) => one.tag !== undefined).map(familiarString))],
    ['SharedSize', goInt(-1)],
    ['Size', goInt(size)],
    ['VirtualSize', goInt(size)],
  ]);
  const fields = new Map<string, GoValue>([
    ['trunc', goBool(truncate)],
    ['i', { type: SUMMARY, data: summary }],
    ['repo', goString(row.repository)],
    ['tag', goString(row.tag)],
    ['digest', goString(row.digest)],
  ]);
  return { type: CONTEXT, data: fields };
}
