/** A sink that keeps what was printed: each stream alone, and both as a terminal shows them when all is done. */
import { createScreen, type Sink, text } from '../engine/index.ts';

export interface CapturedOutput {
  readonly sink: Sink;
  stdout(): string;
  stderr(): string;
  output(): string;
}

export function captureOutput(): CapturedOutput {
  const screen = createScreen();
  const streams: Readonly<Record<1 | 2, Uint8Array[]>> = { 1: [], 2: [] };
  return {
    sink: {
      write(fd, bytes) {
        streams[fd].push(bytes);
        screen.write(fd, bytes);
      },
      progress: (row, line) => screen.progress(row, line),
    },
    stdout: () => decode(streams[1]),
    stderr: () => decode(streams[2]),
    output: () =>
      screen
        .lines()
        .map((line) => `${line}\n`)
        .join(''),
  };
}

function decode(chunks: readonly Uint8Array[]): string {
  const [only] = chunks;
  if (only === undefined) return '';
  if (chunks.length === 1) return text(only);
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return text(bytes);
}
