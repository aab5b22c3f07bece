/**
 * Which parts of an instruction have their variables put in, and when: just before the step is done, with what is set up to there.
 * RUN, CMD, ENTRYPOINT, SHELL, HEALTHCHECK, MAINTAINER and ONBUILD keep theirs for the shell that will run them; FROM is expanded by
 * the plan, with the ARGs above it. One instruction sees one state: in `ENV a=1 b=$a` the `$a` is the old one.
 */
import type { Instruction, KeyValue } from './instruction.ts';
import type { Token } from './position.ts';

export interface Expander {
  /** @throws ExpandError */
  word(text: string): string;
  /** what one text becomes as words */
  words(text: string): readonly string[];
  /** body of a heredoc: quotes mean nothing there */
  heredoc(text: string): string;
}

/** An instruction with its variables put in. */
export function expandInstruction(instruction: Instruction, expander: Expander): Instruction {
  const token = (one: Token): Token => ({ ...one, text: expander.word(one.text) });
  const pair = (one: KeyValue): KeyValue => ({ ...one, key: token(one.key), value: token(one.value) });
  switch (instruction.kind) {
    case 'env':
    case 'label':
      return { ...instruction, pairs: instruction.pairs.map(pair) };
    case 'copy':
    case 'add':
      return {
        ...instruction,
        chown: expander.word(instruction.chown),
        chmod: expander.word(instruction.chmod),
        sources: instruction.sources.map(token),
        destination: token(instruction.destination),
        heredocSources: instruction.heredocSources.map((one) =>
          one.isExpanded ? { ...one, text: expander.heredoc(one.text) } : one,
        ),
      };
    case 'workdir':
    case 'user':
    case 'stopsignal':
      return { ...instruction, word: token(instruction.word) };
    case 'volume':
      return { ...instruction, items: instruction.items.map(token) };
    case 'expose':
      return {
        ...instruction,
        items: instruction.items.flatMap((one) => expander.words(one.text).map((text) => ({ ...one, text }))),
      };
    default:
      return instruction;
  }
}
