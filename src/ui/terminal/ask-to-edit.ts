/** `edit PATH` at the prompt, and what those type who know another editor: which file is meant, or why there is none to open. */
import type { Say } from '../kit/say.ts';
import type { SessionModel } from '../lab/session.model.ts';
import { readEditCommand } from './edit-command.ts';

/** At most one of `note` and `file` is there. */
export interface AskedToEdit {
  /** what is said instead of opening anything */
  readonly note?: string;
  /** what stands in the field then */
  readonly instead?: string;
  readonly file?: OpenedFile;
}

export interface OpenedFile {
  readonly path: string;
  readonly isInside: boolean;
  /** undefined where there is no such file yet */
  readonly before: string | undefined;
}

/** @returns undefined where the line is for the shell */
export async function askToEdit(
  text: string,
  session: Pick<SessionModel, 'visit' | 'readHere'>,
  say: Say,
): Promise<AskedToEdit | undefined> {
  const command = readEditCommand(text);
  if (command === undefined) return undefined;
  const { path } = command;
  if (command.kind === 'elsewhere')
    return { note: say('terminal.edit.elsewhere', { program: command.program }), instead: `edit ${path}` };
  if (path === '') return { note: say('terminal.edit.noPath') };
  const isInside = session.visit.peek() !== undefined;
  const file = await session.readHere(path);
  if (file === undefined) return { note: say('terminal.edit.noFile', { path }) };
  if (file === 'missing') return { file: { path, isInside, before: undefined } };
  if (file.text === undefined || file.cut) return { note: say('terminal.edit.noText', { path }) };
  return { file: { path, isInside, before: file.text } };
}
