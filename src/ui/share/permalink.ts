/**
 * The commands of a session in a URL's fragment: no server sees them, and the same fragment opens under each language. A stranger can send
 * one, so its size is limited before and after unpacking and nothing of it runs before the learner says so.
 *
 * `#steps=1.` and base64url of the raw deflate (fflate, so that every browser and Node make the same) of
 * `{ "place": "…", "steps": [["line", { "path": "text" }?], …] }`.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import type { Files, StepInput } from '../lab/protocol.ts';

export interface SharedSteps {
  /** the machine they are for, which the page may not have */
  readonly place: string;
  readonly steps: readonly StepInput[];
}

export type PermalinkProblem = 'damaged' | 'tooLong' | 'newer' | 'archive';
export class PermalinkError extends Error {
  readonly problem: PermalinkProblem;
  constructor(problem: PermalinkProblem) {
    super(`permalink: ${problem}`);
    this.name = 'PermalinkError';
    this.problem = problem;
  }
}

const KEY = '#steps=';
const VERSION = '1';
/** Characters: what browsers, chats and mail programs still carry. */
const MAX_FRAGMENT = 16_000;
const MAX_UNPACKED = 400_000;
const MAX_STEPS = 500;

export function isPermalink(fragment: string): boolean {
  return fragment.startsWith(KEY);
}

/** @throws PermalinkError `tooLong`; `archive` where a step reads a file that only this page has */
export function formatPermalink({ place, steps }: SharedSteps): string {
  if (steps.some(({ archive }) => archive !== undefined)) throw new PermalinkError('archive');
  const list = steps.map(({ line, files }) => (files === undefined ? [line] : [line, files]));
  const text = strToU8(JSON.stringify({ place, steps: list }));
  if (text.length > MAX_UNPACKED || steps.length > MAX_STEPS) throw new PermalinkError('tooLong');
  const fragment = `${KEY}${VERSION}.${toBase64Url(deflateSync(text, { level: 9 }))}`;
  if (fragment.length > MAX_FRAGMENT) throw new PermalinkError('tooLong');
  return fragment;
}

/** @throws PermalinkError */
export function parsePermalink(fragment: string): SharedSteps {
  if (fragment.length > MAX_FRAGMENT) throw new PermalinkError('tooLong');
  const [version, packed] = fragment.slice(KEY.length).split('.');
  if (version !== VERSION) throw new PermalinkError(/^\d+$/.test(version ?? '') ? 'newer' : 'damaged');
  const value = readJson(inflate(fromBase64Url(packed ?? '')));
  if (typeof value !== 'object' || value === null) throw new PermalinkError('damaged');
  const { place, steps } = value as Record<string, unknown>;
  if (typeof place !== 'string' || place.length > 200 || !Array.isArray(steps)) throw new PermalinkError('damaged');
  if (steps.length > MAX_STEPS) throw new PermalinkError('tooLong');
  return { place, steps: steps.map(parseStep) };
}

function parseStep(value: unknown): StepInput {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) throw new PermalinkError('damaged');
  const [line, files] = value as readonly unknown[];
  if (typeof line !== 'string') throw new PermalinkError('damaged');
  return files === undefined ? { line } : { line, files: parseFiles(files) };
}

function parseFiles(value: unknown): Files {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new PermalinkError('damaged');
  const entries = Object.entries(value);
  const isFile = ([path, text]: readonly [string, unknown]) =>
    typeof text === 'string' && path !== '' && !path.startsWith('/') && !path.split('/').includes('..');
  if (!entries.every(isFile)) throw new PermalinkError('damaged');
  return Object.fromEntries(entries) as Files;
}

function readJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes));
  } catch {
    throw new PermalinkError('damaged');
  }
}

/** A few thousand bytes may unpack to gigabytes: it stops at the limit. */
function inflate(packed: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  let isWhole = false;
  const stream = new Inflate((part, final) => {
    size += part.length;
    if (size > MAX_UNPACKED) throw new PermalinkError('tooLong');
    parts.push(part);
    isWhole = final;
  });
  try {
    for (let at = 0; at < packed.length; at += 256) stream.push(packed.subarray(at, at + 256), at + 256 >= packed.length);
  } catch (error) {
    if (error instanceof PermalinkError) throw error;
    throw new PermalinkError('damaged');
  }
  if (!isWhole) throw new PermalinkError('damaged');
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
  } catch {
    throw new PermalinkError('damaged');
  }
}
