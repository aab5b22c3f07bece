/** The Go structs behind rows of `docker history` and `docker volume ls`: a template that prints the row itself shows them. */
import type { HistoryRow } from '../../image/history.ts';
import type { Volume } from '../../machine/machine.ts';
import { goStruct, STRING_MAP, STRINGS } from '../inspect/go-struct.ts';
import { VOLUME } from '../inspect/storage-types.data.ts';
import { volumeFolder } from '../inspect/volume-json.ts';
import { BOOL, type GoValue, goBool, goInt, goString, goStrings, INT64, STRING } from '../template/go-value.ts';
import { formatRfc3339 } from '../text/times.ts';
import { HEADER } from './header-context.ts';

const HISTORY_ITEM = goStruct('image.HistoryResponseItem', {
  Comment: STRING,
  Created: INT64,
  CreatedBy: STRING,
  ID: STRING,
  Size: INT64,
  Tags: STRINGS,
});
const HISTORY_CONTEXT = goStruct('image.historyContext', { HeaderContext: HEADER, trunc: BOOL, human: BOOL, h: HISTORY_ITEM });

/** @param tags of the row's own image */
export function historyStruct(
  row: HistoryRow,
  shown: { readonly truncate: boolean; readonly human: boolean; readonly created: number; readonly tags: readonly string[] },
): GoValue {
  const item = new Map<string, GoValue>([
    ['Comment', goString(row.comment)],
    ['Created', goInt(shown.created)],
    ['CreatedBy', goString(row.createdBy)],
    ['ID', goString(row.imageId ?? '<missing>')],
    ['Size', goInt(row.size)],
    ['Tags', goStrings(shown.tags)],
  ]);
  const fields = new Map<string, GoValue>([
    ['trunc', goBool(shown.truncate)],
    ['human', goBool(shown.human)],
    ['h', { type: HISTORY_ITEM, data: item }],
  ]);
  return { type: HISTORY_CONTEXT, data: fields };
}

const VOLUME_CONTEXT = goStruct('formatter.volumeContext', { HeaderContext: HEADER, v: VOLUME });

export function volumeStruct(volume: Volume): GoValue {
  const labels = Object.entries(volume.labels ?? {}).map(([key, value]) => [key, goString(value)] as const);
  const fields = new Map<string, GoValue>([
    ['CreatedAt', goString(formatRfc3339(volume.createdAt))],
    ['Driver', goString('local')],
    ['Labels', { type: STRING_MAP, data: new Map(labels) }],
    ['Mountpoint', goString(volumeFolder(volume.name))],
    ['Name', goString(volume.name)],
    ['Scope', goString('local')],
  ]);
  return { type: VOLUME_CONTEXT, data: new Map([['v', { type: VOLUME, data: fields }]]) };
}
