/**
 * The state of one shell process, and how it words its complaints.
 *
 * Two shells are played: bash 5.2 on the learner's own computer, busybox 1.35's ash in containers. They share grammar and evaluator;
 * what they word or do differently asks `flavour`. Wordings were recorded from the real ones.
 */
import type { CompoundList, Function as FunctionNode } from 'unbash';
import { LimitError } from '../../errors.ts';
import { complain, print } from '../kernel/io.ts';
import type { Limit, OpenFile, Process, Program, Sys } from '../kernel/system.ts';

export type ShellFlavour = 'bash' | 'ash';

export interface Variable {
  /** a text, or the elements of an array by index */
  readonly value: string | ReadonlyMap<number, string>;
  readonly isExported: boolean;
  readonly isReadonly: boolean;
}

export interface ShellFunction {
  readonly body: FunctionNode['body'];
  /** `name() { … }` as it was written */
  readonly source: string;
  /** of the text it was read from; see Shell.lineStarts */
  readonly lineStarts: readonly number[];
  readonly text: string;
}

export interface Job {
  readonly number: number;
  readonly pid: number;
  readonly process: Process;
  readonly text: string;
  /** its end has been waited for: to ash its place is free for the next one, until then it is listed */
  isWaited?: boolean;
}

export type ShellOption =
  | 'errexit'
  | 'nounset'
  | 'xtrace'
  | 'noglob'
  | 'noexec'
  | 'verbose'
  | 'allexport'
  | 'noclobber'
  | 'pipefail'
  | 'monitor'
  | 'ignoreeof'
  | 'notify'
  | 'errtrace'
  | 'vi';

export const OPTION_LETTERS: ReadonlyMap<string, ShellOption> = new Map([
  ['e', 'errexit'],
  ['u', 'nounset'],
  ['x', 'xtrace'],
  ['f', 'noglob'],
  ['n', 'noexec'],
  ['v', 'verbose'],
  ['a', 'allexport'],
  ['C', 'noclobber'],
  ['m', 'monitor'],
  ['E', 'errtrace'],
]);

/** What busybox 1.35's `set -o` lists, in its order. */
export const ASH_OPTIONS: readonly ShellOption[] = [
  'errexit',
  'noglob',
  'ignoreeof',
  'monitor',
  'noexec',
  'xtrace',
  'verbose',
  'noclobber',
  'allexport',
  'notify',
  'nounset',
  'errtrace',
  'vi',
  'pipefail',
];

const OPTIONS: ReadonlySet<string> = new Set(ASH_OPTIONS);

export function isShellOption(name: string): name is ShellOption {
  return OPTIONS.has(name);
}

/** Leaves loops; `levels` counts those still to leave. */
export class LoopJump extends Error {
  readonly kind: 'break' | 'continue';
  readonly levels: number;
  constructor(kind: 'break' | 'continue', levels: number) {
    super(kind);
    this.kind = kind;
    this.levels = levels;
  }
}
/** `return`: leaves a function or a sourced file. */
export class FunctionReturn extends Error {
  readonly status: number;
  constructor(status: number) {
    super('return');
    this.status = status;
  }
}
/** `exit`, `set -e`, and the errors that end a shell which is not interactive. */
export class ShellExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super('exit');
    this.status = status;
  }
}
/** Ctrl+C at a shell that somebody types at: nothing more of the line is run. */
export class Interrupted extends Error {}
/** An expansion that failed: the command is not run. Its complaint has been printed. */
export class ExpansionError extends Error {
  readonly status: number;
  constructor(status: number) {
    super('expansion');
    this.status = status;
  }
}

