/** One line of the learner's own shell (bash) on the machine's host. */
import type { EngineContext } from '../cas/content-store.ts';
import { InvariantError } from '../errors.ts';
import type { MachineRef } from '../machine/machine.ts';
import type { HostProgram, Sink } from './host-io.ts';

/**
 * Runs the text (one line or several) and returns its status. Variables, functions and the working folder stay in
 * `ref.current.host`; the clock goes on by what slept.
 * @throws LimitError where the line takes too many steps or prints too much; the caller then puts the old machine back
 */
export async function runHostLine(
  ctx: EngineContext,
  ref: MachineRef,
  line: string,
  programs: ReadonlyMap<string, HostProgram>,
  sink: Sink,
): Promise<number> {
  void [ctx, ref, line, programs, sink];
  throw new InvariantError('not landed yet');
}
