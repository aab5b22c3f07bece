/** The lab's own programs, as files, and the busybox of the recorded fixtures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentOf } from '../../src/engine/bytes/content.ts';
import { type Content, DEFAULT_LIMITS } from '../../src/engine/index.ts';
import { readTar } from '../../src/engine/tar/read-tar.ts';

const FIXTURE = join(import.meta.dirname, '../../tests/truth/fixtures/alpine-3.13.tar');

/** @param length filled up to so many bytes with a comment, to give a layer a round size */
export function readProgram(name: string, length = 0): string {
  const text = readFileSync(join(import.meta.dirname, 'programs', `${name}.sh`), 'utf8');
  if (text.length >= length) return text;
  return `${text}${'#'.repeat(length - text.length - 1)}\n`;
}

export interface Busybox {
  readonly binary: Content;
  /** names that are links to it */
  readonly applets: readonly string[];
}

/** The binary whose source and configuration lie beside the fixtures. */
export async function readBusybox(): Promise<Busybox> {
  const saved = await readTar(contentOf(readFileSync(FIXTURE)), DEFAULT_LIMITS);
  const layer = saved.find(({ name }) => name.endsWith('layer.tar'));
  const entries = layer === undefined ? [] : await readTar(layer.content, DEFAULT_LIMITS);
  const binary = entries.find(({ name }) => name === 'bin/busybox');
  if (binary === undefined) throw new Error(`no bin/busybox in ${FIXTURE}`);
  const applets = entries.filter(({ linkname }) => linkname === '/bin/busybox').map(({ name }) => name.slice('bin/'.length));
  return { binary: binary.content, applets };
}