/** What commands need of one another; put together in create-shell.ts, so that the files here stand in a line. */
export interface Evaluator {
  /** text of `eval`, `.`, traps */
  runText(shell: Shell, text: string): Sys<number>;
  /** the text that the shell was started for: its last command may take the shell's place */
  runLast(shell: Shell, text: string, origin: string): Sys<number>;
  isBuiltin(name: string): boolean;
  /** a text without `#!`, which the shell runs itself when the system cannot */
  scriptProgram(shell: Shell, path: string): Program;
  runFunction(shell: Shell, known: ShellFunction): Sys<number>;
  /** a command whose words are expanded: `command`, `builtin` */
  runArgs(shell: Shell, args: readonly string[], options: { readonly skipFunctions: boolean }): Sys<number>;
  /** `$( … )`: its output without the newlines at its end */
  substitute(shell: Shell, statements: CompoundList['commands']): Sys<string>;
  /** Runs statements in a process of their own, with some descriptors set and others closed. */
  background(
    shell: Shell,
    statements: CompoundList['commands'],
    set: ReadonlyMap<number, OpenFile>,
    closed: readonly number[],
  ): Process;
}

export const NO_FOLDERS: readonly string[] = [];
const NO_ALIASES: ReadonlyMap<string, string> = new Map();

export class Shell {
  readonly self: Process;
  readonly flavour: ShellFlavour;
  readonly evaluator: Evaluator;
  /** `$0`, and what stands in front of complaints */
  name: string;
  variables: Map<string, Variable>;
  readonly functions: Map<string, ShellFunction>;
  /** another map after each change */
  aliases: ReadonlyMap<string, string> = NO_ALIASES;
  /** what `pushd` left, the last first */
  folders: readonly string[] = NO_FOLDERS;
  /** bash's own options, of `shopt -s` */
  readonly extra = new Set<string>();
  positional: readonly string[] = [];
  options = new Set<ShellOption>();
  status = 0;
  /** of the last `$( )`, which is the status of an assignment alone */
  substitutionStatus: number | undefined;
  lastBackground: number | undefined;
  /** by signal's name or `EXIT`; '' ignores */
  readonly traps = new Map<string, string>();
  jobs: readonly Job[] = [];
  /** how children ended that were waited for */
  readonly finished = new Map<number, number>();
  /** what ash's built-in programs are called in their messages: the name that busybox was called by */
  toolName = 'sh';
  /** what functions that run have made local: the variable as it was outside */
  readonly locals: Map<string, Variable | undefined>[] = [];
  /** where ash found programs, by name: what its `hash` lists */
  readonly found = new Map<string, string>();
  /** see `ulimit` */
  readonly limits: Map<string, Limit>;
  loopDepth = 0;
  functionDepth = 0;
  sourceDepth = 0;
  /** how many texts run inside one another: the script, then `eval`, `.`, traps */
  textDepth = 0;
  /** in a condition: `set -e` does not end the shell */
  uncheckedDepth = 0;
  /** the learner's own prompt: errors do not end it */
  isInteractive = false;
  /** of a shell at a terminal that somebody types at: waits for its children, or until Ctrl+C (`typed-lines.ts`) */
  waitAtTerminal: ((ready: () => boolean, child?: Process) => Sys<void>) | undefined;
  /** at a prompt: `[1] 1234` for each job in the background */
  announcesJobs = true;
  /** text has line numbers of its own (a script file); complaints name them */
  isScriptFile = false;
  /** Debian's `sh`, which is dash: it names lines in its own way */
  isDash = false;
  /** of the busybox without features */
  isSmall = false;
  /** started with `-c` */
  isCommandText = false;
  line = 0;
  /** where the lines of the text that runs begin */
  lineStarts: readonly number[] = [0];
  /** the text that runs */
  source = '';
  /** the builtin that runs, for ash's complaints */
  builtin: string | undefined;
  /** the process is only here to run one command, which may take its place */
  isSubshell = false;
  /** `$$`, which a subshell shares with its parent */
  mainPid: number;
  /** exported before they had a value */
  readonly exportedNames = new Set<string>();
  randomDraws = 0;
  /** descriptors of `<( )` that the command that runs was given */
  substituted: number[] = [];
  /** how many of them belong to what stands around it: a function, a loop */
  firstSubstituted = 0;
  optionIndex = 1;
  optionOffset = 0;
  startedAt: number;

