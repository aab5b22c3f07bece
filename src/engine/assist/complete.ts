/** What could stand at the caret of a text for the learner's shell. */
import { ALL_COMMANDS } from '../cli/specs/all-commands.ts';
import type { Machine } from '../machine/machine.ts';
import { HOST_APPLETS } from '../shell/applets/applet-table.ts';
import { BUILTINS } from '../shell/lang/builtins/builtin-table.ts';
import { completeDocker } from './complete-docker.ts';
import { type Completion, type CompletionItem, NO_COMPLETION, startingWith } from './completion.ts';
import { hostPlace, type Place, pathItems, programItems } from './path-items.ts';
import { type CommandWords, commandAt, readCommands, type Word } from './read-commands.ts';
import { readNames } from './text-names.ts';
import { programsInOrder } from './usual-first.ts';

const FOLDERS_ONLY: ReadonlySet<string> = new Set(['cd', 'rmdir']);
const PROGRAMS: readonly CompletionItem[] = programsInOrder(
  ['docker', ...HOST_APPLETS.keys(), ...BUILTINS.bash.table.keys()].filter((name) => /^[a-z]/.test(name)),
).map((text) => ({ text, kind: 'program' }));
const BUILT_INTO_SH = ['cd', 'exit', 'export', 'unset'];

/**
 * What could stand there in the learner's own shell, or in that of the container whose terminal is open.
 * @param caret offset in the text, in UTF-16 units
 */
export function complete(machine: Machine, text: string, caret: number): Completion {
  const place = Math.min(Math.max(0, caret), text.length);
  // what stands behind the caret has no say in what could stand at it
  const command = commandAt(readCommands(text.slice(0, place)), place);
  const others = readCommands(text).filter(({ start, end }) => place < start || place > end);
  if (command === undefined) return { ...NO_COMPLETION, from: place, to: place };
  const last = command.words.at(-1);
  const current = last !== undefined && last.end === place ? last : undefined;
  const before = command.words.filter((word) => word !== current && !word.isFile);
  const typed = current?.text ?? '';
  const from = current?.start ?? place;
  const { items, kept } = itemsFor(machine, before, typed, current, others);
  return { from, to: place, items: items.map((item) => quoted(item, typed.slice(0, kept), current)) };
}

function itemsFor(
  machine: Machine,
  before: readonly Word[],
  typed: string,
  current: Word | undefined,
  others: readonly CommandWords[],
) {
  const [program, ...words] = before;
  const inside = findInside(machine);
  if (inside !== undefined) return { items: itemsInside(inside, program, typed), kept: 0 };
  if (current?.isFile === true) return { items: pathItems(hostPlace(machine), typed), kept: 0 };
  if (program === undefined) {
    const items = typed.includes('/') ? pathItems(hostPlace(machine), typed) : startingWith(PROGRAMS, typed);
    return { items, kept: 0 };
  }
  if (program.text === 'docker') return completeDocker(ALL_COMMANDS.root, machine, words, typed, readNames(others));
  if (typed.startsWith('-')) return { items: [], kept: 0 };
  return { items: pathItems(hostPlace(machine), typed, FOLDERS_ONLY.has(program.text) ? 'folders' : 'all'), kept: 0 };
}

type Inside = { readonly place: Place; readonly env: readonly string[] };

function findInside({ visit, containers }: Machine): Inside | undefined {
  const container = visit && containers.get(visit.container);
  return container && { place: { tree: container.tree, cwd: visit.cwd }, env: container.config.Env ?? [] };
}

function itemsInside({ place, env }: Inside, program: Word | undefined, typed: string): readonly CompletionItem[] {
  if (program === undefined && !typed.includes('/')) {
    const names = programsInOrder([...programItems(place, env).map(({ text }) => text), ...BUILT_INTO_SH]);
    const items = names.map((text): CompletionItem => ({ text, kind: 'program' }));
    return startingWith(items, typed);
  }
  if (typed.startsWith('-')) return [];
  return pathItems(place, typed, program !== undefined && FOLDERS_ONLY.has(program.text) ? 'folders' : 'all');
}

/** As the shell reads it: in the quote that is open, else with backslashes where they are needed. */
function quoted(item: CompletionItem, kept: string, current: Word | undefined): CompletionItem {
  const whole = kept + item.text;
  if (item.kind === 'value' && /\s|'/.test(item.text)) return { ...item, text: whole };
  const quote = current?.openQuote ?? '';
  if (quote !== '') return { ...item, text: quote + whole + (item.isOpen === true ? '' : quote) };
  return { ...item, text: whole.replace(/[\s'"\\$`&|;()<>*?#!]/g, (char) => `\\${char}`) };
}
