/** What parsed texts need beside the evaluator: functions, substitutions, background. Loaded as one part: `language-part.ts`. */
import type { CompoundCommand, CompoundList, Redirected, Word } from 'unbash';
import { FsError, strerror } from '../../fs/errno.ts';
import { bytesOf } from '../kernel/devices.ts';
import { readText } from '../kernel/io.ts';
import { createPipe } from '../kernel/pipe.ts';
import type { OpenFile, Process, Sys } from '../kernel/system.ts';
import { decodeText } from '../text.ts';
import type { Builtins } from './builtins/builtin.ts';
import { redirected, runCompound, runStatements } from './evaluate.ts';
import { expandText } from './expand.ts';
import { fork } from './fork.ts';
import { waitForChild } from './processes.ts';
import type { Shell, ShellFunction } from './shell.ts';

export { expandAliases } from './aliases.ts';
export { BUILTINS } from './builtins/parsed-builtins.ts';
export { isCompleteCommand } from './complete-command.ts';
export { readScript } from './read-script.ts';

type Statements = CompoundList['commands'];

export function* runFunction(shell: Shell, builtins: Builtins, known: ShellFunction): Sys<number> {
  const outer = { source: shell.source, lineStarts: shell.lineStarts };
  shell.source = known.text;
  shell.lineStarts = known.lineStarts;
  try {
    return yield* runBody(shell, builtins, known.body);
  } finally {
    shell.source = outer.source;
    shell.lineStarts = outer.lineStarts;
  }
}

export function* substitute(shell: Shell, builtins: Builtins, statements: Statements): Sys<string> {
  const path = shell.flavour === 'bash' ? readOnly(statements) : undefined;
  if (path !== undefined) return yield* readWhole(shell, yield* expandText(shell, path));
  const pipe = createPipe();
  pipe.reader.refs += 1;
  try {
    const child = fork(shell, (inner) => runStatements(inner, builtins, statements, { isLast: true }), {
      set: new Map([[1, pipe.writer]]),
    });
    const text = yield* readText(shell.self, pipe.reader);
    shell.substitutionStatus = yield* waitForChild(shell, child);
    if (shell.flavour === 'bash') shell.status = shell.substitutionStatus;
    return text.replaceAll('\0', '').replace(/\n+$/, '');
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* shell.complain(shell.flavour === 'bash' ? `fork: ${strerror(error.code)}` : `can't fork: ${strerror(error.code)}`);
    return '';
  } finally {
    pipe.reader.refs -= 1;
    pipe.reader.close();
  }
}

/** Runs statements in a process of their own, with some descriptors set and others closed. */
export function background(
  shell: Shell,
  builtins: Builtins,
  statements: Statements,
  set: ReadonlyMap<number, OpenFile>,
  closed: readonly number[],
): Process {
  return fork(shell, (inner) => runStatements(inner, builtins, statements, { isLast: true }), { set, closed, isBackground: true });
}

/** `$(< file)` is the file itself. */
function readOnly(statements: CompoundList['commands']): Word | undefined {
  const [only] = statements;
  const command = only?.command;
  if (statements.length !== 1 || command?.type !== 'Command' || command.name !== undefined || command.prefix.length !== 1)
    return undefined;
  const [redirection] = command.redirects;
  return redirection?.type === 'Redirect' && redirection.operator === '<' && redirection.descriptor === undefined
    ? redirection.target
    : undefined;
}

function* readWhole(shell: Shell, path: string): Sys<string> {
  const { self } = shell;
  try {
    const text = decodeText(yield* bytesOf(self, self.system.files.read(self, path)));
    shell.substitutionStatus = 0;
    return text.replaceAll('\0', '').replace(/\n+$/, '');
  } catch (error) {
    if (!(error instanceof FsError)) throw error;
    yield* shell.complain(`${path}: ${strerror(error.code)}`);
    shell.substitutionStatus = 1;
    return '';
  }
}

function* runBody(shell: Shell, builtins: Builtins, body: CompoundCommand | Redirected | CompoundList): Sys<number> {
  if (body.type === 'CompoundList') return yield* runStatements(shell, builtins, body.commands);
  if (body.type === 'Redirected')
    return yield* redirected(shell, body.redirects, () => runCompound(shell, builtins, body.command, { isLast: false }));
  return yield* runCompound(shell, builtins, body, { isLast: false });
}
