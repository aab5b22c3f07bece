/** Help with one text that a learner writes, from the machine that it is for. Answers are undefined where the engine is not to be had. */
import type { Completion, Diagnosis, Hover } from '../../engine/index.ts';
import type { Files, Writing } from '../lab/protocol.ts';
import type { SessionModel } from '../lab/session.model.ts';

export interface WritingHelp {
  complete(text: string, caret: number): Promise<Completion | undefined>;
  hover(text: string, caret: number): Promise<Hover | undefined>;
  /** @param caret where the text is still being written */
  diagnose(text: string, caret?: number): Promise<readonly Diagnosis[] | undefined>;
}

export interface WritingHelpOptions {
  readonly session: SessionModel;
  readonly language: Writing['language'];
  /** the files that are being written, as they are when the help is asked for */
  files(): Files;
  readonly path?: string;
}

/** An answer runs from the exercise's start, whatever was tried in the terminal meanwhile. */
export function createWritingHelp({ session, language, files, path }: WritingHelpOptions): WritingHelp {
  const about = (text: string): Writing => ({
    text,
    language,
    from: 'start',
    files: files(),
    ...(path === undefined ? {} : { path }),
  });
  return {
    complete: (text, caret) => session.complete(about(text), caret),
    hover: (text, caret) => session.hover(about(text), caret),
    diagnose: (text, caret) => session.diagnose(about(text), caret),
  };
}
