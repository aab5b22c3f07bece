import type { CommandCall } from '../command-call.ts';
import { makeContainer } from './make-container.ts';
import { withUsage } from './with-help.ts';

export async function containerCreate(call: CommandCall): Promise<number> {
  const options = await withUsage(call, 'create', false);
  const container = await makeContainer(call, options);
  call.io.write(1, `${container.id}\n`);
  return 0;
}
