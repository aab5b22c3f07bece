/** COPY and ADD. */
import { checkFlags, findFlag, flagIsSet, flagValue } from './flags.ts';
import { chompHeredoc, type Heredoc, parseHeredocOpening } from './heredoc.ts';
import type { AddInstruction, CopyInstruction, HeredocSource } from './instruction.ts';
import { baseOf, type InstructionText, jsonOrWords } from './instruction-text.ts';
import type { Token } from './position.ts';
import { fail } from './problem.ts';

export function readTransfer(text: InstructionText, kind: 'copy' | 'add'): CopyInstruction | AddInstruction {
  const args = jsonOrWords(text);
  if (args.length < 2) fail({ code: 'dockerfile.noDestination', instruction: text.name }, text.range);
  checkFlags(kind, text.flags, text.frontend);
  const destination = args.at(-1) ?? text.argument;
  const takesHeredocs = text.frontend === 'buildkit';
  if (takesHeredocs && parseHeredocOpening(destination.text) !== undefined)
    fail({ code: 'dockerfile.heredocDestination', instruction: text.name }, destination.range);
  const sources: Token[] = [];
  const heredocSources: HeredocSource[] = [];
  for (const arg of args.slice(0, -1)) {
    const opening = takesHeredocs ? parseHeredocOpening(arg.text) : undefined;
    const heredoc = text.heredocs.findLast((candidate) => candidate.name === opening?.name);
    if (opening === undefined) sources.push(arg);
    else heredocSources.push(heredocSource(heredoc ?? { ...opening, content: '', line: text.range.start.line }));
  }
  const common = {
    ...baseOf(text),
    sources,
    heredocSources,
    destination,
    chown: flagValue(text.flags, 'chown'),
    chmod: flagValue(text.flags, 'chmod'),
    isLink: flagIsSet(text.flags, 'link'),
    excludes: text.flags.filter((flag) => flag.name === 'exclude').map((flag) => flag.value),
  };
  if (kind === 'add') {
    const unpack = findFlag(text.flags, 'unpack') === undefined ? {} : { unpack: flagIsSet(text.flags, 'unpack') };
    return {
      ...common,
      kind,
      checksum: flagValue(text.flags, 'checksum'),
      keepsGitDir: flagIsSet(text.flags, 'keep-git-dir'),
      ...unpack,
    };
  }
  const from = findFlag(text.flags, 'from');
  return {
    ...common,
    kind,
    from: from?.value ?? '',
    ...(from === undefined ? {} : { fromToken: from.token }),
    keepsParents: flagIsSet(text.flags, 'parents'),
  };
}

function heredocSource(heredoc: Heredoc): HeredocSource {
  return { ...heredoc, text: heredoc.isChomped ? chompHeredoc(heredoc.content) : heredoc.content };
}
