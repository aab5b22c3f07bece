/** JSON of a `docker load` archive that is none, or that has another shape than docker's structs. */
import { findText } from '../bytes/utf8.ts';
import { findJsonProblem } from '../oci/json-problem.ts';
import { kindOf } from '../oci/json-shape.ts';
import type { ImageError } from './image-error.ts';
import { archiveError } from './unpack.ts';

/** @throws ImageError `image.archive` (bad-json) */
export function parseArchiveJson(bytes: Uint8Array, path: string): unknown {
  const problem = findJsonProblem(bytes);
  const text = findText(bytes);
  if (problem !== undefined || text === undefined)
    throw archiveError({ kind: 'bad-json', path, at: '', ...(problem === undefined ? {} : { problem }) });
  return JSON.parse(text);
}

/** @param value what stands at `at`; undefined where nothing does */
export function badShape(path: string, at: string, value: unknown): ImageError<'image.archive'> {
  return archiveError({ kind: 'bad-json', path, at, got: kindOf(value) });
}
