/** What is wrong with the words of one docker command, whatever is on the machine. */

import { checkFlagValue } from '../cli/args/check-flag-value.ts';
import { isListedFlag } from '../cli/specs/command-spec.ts';
import { commandName, listSubcommands, usageLine } from '../cli/specs/command-tree.ts';
import type { Diagnosis, Fix } from './diagnosis.ts';
import type { DockerLine, UsedFlag } from './docker-line.ts';
import { meantCommands } from './meant-commands.data.ts';
import { nearest } from './nearest.ts';
import type { Word } from './read-commands.ts';

export type Place = Pick<Word, 'start' | 'end'>;

/** @param program the word `docker` */
export function checkWords(line: DockerLine, program: Word, isEnded: boolean): Diagnosis[] {
  const { node, unknownCommand, named } = line;
  if (unknownCommand !== undefined) {
    if (!isEnded && unknownCommand === lastWord(line)) return [];
    const facts = { word: unknownCommand.text, command: node.path };
    const fixes = meantHere(line, unknownCommand.text).flatMap((meant) => replacing(unknownCommand, meant));
    return [problem('command-unknown', unknownCommand, facts, fixes)];
  }
  const flags = line.flags.flatMap((flag) => checkFlag(line, flag, isEnded));
  if (flags.length > 0 || node.spec.group === true) return flags;
  const commandWord = named.at(-1)?.word ?? program;
  if (node.spec.simulated !== true) return [problem('command-not-simulated', commandWord, { command: node.path })];
  return checkCount(line, commandWord, isEnded);
}

/** Another's word for it, or the nearest in spelling. */
function meantHere({ node }: DockerLine, word: string): readonly string[] {
  const names = listSubcommands(node).map(commandName);
  const meant = meantCommands(word).filter((name) => names.includes(name));
  return meant.length > 0 ? meant : [nearest(word, names)].filter((name) => name !== undefined);
}

export function problem(code: Diagnosis['code'], place: Place, facts: Diagnosis['facts'], fixes: readonly Fix[] = []): Diagnosis {
  return { from: place.start, to: place.end, severity: 'error', code, facts, fixes };
}

export function replacing({ start, end }: Place, text: string | undefined): Fix[] {
  return text === undefined ? [] : [{ kind: 'replace', from: start, to: end, text }];
}

function checkFlag({ node, waiting }: DockerLine, { spec, written, word, value }: UsedFlag, isEnded: boolean): Diagnosis[] {
  const command = node.path;
  if (spec === undefined) {
    const names = (node.spec.flags ?? [])
      .filter((flag) => isListedFlag(flag) || flag.buildkit === true)
      .map(({ name }) => `--${name}`);
    const meant = written.startsWith('--') ? nearest(written, names) : undefined;
    const place = { start: word.start, end: written.startsWith('--') ? word.start + written.length : word.end };
    return [problem('flag-unknown', place, { flag: written, command }, replacing(place, meant))];
  }
  if (spec.unsupported === true || spec.refused !== undefined)
    return [problem('flag-not-simulated', word, { flag: written, command })];
  if (value === undefined)
    return waiting === spec && isEnded ? [problem('flag-no-value', word, { flag: written, usage: spec.usage })] : [];
  const fault = checkFlagValue(spec, value.text);
  return fault === undefined ? [] : [problem('flag-bad-value', value, { flag: written, value: value.text, says: fault })];
}

function checkCount({ node, args, waiting }: DockerLine, commandWord: Place, isEnded: boolean): Diagnosis[] {
  const { min, max } = node.spec.args ?? { min: 0 };
  const usage = usageLine(node).split('\n')[0] ?? '';
  const facts = { command: node.path, usage };
  const beyond = max === undefined ? undefined : args[max];
  if (beyond !== undefined) {
    const end = args.at(-1)?.end ?? beyond.end;
    return [problem('too-many-arguments', { start: beyond.start, end }, facts)];
  }
  return args.length < min && isEnded && waiting === undefined ? [problem('too-few-arguments', commandWord, facts)] : [];
}

function lastWord({ unknownCommand, args }: DockerLine): Word | undefined {
  return args.at(-1) ?? unknownCommand;
}
