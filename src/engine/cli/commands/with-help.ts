/** How `run` and `create` end what they refuse: the client's name in front, where to read more behind. */

import type { CreateContainerOptions } from '../../container/create-container.ts';
import { EngineError } from '../../errors.ts';
import { type Soon, wait } from '../../soon.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';
import { describeLater } from '../describe-error.ts';
import { daemonSays } from '../words/daemon-words.ts';
import { readCreateOptions } from './create-options.ts';
import { checkPullPolicy } from './make-container.ts';

/** the client's own status for flags it cannot use */
const USAGE_STATUS = 125;

export function withHelp(problem: string, command: 'run' | 'create'): string {
  return `docker: ${problem}\n\nRun 'docker ${command} --help' for more information`;
}

/** The flags of `run` and `create`, checked. @throws CommandFailure with status 125 */
export function* withUsage(call: CommandCall, command: 'run' | 'create', detach: boolean): Soon<CreateContainerOptions> {
  try {
    checkPullPolicy(call);
    return yield* readCreateOptions(call, detach);
  } catch (error) {
    if (!(error instanceof CommandFailure || error instanceof EngineError)) throw error;
    const { text } = yield* wait(describeLater(error));
    // what only the daemon refuses is no question of usage; `run` says it all the same
    if (command === 'create' && text.startsWith(daemonSays(''))) throw new CommandFailure(text);
    throw new CommandFailure(withHelp(text, command), USAGE_STATUS);
  }
}
