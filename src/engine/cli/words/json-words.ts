/** What Go's `encoding/json` says about the JSON of an image archive. */

import { goQuote } from '../../go/quote.ts';
import type { ArchiveProblem } from '../../image/image-error.ts';
import type { TimeProblem } from '../../oci/go-time.ts';
import type { JsonProblem } from '../../oci/json-problem.ts';
import type { JsonKind } from '../../oci/json-shape.ts';

type BadJson = Extract<ArchiveProblem, { kind: 'bad-json' }>;

export function jsonWords({ path, at, problem, got, time }: BadJson): string {
  if (problem !== undefined) return jsonSyntaxWords(problem, path === MANIFEST);
  if (time !== undefined) return timeWords(time);
  const target = path === MANIFEST ? manifestTarget(at) : configTarget(at, got);
  if (target === undefined || got === undefined || !UNMARSHALLED.has(got)) {
    return `camadas: ${path} does not have the shape that docker writes${at === '' ? '' : `, at ${at}`}`;
  }
  return `json: cannot unmarshal ${got} into Go ${target}`;
}

const MANIFEST = 'manifest.json';
/** null fits everywhere */
const UNMARSHALLED: ReadonlySet<JsonKind> = new Set<JsonKind>(['object', 'array', 'string', 'number', 'bool']);

/** @param streams it is read as a stream: the manifest of an archive; all else is read whole */
export function jsonSyntaxWords(problem: JsonProblem, streams = false): string {
  if (problem.kind === 'character') return `invalid character ${quoteByte(problem.byte)} ${problem.context}`;
  if (!streams) return 'unexpected end of JSON input';
  return problem.empty ? 'EOF' : 'unexpected EOF';
}

function timeWords(time: TimeProblem): string {
  const parsing = `parsing time ${goQuote(time.value)}`;
  if ('field' in time) return `${parsing}: ${time.field} out of range`;
  return `${parsing} as ${goQuote('"2006-01-02T15:04:05Z07:00"')}: cannot parse ${goQuote(time.rest)} as ${goQuote(time.wanted)}`;
}

function quoteByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === "'") return "'\\''";
  return character === '"' ? `'"'` : `'${goQuote(character).slice(1, -1)}'`;
}

function manifestTarget(at: string): string | undefined {
  if (at === '') return 'value of type []tarexport.manifestItem';
  const [, field, item] = /^\[\d+\](?:\.(\w+))?(\[\d+\])?$/.exec(at) ?? [];
  if (field === undefined) return 'value of type tarexport.manifestItem';
  return `struct field manifestItem.${field} of type ${field === 'Config' || item !== undefined ? 'string' : '[]string'}`;
}

const CONFIG_FIELDS: ReadonlyMap<string, string> = new Map([
  ...['architecture', 'author', 'comment', 'container', 'docker_version', 'os', 'variant'].map((name): [string, string] => [
    name,
    'string',
  ]),
  ['config', 'container.Config'],
  ['container_config', 'container.Config'],
  ['history', '[]image.History'],
  ['rootfs', 'image.RootFS'],
]);

/** A string that is no digest is one of docker's DiffIDs all the same. */
function configTarget(at: string, got: JsonKind | undefined): string | undefined {
  if (at === '') return 'value of type image.Image';
  if (at === 'rootfs.diff_ids') return 'struct field RootFS.rootfs.diff_ids of type []layer.DiffID';
  if (got !== 'string' && /^rootfs\.diff_ids\[\d+\]$/.test(at)) return 'struct field RootFS.rootfs.diff_ids of type layer.DiffID';
  const type = CONFIG_FIELDS.get(at);
  return type === undefined ? undefined : `struct field Image.${at} of type ${type}`;
}
