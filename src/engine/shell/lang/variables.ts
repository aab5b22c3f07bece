/** Variables and the special parameters. */

import { getOption } from './options.ts';
import type { Shell, Variable } from './shell.ts';

export function isName(text: string): boolean {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
}

/** The text of a variable or of a special parameter other than `$@`; undefined where it is not set. */
export function findValue(shell: Shell, name: string): string | undefined {
  const special = specialValue(shell, name);
  if (special !== undefined) return special;
  if (/^\d+$/.test(name)) return name === '0' ? shell.name : shell.positional[Number(name) - 1];
  const value = shell.variables.get(name)?.value;
  if (value === undefined) return dynamicValue(shell, name);
  return typeof value === 'string' ? value : value.get(0);
}

function specialValue(shell: Shell, name: string): string | undefined {
  switch (name) {
    case '?':
      return String(shell.status);
    case '$':
      return String(shell.mainPid);
    case '!':
      return shell.lastBackground === undefined ? '' : String(shell.lastBackground);
    case '#':
      return String(shell.positional.length);
    case '-':
      return getOption(shell);
    default:
      return undefined;
  }
}

function dynamicValue(shell: Shell, name: string): string | undefined {
  if (name === 'LINENO')
    return String(shell.flavour === 'ash' && !shell.isDash && shell.isCommandText ? shell.line - 1 : shell.line);
  if (name === 'PPID') return String(shell.self.ppid);
  if (name === 'SECONDS' && shell.flavour === 'bash') return String(Math.floor((shell.self.system.now - shell.startedAt) / 1000));
  if (name === 'RANDOM' && !shell.isSmall) return String(random(shell));
  if (shell.flavour !== 'bash') return undefined;
  if (name === 'UID' || name === 'EUID') return String(shell.self.who.uid);
  if (name === 'HOSTNAME') return shell.self.system.hostname;
  if (name === 'BASHPID') return String(shell.self.pid);
  if (name === 'BASH') return '/usr/bin/bash';
  if (name === 'BASH_VERSION') return '5.2.15(1)-release';
  return undefined;
}

/** Nothing is random here: the number follows from the clock and from how often it was asked for. */
function random(shell: Shell): number {
  shell.randomDraws += 1;
  const mixed = Math.imul((shell.self.system.now % 2147483647) ^ (shell.randomDraws * 40503), 1103515245) + 12345;
  return (mixed >>> 16) & 0x7fff;
}

export function setVariable(shell: Shell, name: string, value: Variable['value'], exported = false): void {
  const old = shell.variables.get(name);
  const isExported = exported || old?.isExported === true || shell.has('allexport') || shell.exportedNames.has(name);
  shell.variables.set(name, { value, isExported, isReadonly: old?.isReadonly ?? false });
  if (name === 'PATH') shell.found.clear();
  if (name === 'OPTIND') {
    shell.optionIndex = Number(value) || 1;
    shell.optionOffset = 0;
  }
}

/** `PIPESTATUS` */
export function keepStatuses(shell: Shell, statuses: readonly number[]): void {
  if (shell.flavour !== 'bash') return;
  const old = shell.variables.get('PIPESTATUS')?.value;
  const [only] = statuses;
  if (old instanceof Map && old.size === 1 && statuses.length === 1 && old.get(0) === String(only)) return;
  setVariable(shell, 'PIPESTATUS', new Map(statuses.map((status, index) => [index, String(status)])));
}

/** What programs see. ash hands variables on in the order of its table, which has 39 places by the letters' sum. */
export function environmentOf({ variables, flavour }: Pick<Shell, 'variables' | 'flavour'>): Map<string, string> {
  const env: [name: string, value: string][] = [];
  for (const [name, { value, isExported }] of variables) if (isExported && typeof value === 'string') env.push([name, value]);
  if (flavour === 'bash') return new Map(env);
  const placed = env.map((entry): [number, [string, string]] => [placeOf(entry[0]), entry]);
  return new Map(placed.sort(([a], [b]) => a - b).map(([, entry]) => entry));
}

const PLACES = 39;

/** ash.c `hashvar`; in one place its own come first. */
function placeOf(name: string): number {
  let sum = name.charCodeAt(0) << 4;
  for (let at = 0; at < name.length; at += 1) sum += name.charCodeAt(at);
  return (sum % PLACES) + (name === 'PATH' ? 0 : 0.5);
}
