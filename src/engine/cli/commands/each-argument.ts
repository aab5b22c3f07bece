/** Commands that take several names do each on its own; what fails does not stop the rest, and is said at the end. */
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';

/** Prints each name when its turn has succeeded. @throws CommandFailure with one line per failure, status 1 */
export function eachArgument(call: CommandCall, run: (argument: string) => unknown): Soon<number> {
  return eachPrinting(call, function* (argument) {
    yield* wait(run(argument));
    return `${argument}\n`;
  });
}

/** The same, printing what `run` returns. */
export function* eachPrinting({ args, io }: CommandCall, run: (argument: string) => Soon<string>): Soon<number> {
  const failures: string[] = [];
  for (const argument of args) {
    try {
      io.write(1, yield* run(argument));
    } catch (error) {
      failures.push((yield* describeLater(error)).text);
    }
  }
  if (failures.length > 0) throw new CommandFailure(failures.join('\n'));
  return 0;
}
