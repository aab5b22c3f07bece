/**
 * `edit FILE` in the terminal, which opens the file in the page's editor; no program of a real machine. What is saved runs as a command that
 * writes the file, so that the edit is a step as any other: it can be undone, sent in a link, and taken home as a script.
 */
import type { Completion } from '../../engine/index.ts';
import { quoteWord } from '../kit/quote-word.ts';

export type EditCommand =
  | { readonly kind: 'edit'; readonly path: string }
  /** an editor that people have in their fingers and that is not here */
  | { readonly kind: 'elsewhere'; readonly program: string; readonly path: string };

const LINE = /^\s*(edit|vi|vim|nvim|nano|pico|emacs|micro)(?:\s+(\S.*?))?\s*$/;

/** Undefined for any other line. `path` is empty where none was given. */
export function readEditCommand(line: string): EditCommand | undefined {
  const [, program, rest = ''] = LINE.exec(line) ?? [];
  if (program === undefined || /[\n;&|<>`$()]/.test(rest)) return undefined;
  const words = [...rest.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, one, two, three]) => one ?? two ?? three ?? '');
  const path = words.find((word) => !/^[-+]/.test(word)) ?? '';
  return program === 'edit' ? { kind: 'edit', path } : { kind: 'elsewhere', program, path };
}

/** One command for bash and busybox that makes the file have this text. */
export function writeCommand(path: string, text: string): string {
  const lines = text.split('\n');
  if (lines.pop() !== '') return `printf %s ${quoteWord(text)} > ${quoteWord(path)}`;
  if (lines.length === 0) return `: > ${quoteWord(path)}`;
  let mark = 'EOF';
  while (lines.includes(mark)) mark += '_';
  return [`cat > ${quoteWord(path)} <<'${mark}'`, ...lines, mark].join('\n');
}

/** After as many programs of the machine is `edit` offered, which the engine does not know. */
const PLACE_OF_EDIT = 5;

export function withEdit(found: Completion, text: string): Completion {
  const typed = text.slice(found.from, found.to);
  if (text.slice(0, found.from).trim() !== '' || !'edit'.startsWith(typed)) return found;
  return { ...found, items: found.items.toSpliced(PLACE_OF_EDIT, 0, { text: 'edit', kind: 'program' }) };
}
