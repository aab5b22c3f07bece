import type { Soon } from '../../soon.ts';
import type { CommandCall } from '../command-call.ts';
import { makeContainer } from './make-container.ts';
import { withUsage } from './with-help.ts';

export function* containerCreate(call: CommandCall): Soon<number> {
  const options = yield* withUsage(call, 'create', false);
  const container = yield* makeContainer(call, options);
  call.io.write(1, `${container.id}\n`);
  return 0;
}
