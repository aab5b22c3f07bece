/** `sh`, `ash` and `bash` as programs: `-c text`, a script file, or a script on stdin. */
import { usageOf } from './applets/usage.ts';
import { complain, readText } from './kernel/io.ts';
import { type Process, type Program, type Sys, settle } from './kernel/system.ts';
import { createShell } from './lang/create-shell.ts';
import { runToEnd } from './lang/processes.ts';
import { importEnvironment, runScript } from './lang/script.ts';
import { isShellOption, OPTION_LETTERS, type Shell, type ShellFlavour } from './lang/shell.ts';
import { TYPED } from './lang/typed-part.ts';

interface Invocation {
  readonly text: string | undefined;
  readonly isStdin: boolean;
  readonly isInteractive: boolean;
  readonly rest: readonly string[];
}

/** @param kind `dash`: the `sh` of the learner's computer @param isSmall of the busybox without features */
export function shellProgram(kind: ShellFlavour | 'dash', isSmall = false): Program {
  return (self) => runShell(self, kind, isSmall);
}

function* runShell(self: Process, kind: ShellFlavour | 'dash', isSmall: boolean): Sys<number> {
  const name = self.argv[0] ?? 'sh';
  const shell = createShell(self, kind === 'dash' ? 'ash' : kind, name);
  shell.isDash = kind === 'dash';
  shell.isSmall = isSmall;
  shell.toolName = name.replace(/^.*\//, '').replace(/^-/, '');
  importEnvironment(shell);
  const invocation = yield* parseInvocation(shell, self.argv.slice(1));
  if (typeof invocation === 'number') return invocation;
  return yield* runInvocation(shell, invocation);
}

function* runInvocation(shell: Shell, { text, isStdin, rest }: Invocation): Sys<number> {
  const { self } = shell;
  if (text !== undefined) {
    const [name, ...parameters] = rest;
    if (name !== undefined) shell.name = name;
    shell.positional = parameters;
    shell.isCommandText = true;
    return yield* runToEnd(shell, () => shell.evaluator.runLast(shell, text, '-c: '));
  }
  const [path, ...parameters] = rest;
  if (path !== undefined && !isStdin) {
    return yield* runScript(shell, path, parameters);
  }
  shell.positional = rest;
  const input = self.fds.get(0);
  if (input === undefined) return 0;
  if (input.isTyped === true) {
    const { runTypedLines } = TYPED.loaded ?? (yield* settle(() => TYPED.load()));
    return yield* runTypedLines(shell, input);
  }
  const script = yield* readText(self, input);
  if (shell.flavour === 'bash') shell.isScriptFile = true;
  return yield* runToEnd(shell, () => shell.evaluator.runText(shell, script));
}

function* parseInvocation(shell: Shell, args: readonly string[]): Sys<Invocation | number> {
  let text: string | undefined;
  let wantsText = false;
  let isStdin = false;
  let isInteractive = false;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (arg === '--' || arg === '-') {
      at += 1;
      break;
    }
    if (!/^[-+]./.test(arg)) break;
    if (arg === '--help' && shell.flavour === 'ash' && shell.isDash !== true) {
      yield* complain(shell.self, yield* usageOf({ name: 'sh', isSmall: true }, 'sh'));
      return 0;
    }
    if (arg.startsWith('--')) continue;
    for (const letter of arg.slice(1)) {
      const option = OPTION_LETTERS.get(letter);
      if (letter === 'c') wantsText = true;
      else if (letter === 's') isStdin = true;
      else if (letter === 'i') isInteractive = true;
      else if (letter === 'o') {
        const named = args[++at] ?? '';
        if (isShellOption(named)) shell.options.add(named);
      } else if (option !== undefined) shell.options[arg.startsWith('-') ? 'add' : 'delete'](option);
      else if (letter !== 'l') return yield* refuse(shell, `-${letter}`);
    }
  }
  const rest = args.slice(at);
  if (wantsText) {
    text = rest[0];
    if (text === undefined) {
      yield* complain(
        shell.self,
        shell.flavour === 'bash' ? `${shell.name}: -c: option requires an argument\n` : `${shell.name}: -c requires an argument\n`,
      );
      return 2;
    }
    return { text, isStdin, isInteractive, rest: rest.slice(1) };
  }
  return { text, isStdin, isInteractive, rest };
}

function* refuse(shell: Shell, option: string): Sys<number> {
  yield* complain(
    shell.self,
    shell.flavour === 'bash' ? `${shell.name}: ${option}: invalid option\n` : `${shell.name}: illegal option ${option}\n`,
  );
  return 2;
}
