/**
 * What the learner's shell keeps from line to line, into a shell that begins and out of one that ends. Most lines change nothing of it, and then
 * it stays the very same value.
 */
import type { Host, ShellSettings } from '../machine/host.ts';
import type { Sys } from '../shell/kernel/system.ts';
import { isShellOption, NO_FOLDERS, type Shell, type Variable } from '../shell/lang/shell.ts';
import { setTrap } from '../shell/lang/traps.ts';
import { setVariable } from '../shell/lang/variables.ts';

/** Set anew for each line. */
const TRANSIENT = new Set(['_']);
const NO_OPTIONS: ReadonlySet<string> = new Set();

/** A shell's variables as a host's make them. */
interface Variables {
  readonly exported: Host['exported'];
  readonly settings: Host['settings'];
  readonly cwd: string;
  readonly all: ReadonlyMap<string, Variable>;
  readonly exportedNames: ReadonlySet<string>;
  readonly optionIndex: number;
}

const known = new WeakMap<Host['variables'], Variables>();

export function* remember(shell: Shell, host: Host): Sys<void> {
  const { settings } = host;
  const variables = variablesOf(shell, host);
  shell.variables = new Map(variables.all);
  for (const name of variables.exportedNames) shell.exportedNames.add(name);
  shell.optionIndex = variables.optionIndex;
  for (const source of host.functions.values()) yield* shell.evaluator.runText(shell, source);
  for (const option of settings?.options ?? []) if (isShellOption(option)) shell.options.add(option);
  for (const [name, action] of settings?.traps ?? []) setTrap(shell, name, action);
  shell.positional = settings?.positional ?? [];
  shell.self.umask = settings?.umask ?? shell.self.umask;
  shell.folders = settings?.folders ?? shell.folders;
  for (const option of settings?.extra ?? []) shell.extra.add(option);
  shell.status = host.status;
}

function variablesOf(shell: Shell, host: Host): Variables {
  const { exported, settings } = host;
  const { cwd } = shell.self;
  const before = known.get(host.variables);
  if (before?.exported === exported && before.settings === settings && before.cwd === cwd) return before;
  for (const [name, value] of host.variables) setVariable(shell, name, value, exported.has(name));
  for (const [name, value] of settings?.arrays ?? []) setVariable(shell, name, value, exported.has(name));
  for (const name of settings?.readonlyNames ?? []) {
    const variable = shell.variables.get(name);
    if (variable !== undefined) shell.variables.set(name, { ...variable, isReadonly: true });
  }
  for (const name of exported) if (!shell.variables.has(name)) shell.exportedNames.add(name);
  setVariable(shell, 'PWD', cwd, true);
  setVariable(shell, 'IFS', host.variables.get('IFS') ?? ' \t\n');
  const { variables: all, exportedNames, optionIndex } = shell;
  const made: Variables = { exported, settings, cwd, all, exportedNames: new Set(exportedNames), optionIndex };
  known.set(host.variables, made);
  return made;
}

/** The host as the shell leaves it, but for its files; the same object where that is so. */
export function memorize(shell: Shell, host: Host, status: number): Host {
  const { cwd } = shell.self;
  if (!hasChanged(shell, host)) return host.cwd === cwd && host.status === status ? host : { ...host, cwd, status };
  return { ...host, cwd, status, ...listMemories(shell) };
}

function hasChanged(shell: Shell, { functions, settings, variables }: Host): boolean {
  const before = known.get(variables);
  return (
    before === undefined ||
    settings === undefined ||
    !isSame(before.all, shell.variables) ||
    !isSameSet(before.exportedNames, shell.exportedNames) ||
    !isSameSet(settings.options, shell.options) ||
    functions.size !== shell.functions.size ||
    [...shell.functions].some(([name, { source }]) => functions.get(name) !== source) ||
    settings.traps.size !== shell.traps.size ||
    [...shell.traps].some(([name, action]) => settings.traps.get(name) !== action) ||
    settings.positional !== shell.positional ||
    settings.umask !== shell.self.umask ||
    (settings.folders ?? NO_FOLDERS) !== shell.folders ||
    !isSameSet(settings.extra ?? NO_OPTIONS, shell.extra)
  );
}

/** In the same order, too: it is the one that `env` prints. */
function isSame(before: ReadonlyMap<string, Variable>, after: ReadonlyMap<string, Variable>): boolean {
  const names = before.keys();
  for (const name of after.keys()) {
    if (TRANSIENT.has(name)) continue;
    const old = before.get(name);
    const now = after.get(name);
    if (names.next().value !== name || old === undefined || now === undefined || !isSameVariable(old, now)) return false;
  }
  return names.next().done === true;
}

function isSameVariable(a: Variable, b: Variable): boolean {
  if (a === b) return true;
  if (a.isExported !== b.isExported || a.isReadonly !== b.isReadonly) return false;
  if (typeof a.value === 'string' || typeof b.value === 'string') return a.value === b.value;
  const { value } = a;
  return value.size === b.value.size && [...b.value].every(([index, element]) => value.get(index) === element);
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && (a.size === 0 || [...a].every((one) => b.has(one)));
}

function listMemories(shell: Shell): Pick<Host, 'variables' | 'exported' | 'functions'> & { readonly settings: ShellSettings } {
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
    settings: {
      arrays,
      readonlyNames,
      options: new Set(shell.options),
      traps: new Map(shell.traps),
      positional: shell.positional,
      umask: shell.self.umask,
      ...(shell.folders === NO_FOLDERS ? {} : { folders: shell.folders }),
      ...(shell.extra.size === 0 ? {} : { extra: new Set(shell.extra) }),
    },
  };
}

const environments = new WeakMap<
  Host['variables'],
  { readonly exported: Host['exported']; readonly env: ReadonlyMap<string, string> }
>();

/** What programs see, in the order of export. */
export function exportedVariables(host: Host): ReadonlyMap<string, string> {
  const before = environments.get(host.variables);
  if (before?.exported === host.exported) return before.env;
  const env = new Map<string, string>();
  for (const name of host.exported) {
    const value = host.variables.get(name);
    if (value !== undefined) env.set(name, value);
  }
  environments.set(host.variables, { exported: host.exported, env });
  return env;
}
