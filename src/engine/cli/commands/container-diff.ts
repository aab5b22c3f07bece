import { diffContainer } from '../../container/diff-container.ts';
import { namedContainer } from '../args/named-container.ts';
import { type CommandCall, CommandFailure } from '../command-call.ts';

export function containerDiff({ ref, io, args }: CommandCall): number {
  const [name = ''] = args;
  if (name === '') throw new CommandFailure('Container name cannot be empty');
  for (const { kind, path } of diffContainer(namedContainer(ref.current, name))) io.write(1, `${kind} ${path}\n`);
  return 0;
}
