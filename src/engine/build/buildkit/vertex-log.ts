/**
 * What BuildKit prints while it works (moby/buildkit util/progress/progressui, `--progress=plain`): a block for each vertex, numbered in
 * the order they begin. It goes to stderr. On a terminal docker draws the same vertices in place; here they are printed once.
 *
 *     #5 [2/3] RUN echo hi
 *     #5 0.062 hi
 *     #5 DONE 0.1s
 */
import type { BuildOutput } from '../build-options.ts';

/** Lines of a failed step that are shown again at the end. */
const TAIL = 10;

export class VertexLog {
  readonly #out: BuildOutput;
  readonly #isQuiet: boolean;
  /** what waits behind a vertex whose end is not decided yet */
  readonly #held: { text: string | undefined }[] = [];
  #count = 0;

  constructor(out: BuildOutput, isQuiet: boolean) {
    this.#out = out;
    this.#isQuiet = isQuiet;
  }

  begin(name: string, now: number): Vertex {
    this.#count++;
    if (this.#count > 1) this.print('\n');
    const vertex = new Vertex(this, this.#count, name, now);
    vertex.status(name);
    return vertex;
  }

  print(text: string): void {
    this.#held.push({ text });
    this.#release();
  }

  /** A place for text that is known later; what comes behind it waits. */
  reserve(): (text: string) => void {
    const place: { text: string | undefined } = { text: undefined };
    this.#held.push(place);
    return (text) => {
      place.text ??= text;
      this.#release();
    };
  }

  #release(): void {
    for (let [first] = this.#held; first?.text !== undefined; [first] = this.#held) {
      this.#held.shift();
      if (!this.#isQuiet) this.#out.write(2, first.text);
    }
  }
}

export class Vertex {
  readonly name: string;
  readonly #log: VertexLog;
  readonly #number: number;
  readonly #startedAt: number;
  readonly #lines: string[] = [];
  #partial = '';

  constructor(log: VertexLog, number: number, name: string, startedAt: number) {
    this.#log = log;
    this.#number = number;
    this.name = name;
    this.#startedAt = startedAt;
  }

  status(text: string): void {
    this.#log.print(`#${this.#number} ${text}\n`);
  }

  /** Output of the step's process; a line that is not ended waits for its end. */
  write(text: string, now: number): void {
    const lines = (this.#partial + text).split('\n');
    this.#partial = lines.pop() ?? '';
    for (const line of lines) this.#line(line, now);
  }

  done(now: number): void {
    this.#flush(now);
    this.status(`DONE ${((now - this.#startedAt) / 1000).toFixed(1)}s`);
  }

  cached(): void {
    this.status('CACHED');
  }

  /** Whether it was needed shows later; the first answer counts. */
  endLater(): (wasNeeded: boolean) => void {
    const fill = this.#log.reserve();
    return (wasNeeded) => fill(`#${this.#number} ${wasNeeded ? 'CACHED' : 'DONE 0.0s'}\n`);
  }

  fail(message: string, now: number): void {
    this.#flush(now);
    this.status(`ERROR: ${message}`);
  }

  /** The last lines once more, as they stand under a failed build. */
  get tail(): readonly string[] {
    return this.#lines.slice(-TAIL);
  }

  #line(line: string, now: number): void {
    const shown = `${formatElapsed((now - this.#startedAt) / 1000)} ${line}`;
    this.#lines.push(shown);
    this.status(shown);
  }

  #flush(now: number): void {
    if (this.#partial !== '') this.#line(this.#partial, now);
    this.#partial = '';
  }
}

/** Go's `%#.4g`, cut to five characters: `0.062`, `12.35`. */
function formatElapsed(seconds: number): string {
  if (seconds < 0.0001) return '0.000';
  const digits = Math.max(0, 3 - Math.floor(Math.log10(seconds)));
  return seconds.toFixed(digits).slice(0, 5);
}
