/**
 * What is wrong with a text for the learner's shell, line by line on the machine as the lines before would leave it. Where that cannot
 * be known without running them (a pull, a program in a container), only the words of what follows are looked at.
 */
import type { EngineContext } from '../cas/content-store.ts';
import { ALL_COMMANDS } from '../cli/specs/all-commands.ts';
import { commandName, listSubcommands } from '../cli/specs/command-tree.ts';
import type { Machine } from '../machine/machine.ts';
import { HOST_APPLETS } from '../shell/applets/applet-table.ts';
import { BUILTINS } from '../shell/lang/builtins/builtin-table.ts';
import { checkMachine, unknownNames } from './check-machine.ts';
import { checkSigns } from './check-signs.ts';
import { checkWords, problem, replacing } from './check-words.ts';
import type { Diagnosis } from './diagnosis.ts';
import { type DockerLine, readDockerLine } from './docker-line.ts';
import { nearest } from './nearest.ts';
import { type CommandWords, readCommands } from './read-commands.ts';

/** More commands than that are not looked at. */
const MAX_COMMANDS = 200;
const PROGRAMS = ['docker', ...HOST_APPLETS.keys(), ...BUILTINS.bash.table.keys()];
const KNOWN: ReadonlySet<string> = new Set([
  ...PROGRAMS,
  'bash',
  'sh',
  'edit',
  'for',
  'case',
  'in',
  'function',
  'select',
  'esac',
  'fi',
  'done',
  '}',
  'then',
  'else',
]);

export interface DiagnoseOptions {
  /** The caret: what is being typed there is not yet wrong for being unfinished. Absent: the text is finished. */
  readonly caret?: number;
}

export async function diagnose(
  ctx: EngineContext,
  machine: Machine,
  text: string,
  { caret }: DiagnoseOptions = {},
): Promise<readonly Diagnosis[]> {
  const commands = readCommands(text).filter(({ words }) => words.length > 0);
  const functions = new Set([...text.matchAll(/(\w+)\s*\(\s*\)/g), ...text.matchAll(/\balias (\w+)=/g)].map(([, name]) => name));
  const found: Diagnosis[] = [];
  let now: Machine | undefined = machine;
  for (const command of commands.slice(0, MAX_COMMANDS)) {
    const [program] = command.words;
    if (program === undefined) continue;
    const isEnded = caret === undefined || caret < command.start || caret > command.end;
    const signs = checkSigns(command, text);
    found.push(...signs);
    if (signs.length > 0) {
      now = undefined;
      continue;
    }
    if (program.text !== 'docker') {
      const isFree = !program.isPlain || program.text.includes('/') || KNOWN.has(program.text) || functions.has(program.text);
      if (!isFree && (isEnded || caret !== program.end) && !machine.host.functions.has(program.text))
        found.push(unknownProgram(command));
      continue;
    }
    const words = command.words.slice(1).filter(({ isFile }) => !isFile);
    const line = readDockerLine(ALL_COMMANDS.root, words);
    const wrong = checkWords(line, program, isEnded);
    found.push(...wrong);
    const isWhole = words.every(({ isPlain, openQuote }) => isPlain && openQuote === '');
    if (wrong.length > 0 || line.node.spec.group === true) continue;
    if (now === undefined || !isWhole || !command.isSimple || (!isEnded && lastIsOpen(command, caret))) {
      if (!isWhole || !command.isSimple) now = undefined;
      continue;
    }
    if (!isEnded && waitsForMore(line)) {
      found.push(...unknownNames(now, line));
      continue;
    }
    const checked = await checkMachine(ctx, now, { line, words });
    found.push(...checked.problems);
    now = checked.machine;
  }
  // the word that the caret stands behind may go on
  return found.filter(({ to }) => to !== caret);
}

/** What it must have is not there yet: of course it would fail. */
function waitsForMore({ node, args, waiting }: DockerLine): boolean {
  return waiting !== undefined || args.length < (node.spec.args?.min ?? 0);
}

/** The caret stands right behind the last word: it may go on. */
function lastIsOpen({ words }: CommandWords, caret: number | undefined): boolean {
  return words.at(-1)?.end === caret;
}

/** Whoever writes `pull alpine` forgot `docker`, and did not mistype `kill`. */
function meantProgram(word: string): string | undefined {
  const isCommand = listSubcommands(ALL_COMMANDS.root).some((node) => commandName(node) === word);
  return isCommand ? `docker ${word}` : nearest(word, PROGRAMS);
}

function unknownProgram({ words: [program, next] }: CommandWords): Diagnosis {
  const word = program?.text ?? '';
  // it would need a password on most machines; here everybody is root
  if (word === 'sudo' && program !== undefined && next !== undefined) {
    const fix = replacing({ start: program.start, end: next.end }, next.text);
    return problem('sudo-not-needed', program, { word, command: next.text }, fix);
  }
  const place = program ?? { start: 0, end: 0 };
  return problem('program-unknown', place, { word }, replacing(place, meantProgram(word)));
}
