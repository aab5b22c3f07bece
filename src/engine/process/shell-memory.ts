/** What the learner's shell keeps from line to line, into a shell that begins and out of one that ends. */
import type { Host } from '../machine/host.ts';
import type { Sys } from '../shell/kernel/system.ts';
import { isShellOption, type Shell } from '../shell/lang/shell.ts';
import { setTrap } from '../shell/lang/traps.ts';
import { setVariable } from '../shell/lang/variables.ts';

/** Set anew for each line. */
const TRANSIENT = new Set(['_']);

export function* remember(shell: Shell, host: Host): Sys<void> {
  const { settings } = host;
  for (const [name, value] of host.variables) setVariable(shell, name, value, host.exported.has(name));
  for (const [name, value] of settings?.arrays ?? []) setVariable(shell, name, value, host.exported.has(name));
  for (const name of settings?.readonlyNames ?? []) {
    const known = shell.variables.get(name);
    if (known !== undefined) shell.variables.set(name, { ...known, isReadonly: true });
  }
  for (const name of host.exported) if (!shell.variables.has(name)) shell.exportedNames.add(name);
  setVariable(shell, 'PWD', shell.self.cwd, true);
  setVariable(shell, 'IFS', host.variables.get('IFS') ?? ' \t\n');
  for (const source of host.functions.values()) yield* shell.evaluator.runText(shell, source);
  for (const option of settings?.options ?? []) if (isShellOption(option)) shell.options.add(option);
  for (const [name, action] of settings?.traps ?? []) setTrap(shell, name, action);
  shell.positional = settings?.positional ?? [];
  shell.self.umask = settings?.umask ?? shell.self.umask;
  shell.status = host.status;
}

/** The host's part of the shell; files and the working folder are the caller's. */
export function memorize(shell: Shell, status: number): Omit<Host, 'tree' | 'cwd'> {
  const variables = new Map<string, string>();
  const arrays = new Map<string, ReadonlyMap<number, string>>();
  const readonlyNames = new Set<string>();
  const exported = new Set(shell.exportedNames);
  for (const [name, { value, isExported, isReadonly }] of shell.variables) {
    if (isExported) exported.add(name);
    if (isReadonly) readonlyNames.add(name);
    if (TRANSIENT.has(name)) continue;
    if (typeof value === 'string') variables.set(name, value);
    else arrays.set(name, value);
  }
  return {
    variables,
    exported,
    functions: new Map([...shell.functions].map(([name, { source }]) => [name, source])),
    status,
    settings: {
      arrays,
      readonlyNames,
      options: new Set(shell.options),
      traps: new Map(shell.traps),
      positional: shell.positional,
      umask: shell.self.umask,
    },
  };
}
