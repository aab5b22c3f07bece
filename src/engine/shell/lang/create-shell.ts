/** Puts a shell together: the evaluator's parts do not know one another, they meet here. */
import { type Process, type Sys, settle } from '../kernel/system.ts';
import type { Builtins } from './builtins/builtin.ts';
import { BUILTINS } from './builtins/builtin-table.ts';
import { LANGUAGE, loadedLanguage } from './language-part.ts';
import { runArgs } from './run-args.ts';
import { runText } from './run-text.ts';
import { importEnvironment, runScript } from './script.ts';
import { type Evaluator, Shell, type ShellFlavour } from './shell.ts';

export function createShell(self: Process, flavour: ShellFlavour, name: string): Shell {
  return new Shell(self, flavour, EVALUATORS[flavour], name);
}

const EVALUATORS: Readonly<Record<ShellFlavour, Evaluator>> = {
  ash: evaluatorOf(BUILTINS.ash),
  bash: evaluatorOf(BUILTINS.bash),
};

function evaluatorOf(builtins: Builtins): Evaluator {
  return {
    runText: (shell, text) => runText(shell, builtins, text),
    runLast: (shell, text, origin) => runText(shell, builtins, text, { isLast: true, origin }),
    runArgs: (shell, args, options) => runArgs(shell, builtins, args, options),
    isBuiltin: (name) => builtins.table.has(name),
    scriptProgram: (shell, path) =>
      function* (self) {
        const inner = createShell(self, shell.flavour, path);
        importEnvironment(inner);
        return yield* runScript(inner, path, self.argv.slice(1));
      },
    *runFunction(shell, known): Sys<number> {
      const language = LANGUAGE.loaded ?? (yield* settle(() => LANGUAGE.load()));
      return yield* language.runFunction(shell, builtins, known);
    },
    substitute: (shell, statements) => loadedLanguage().substitute(shell, builtins, statements),
    background: (shell, statements, set, closed) => loadedLanguage().background(shell, builtins, statements, set, closed),
  };
}
