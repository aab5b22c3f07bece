/** Transcripts (`.console`): commands with what a terminal showed after each. The format is described in tests/truth/README.md. */
import { createScreen, type LineResult, type Session } from '../src/engine/index.ts';

export interface PlayedCommand extends LineResult {
  readonly command: string;
  /** what a terminal shows in the end */
  readonly lines: readonly string[];
}

/**
 * The commands of a transcript, or of a plain list: there every line is one, except blank lines and comments.
 * A text is a transcript when its name says so or when it has a line that begins with `$ `.
 */
export function listCommands(text: string, fileName: string): string[] {
  const lines = text.split(/\r?\n/);
  const typed = lines.filter((line) => line.startsWith('$ '));
  if (fileName.endsWith('.console') || typed.length > 0) return typed.map((line) => line.slice(2));
  return lines.filter((line) => !/^\s*(#.*)?$/.test(line));
}

export async function playCommand(session: Session, command: string): Promise<PlayedCommand> {
  const screen = createScreen();
  const result = await session.run(command, screen);
  return { ...result, command, lines: screen.lines() };
}

/** The lines of a transcript for one command. */
export function formatPlayed({ command, lines, status }: PlayedCommand): string[] {
  return [`$ ${command}`, ...lines, ...(status === 0 ? [] : [`? ${status}`])];
}
