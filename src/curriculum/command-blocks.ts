/**
 * The blocks of commands in a lesson's source (`<Console>`, `<Layers>`), with the lines on which they stand: a finished component knows its
 * commands, but not where they were written.
 */
import { fillTemplate } from './fill-template.ts';

export interface CommandBlock {
  readonly component: 'Console' | 'Layers';
  /** its templates not filled in; empty where there is none */
  readonly start: string;
  /** of `<Layers>`, what it calls `of` */
  readonly run: string;
  /** of the component, 1 the first of the source */
  readonly line: number;
  /** the lines on which `start` and `run` begin */
  readonly startLine: number;
  readonly runLine: number;
}

/** @param source MDX, whole or without its front matter: lines count from its beginning */
export function listCommandBlocks(source: string): CommandBlock[] {
  return [...source.matchAll(/<(Console|Layers)\b(.*?)\/>/gs)].map((match) => {
    const component = match[1] === 'Layers' ? 'Layers' : 'Console';
    const line = lineAt(source, match.index);
    const attributes = { text: match[0], at: match.index };
    const start = findAttribute('start', attributes);
    const run = findAttribute(component === 'Layers' ? 'of' : 'run', attributes);
    const lineOf = (at: number | undefined) => (at === undefined ? line : lineAt(source, at));
    return {
      component,
      start: start?.value ?? '',
      run: run?.value ?? '',
      line,
      startLine: lineOf(start?.at),
      runLine: lineOf(run?.at),
    };
  });
}

/**
 * The line of a command in the block that has it; without a command, or where the block has no such line, that of the block.
 * @param command with its templates filled in or not; of several lines, the first counts
 */
export function findCommandLine(source: string, { start, run }: { start: string; run: string }, command = ''): number | undefined {
  const block = listCommandBlocks(source).find((each) => each.run === run && each.start === start);
  if (block === undefined) return undefined;
  const [wanted = ''] = command.split('\n');
  const within = (script: string) => script.split('\n').findIndex((line) => line !== '' && [line, tryFill(line)].includes(wanted));
  const inStart = within(block.start);
  if (inStart >= 0) return block.startLine + inStart;
  const inRun = within(block.run);
  return inRun >= 0 ? block.runLine + inRun : block.line;
}

/** A line that cannot be filled is looked for as it is. */
function tryFill(line: string): string {
  try {
    return fillTemplate(line);
  } catch {
    return line;
  }
}

/** A template literal, as MDX reads it: a backslash is written twice there. */
function findAttribute(name: string, { text, at }: { readonly text: string; readonly at: number }) {
  const match = new RegExp(`\\b${name}=\\{\``).exec(text);
  if (match === null) return undefined;
  const from = match.index + match[0].length;
  const value = text.slice(from, text.indexOf('`', from)).replaceAll('\\\\', '\\');
  return { value, at: at + from };
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split('\n').length;
}
