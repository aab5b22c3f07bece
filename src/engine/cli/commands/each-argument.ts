/** Commands that take several names do each on its own; what fails does not stop the rest, and is said at the end. */
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeError } from '../errors.ts';

/** Prints each name when its turn has succeeded. @throws CommandFailure with one line per failure, status 1 */
export async function eachArgument(call: CommandCall, run: (argument: string) => Promise<unknown>): Promise<number> {
  return eachPrinting(call, async (argument) => {
    await run(argument);
    return `${argument}\n`;
  });
}

/** The same, printing what `run` returns. */
export async function eachPrinting({ args, io }: CommandCall, run: (argument: string) => Promise<string>): Promise<number> {
  const failures: string[] = [];
  for (const argument of args) {
    try {
      io.write(1, await run(argument));
    } catch (error) {
      failures.push(describeError(error).text);
    }
  }
  if (failures.length > 0) throw new CommandFailure(failures.join('\n'));
  return 0;
}
