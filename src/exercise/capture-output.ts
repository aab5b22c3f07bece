/** A sink that keeps what was printed: each stream alone, and both as a terminal shows them when all is done. */
import { type Sink, text } from '../engine/index.ts';

export interface CapturedOutput {
  readonly sink: Sink;
  stdout(): string;
  stderr(): string;
  /** Progress lines stand where they first appeared, with their last text. */
  output(): string;
}

interface Part {
  fd: 0 | 1 | 2;
  bytes: Uint8Array[];
  text?: string;
}

export function captureOutput(): CapturedOutput {
  const parts: Part[] = [];
  const rows = new Map<string, Part>();
  const ofStream = (fd: 1 | 2) => decode(parts.filter((part) => part.fd === fd).flatMap((part) => part.bytes));
  return {
    sink: {
      write(fd, bytes) {
        const last = parts.at(-1);
        if (last?.fd === fd) last.bytes.push(bytes);
        else parts.push({ fd, bytes: [bytes] });
      },
      progress(row, text) {
        const known = rows.get(row);
        if (known !== undefined) {
          known.text = text;
          return;
        }
        const part: Part = { fd: 0, bytes: [], text };
        rows.set(row, part);
        parts.push(part);
      },
    },
    stdout: () => ofStream(1),
    stderr: () => ofStream(2),
    output: () => parts.map((part) => (part.text === undefined ? decode(part.bytes) : `${part.text}\n`)).join(''),
  };
}

function decode(chunks: readonly Uint8Array[]): string {
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return text(bytes);
}
