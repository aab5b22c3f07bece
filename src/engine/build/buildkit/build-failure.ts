/** Why a BuildKit build ends: everything after the build definition was loaded comes out as `ERROR: failed to solve: …`. */
import type { Vertex } from './vertex-log.ts';

/** Lines of the Dockerfile that it is about, counted from 1. */
export interface SourceLines {
  readonly first: number;
  readonly last: number;
}

export class BuildFailure extends Error {
  /** `message` is what stands behind `failed to solve: ` */
  readonly lines: SourceLines | undefined;
  /** the step that failed, shown again with the end of its output */
  readonly vertex: Vertex | undefined;
  constructor(message: string, lines?: SourceLines, vertex?: Vertex) {
    super(message);
    this.lines = lines;
    this.vertex = vertex;
  }
}

/** What docker prints when it gives up (buildx; moby/buildkit solver/errdefs source.go). */
export function formatFailure(failure: BuildFailure, fileName: string, dockerfile: string): string {
  const { vertex, lines, message } = failure;
  const step = vertex === undefined ? '' : `------\n > ${vertex.name}:\n${vertex.tail.map((line) => `${line}\n`).join('')}------\n`;
  return `${step}${lines === undefined ? '' : formatSnippet(fileName, dockerfile, lines)}ERROR: failed to solve: ${message}\n`;
}

function formatSnippet(fileName: string, dockerfile: string, marked: SourceLines): string {
  const lines = dockerfile.split('\n');
  if (marked.first < 1 || marked.first > lines.length) return '';
  const last = Math.min(marked.last, lines.length);
  let [start, end] = [marked.first, last];
  const pad = start === end ? 4 : 2;
  for (let padded = 0; padded < pad; padded++) {
    if (start > 1) {
      start--;
      padded++;
    }
    if (end !== lines.length) {
      end++;
      padded++;
    }
  }
  const rows = lines.slice(start - 1, end).map((line, index) => {
    const number = start + index;
    return ` ${String(number).padStart(3)} | ${number >= marked.first && number <= last ? '>>>' : '   '} ${line}\n`;
  });
  return `${fileName}:${marked.first}\n--------------------\n${rows.join('')}--------------------\n`;
}
