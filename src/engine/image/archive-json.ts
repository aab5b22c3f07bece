/** JSON of a `docker load` archive that is none, or that has another shape than docker's structs. */
import { findText } from '../bytes/utf8.ts';
import { findJsonProblem } from '../oci/json-problem.ts';
import type { ImageError, JsonKind } from './image-error.ts';
import { archiveError } from './unpack.ts';

/** @throws ImageError `image.archive` (bad-json) */
export function parseArchiveJson(bytes: Uint8Array, path: string): unknown {
  try {
    return JSON.parse(findText(bytes) ?? '');
  } catch {
    throw invalidJson(bytes, path);
  }
}

export function invalidJson(bytes: Uint8Array, path: string): ImageError<'image.archive'> {
  const problem = findJsonProblem(bytes);
  return archiveError({ kind: 'bad-json', path, at: '', ...(problem === undefined ? {} : { problem }) });
}

/** @param value what stands at `at`; undefined where nothing does */
export function badShape(path: string, at: string, value: unknown): ImageError<'image.archive'> {
  return archiveError({ kind: 'bad-json', path, at, got: kindOf(value) });
}

/** What stands at a path of keys like `rootfs.diff_ids[0]`. */
export function valueAt(json: unknown, at: string): unknown {
  let value = json;
  for (const key of at.split(/[.[\]]+/).filter((part) => part !== '')) {
    value = typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined;
  }
  return value;
}

function kindOf(value: unknown): JsonKind {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'number';
  return typeof value === 'string' ? 'string' : 'object';
}
