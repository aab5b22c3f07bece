/** One line of the learner's own shell (bash) on the machine's host. */
import type { EngineContext } from '../cas/content-store.ts';
import { LimitError } from '../errors.ts';
import type { MachineRef } from '../machine/machine.ts';
import { type Soon, wait } from '../soon.ts';
import type { HostProgram, Sink, TypedAhead } from './host-io.ts';
import type { HostLineOptions } from './host-line.ts';
import { HOST_LINE } from './host-line-part.ts';
import { findDirectCall, runDirectly } from './run-direct-line.ts';

const COLUMNS = 100;

/**
 * Runs the text (one line or several) and returns its status. Variables, functions and the working folder stay in
 * `ref.current.host`; the clock goes on by what slept.
 * @param typed for what reads from the terminal; it is told where nothing does
 * @throws LimitError where the line takes too many steps or prints too much; the caller then puts the old machine back
 */
export function runHostLine(
  ctx: EngineContext,
  ref: MachineRef,
  line: string,
  programs: ReadonlyMap<string, HostProgram>,
  sink: Sink,
  typed?: TypedAhead,
): Soon<number> {
  const direct = typed === undefined ? findDirectCall(ctx, ref.current.host, line, programs) : undefined;
  const counted = new CountedSink(sink, ctx.ports.limits.outputBytes);
  if (direct !== undefined) return runDirectly(ctx, ref, direct, counted, COLUMNS);
  return runByShell({ ctx, ref, programs, sink: counted, columns: COLUMNS, typed }, line);
}

function* runByShell(options: HostLineOptions, line: string): Soon<number> {
  const { HostLine } = HOST_LINE.loaded ?? (yield* wait(HOST_LINE.load()));
  return yield* new HostLine(options).run(line);
}

/** Begins to fetch what lines need that do more than call a program which only looks. */
export function expectLines(): void {
  HOST_LINE.load().catch(() => undefined);
}

class CountedSink implements Sink {
  private readonly sink: Sink;
  private readonly max: number;
  private size = 0;

  constructor(sink: Sink, max: number) {
    this.sink = sink;
    this.max = max;
  }

  /** @throws LimitError `outputBytes`, through whoever writes */
  write(fd: 1 | 2, bytes: Uint8Array): void {
    this.size += bytes.length;
    if (this.size > this.max) throw new LimitError('outputBytes', this.max);
    this.sink.write(fd, bytes);
  }

  progress(row: string, text: string): void {
    this.sink.progress(row, text);
  }
}
