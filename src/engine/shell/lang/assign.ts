/** Assigning as scripts do, and arrays. */
import type { Sys } from '../kernel/system.ts';
import { failScript, type Shell, type Variable } from './shell.ts';
import { findValue, setVariable } from './variables.ts';

/** All elements of an array; a text is an array of one. */
export function elementsOf(shell: Shell, name: string): readonly string[] {
  const value = shell.variables.get(name)?.value;
  if (value === undefined) {
    const text = findValue(shell, name);
    return text === undefined ? [] : [text];
  }
  if (typeof value === 'string') return [value];
  return [...value.entries()].sort(([a], [b]) => a - b).map(([, element]) => element);
}

/** Assigns; what is read-only is complained about and ends a script. */
export function* assign(shell: Shell, name: string, value: Variable['value'], exported = false): Sys<void> {
  const old = shell.variables.get(name);
  if (old?.isReadonly === true) {
    yield* failScript(
      shell,
      shell.flavour === 'bash' ? `${name}: readonly variable` : `${name}: is read only`,
      shell.flavour === 'bash' ? 1 : 2,
    );
  }
  setVariable(shell, name, value, exported);
}

export function exportVariable(shell: Shell, name: string, isExported: boolean): void {
  const old = shell.variables.get(name);
  // A name can be exported before it has a value; it then counts as unset.
  if (old === undefined) {
    if (isExported) shell.exportedNames.add(name);
    return;
  }
  shell.variables.set(name, { ...old, isExported });
}
