/** What most filters do: line by line through the files that they are given. */
import { type Line, LineReader } from '../kernel/io.ts';
import type { Sys } from '../kernel/system.ts';
import type { Call } from './applet.ts';
import { closeInput, type Input, type OpenWords, openInput } from './inputs.ts';

/**
 * Calls `each` for every line of every file; none is stdin.
 * @returns the exit status: 1 where one could not be opened, which was said
 */
export function* eachLine(
  call: Call,
  operands: readonly string[],
  each: (line: Line, input: Input) => Sys<void>,
  words: OpenWords = 'plain',
): Sys<number> {
  let status = 0;
  for (const name of operands.length === 0 ? ['-'] : operands) {
    const input = yield* openInput(call, name, words);
    if (input === undefined) {
      status = 1;
      continue;
    }
    const reader = new LineReader(input.file);
    for (let line = yield* reader.next(call.self); line !== undefined; line = yield* reader.next(call.self)) {
      call.self.system.step(call.self);
      yield* each(line, input);
    }
    closeInput(input);
  }
  return status;
}
