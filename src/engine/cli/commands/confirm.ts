/** The question before a prune (docker/cli `cli/command/utils.go` PromptForConfirmation). Whoever does not say yes has said no. */
import { text } from '../../bytes/utf8.ts';
import type { CommandCall } from '../command-call.ts';

/** @param asked all of the question but its ` [y/N] ` */
export async function confirm({ io, flags }: CommandCall, asked: string): Promise<boolean> {
  if (flags.bool('force')) return true;
  io.write(1, `${asked} [y/N] `);
  const answer = text(await io.readStdinLine());
  return answer.trim().toLowerCase() === 'y';
}

/** Of most prunes: what will go, and the question below it. */
export function warning(what: string): string {
  return `WARNING! This will remove ${what}.\nAre you sure you want to continue?`;
}
