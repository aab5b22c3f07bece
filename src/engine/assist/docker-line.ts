/** The words of one docker command, told apart by its specs as far as they go: commands, flags and their values, arguments. */
import type { FlagSpec } from '../cli/specs/command-spec.ts';
import type { CommandNode } from '../cli/specs/command-tree.ts';
import type { Word } from './read-commands.ts';

export interface UsedFlag {
  /** undefined: docker knows no such flag here */
  readonly spec: FlagSpec | undefined;
  /** `--name`, `-n` as written, without a value */
  readonly written: string;
  readonly word: Word;
  /** in the same word after `=` or the letter, or the next word; undefined where there is none yet */
  readonly value?: { readonly text: string; readonly start: number; readonly end: number };
}

export interface DockerLine {
  /** the deepest command that is named */
  readonly node: CommandNode;
  /** which word named which command */
  readonly named: readonly { readonly word: Word; readonly node: CommandNode }[];
  /** a word below a group that is none of its commands */
  readonly unknownCommand?: Word;
  readonly flags: readonly UsedFlag[];
  readonly args: readonly Word[];
  /** the last word is a flag that waits for its value */
  readonly waiting?: FlagSpec;
  /** what follows is no flag: after `--`, or an argument of a command that runs another */
  readonly isPastFlags: boolean;
}

/** @param words after `docker` */
export function readDockerLine(root: CommandNode, words: readonly Word[]): DockerLine {
  const line = new LineReader(root);
  for (const word of words) line.add(word);
  return line.result();
}

class LineReader {
  private node: CommandNode;
  private readonly named: { word: Word; node: CommandNode }[] = [];
  private readonly flags: UsedFlag[] = [];
  private readonly args: Word[] = [];
  private unknownCommand: Word | undefined;
  private waiting: Omit<UsedFlag, 'value'> | undefined;
  private isPastFlags = false;

  constructor(root: CommandNode) {
    this.node = root;
  }

  result(): DockerLine {
    const { node, named, args, unknownCommand, waiting, isPastFlags } = this;
    return {
      node,
      named,
      args,
      isPastFlags,
      flags: waiting === undefined ? this.flags : [...this.flags, waiting],
      ...(unknownCommand === undefined ? {} : { unknownCommand }),
      ...(waiting?.spec === undefined ? {} : { waiting: waiting.spec }),
    };
  }

  add(word: Word): void {
    if (this.waiting !== undefined) {
      this.flags.push({ ...this.waiting, value: word });
      this.waiting = undefined;
    } else if (this.isPastFlags || !word.text.startsWith('-') || word.text === '-') this.addArgument(word);
    else if (word.text === '--') this.isPastFlags = true;
    else if (word.text.startsWith('--')) this.addLong(word);
    else this.addShorts(word);
  }

  private addArgument(word: Word): void {
    const { spec, children } = this.node;
    if (spec.group === true && this.unknownCommand === undefined) {
      const child = children.get(word.text);
      if (child === undefined) {
        this.unknownCommand = word;
        return;
      }
      this.node = child;
      this.named.push({ word, node: child });
      return;
    }
    this.args.push(word);
    if (spec.flagsFirst === true) this.isPastFlags = true;
  }

  private addLong(word: Word): void {
    const cut = word.text.indexOf('=');
    const written = cut < 0 ? word.text : word.text.slice(0, cut);
    const spec = findFlag(this.node, written.slice(2));
    const flag = { spec, written, word };
    if (cut >= 0) this.flags.push({ ...flag, value: tailOf(word, word.text.length - cut - 1) });
    else if (spec !== undefined && spec.type !== 'bool') this.waiting = flag;
    else this.flags.push(flag);
  }

  private addShorts(word: Word): void {
    for (let at = 1; at < word.text.length; at += 1) {
      const written = `-${word.text.charAt(at)}`;
      const spec = findShort(this.node, word.text.charAt(at));
      const flag = { spec, written, word };
      if (spec === undefined || spec.type === 'bool') {
        this.flags.push(flag);
        if (spec === undefined) return;
        continue;
      }
      const rest = word.text.slice(at + 1).replace(/^=/, '');
      if (rest === '') this.waiting = flag;
      else this.flags.push({ ...flag, value: tailOf(word, rest.length) });
      return;
    }
  }
}

const HELP: FlagSpec = { name: 'help', short: 'h', type: 'bool', usage: 'Print usage', hidden: true };

export function findFlag({ spec }: CommandNode, name: string): FlagSpec | undefined {
  return spec.flags?.find((flag) => flag.name === name) ?? (name === 'help' ? HELP : undefined);
}

function findShort({ spec }: CommandNode, letter: string): FlagSpec | undefined {
  return spec.flags?.find((flag) => flag.short === letter) ?? (letter === 'h' ? HELP : undefined);
}

/** Where quotes stand in the word, its end is still right. */
function tailOf(word: Word, length: number): { text: string; start: number; end: number } {
  const closing = word.openQuote === '' && length < word.text.length && word.end - word.start > word.text.length ? 1 : 0;
  const end = word.end - closing;
  return { text: word.text.slice(word.text.length - length), start: Math.max(word.start, end - length), end };
}
