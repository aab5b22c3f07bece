/** A sink that keeps what was printed: each stream alone, and both as a terminal shows them when all is done. */
import { createScreen, type Sink, text } from '../engine/index.ts';

export interface CapturedOutput {
  readonly sink: Sink;
  stdout(): string;
  stderr(): string;
  output(): string;
}

export function captureOutput(): CapturedOutput {
  return new Captured();
}

class Captured implements CapturedOutput, Sink {
  private readonly screen = createScreen();
  private readonly chunks: Readonly<Record<1 | 2, Uint8Array[]>> = { 1: [], 2: [] };

  get sink(): Sink {
    return this;
  }

  write(fd: 1 | 2, bytes: Uint8Array): void {
    this.chunks[fd].push(bytes);
    this.screen.write(fd, bytes);
  }

  progress(row: string, line: string): void {
    this.screen.progress(row, line);
  }

  stdout(): string {
    return decode(this.chunks[1]);
  }

  stderr(): string {
    return decode(this.chunks[2]);
  }

  output(): string {
    let output = '';
    for (const line of this.screen.lines()) output += `${line}\n`;
    return output;
  }
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
