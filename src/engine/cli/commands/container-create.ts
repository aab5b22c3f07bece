import { type CommandCall, CommandFailure } from '../command-call.ts';
import { readCreateOptions } from './create-options.ts';
import { checkPullPolicy, makeContainer } from './make-container.ts';
import { withHelp } from './with-help.ts';

export async function containerCreate(call: CommandCall): Promise<number> {
  const options = await withUsage(call);
  const container = await makeContainer(call, options);
  call.io.write(1, `${container.id}\n`);
  return 0;
}

async function withUsage(call: CommandCall) {
  try {
    checkPullPolicy(call);
    return await readCreateOptions(call, false);
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    throw new CommandFailure(withHelp(error.message, 'create'), 125);
  }
}