  constructor(self: Process, flavour: ShellFlavour, evaluator: Evaluator, name: string, parent?: Shell) {
    this.self = self;
    this.flavour = flavour;
    this.evaluator = evaluator;
    this.name = name;
    this.variables = new Map(parent?.variables);
    this.functions = new Map(parent?.functions);
    this.limits = new Map(parent?.limits ?? self.system.ulimits);
    this.mainPid = parent?.mainPid ?? self.pid;
    this.startedAt = parent?.startedAt ?? self.system.now;
    if (parent === undefined) return;
    this.positional = parent.positional;
    this.aliases = parent.aliases;
    this.folders = parent.folders;
    for (const name of parent.extra) this.extra.add(name);
    this.toolName = parent.toolName;
    for (const exported of parent.exportedNames) this.exportedNames.add(exported);
    this.options = new Set(parent.options);
    this.status = parent.status;
    this.lastBackground = parent.lastBackground;
    this.locals = [...parent.locals];
    for (const [known, path] of parent.found) this.found.set(known, path);
    this.loopDepth = parent.loopDepth;
    this.functionDepth = parent.functionDepth;
    this.sourceDepth = parent.sourceDepth;
    this.textDepth = parent.textDepth + 1;
    this.uncheckedDepth = parent.uncheckedDepth;
    this.isScriptFile = parent.isScriptFile;
    this.isCommandText = parent.isCommandText;
    this.isDash = parent.isDash;
    this.isSmall = parent.isSmall;
    this.line = parent.line;
    this.lineStarts = parent.lineStarts;
    this.source = parent.source;
    this.isSubshell = true;
  }

  has(option: ShellOption): boolean {
    return this.options.has(option);
  }

  /** `bash: `, `script.sh: line 3: `, `/bin/sh: cd: line 0: ` */
  prefix(): string {
    if (this.flavour === 'bash') {
      return this.isInteractive ? `${this.name}: ` : `${this.name}: line ${Math.max(1, this.line)}: `;
    }
    if (this.isDash) return `${this.name}: ${Math.max(1, this.line)}: ${this.builtin === undefined ? '' : `${this.builtin}: `}`;
    const builtin = this.builtin === undefined ? '' : `${this.builtin}: `;
    if (this.isScriptFile) return `${this.name}: ${builtin}line ${this.line}: `;
    const line =
      this.builtin === undefined || this.isInteractive
        ? ''
        : `line ${Math.max(0, this.isCommandText ? this.line - 1 : this.line)}: `;
    return `${this.name}: ${builtin}${line}`;
  }

  *complain(message: string): Sys<void> {
    yield* complain(this.self, `${this.prefix()}${message}\n`);
  }

  /** on stdout; what a builtin prints goes out when it ends */
  *print(text: string): Sys<void> {
    yield* print(this.self, text);
  }

  /** on stderr, as it is */
  *say(text: string): Sys<void> {
    yield* complain(this.self, text);
  }

  /** The complaint of a builtin: bash names it, ash has it in the prefix already. */
  *complainOf(builtin: string, message: string): Sys<void> {
    if (this.flavour === 'bash') yield* this.complain(`${builtin}: ${message}`);
    else yield* this.complain(message);
  }

  /** Runs `inside` one level deeper. @throws LimitError */
  *deeper<T>(inside: () => Sys<T>): Sys<T> {
    const max = this.self.system.ports.limits.depth;
    if (this.self.depth >= max) throw new LimitError('depth', max);
    this.self.depth += 1;
    try {
      return yield* inside();
    } finally {
      this.self.depth -= 1;
    }
  }
}

/** An error that ends a script, but not the learner's prompt. */
export function* failScript(shell: Shell, message: string, status: number): Sys<never> {
  yield* shell.complain(message);
  throw shell.isInteractive ? new ExpansionError(status) : new ShellExit(status);
}
