/** Which lines a command of a `sed` script is for. */
import { findInLine, type Run, type Source } from './sed-run.ts';
import type { Address, SedCommand } from './sed-script.ts';

export function isSelected(run: Run, command: SedCommand, source: Source): boolean {
  return inRange(run, command, source) !== command.isNegated;
}

function inRange(run: Run, command: SedCommand, source: Source): boolean {
  const { first, second, range } = command;
  if (first === undefined) return true;
  // To busybox a lone 0 is no address.
  if (second === undefined && first.kind === 'line' && first.line === 0 && run.call.flavour === 'busybox') return true;
  if (second === undefined) return matchesAddress(run, first, source);
  if (!range.isOpen) {
    const isZero = first.kind === 'line' && first.line === 0;
    if (!isZero && !matchesAddress(run, first, source)) return false;
    // busybox has no line 0: such a range never opens.
    if (isZero && (run.line !== 1 || run.call.flavour === 'busybox')) return false;
    range.isOpen = true;
    range.until =
      second.kind === 'line'
        ? second.line
        : second.kind === 'count'
          ? run.line + second.count
          : second.kind === 'multiple' && second.of > 0
            ? Math.ceil(run.line / second.of) * second.of
            : 0;
    if (isZero) {
      if (matchesAddress(run, second, source)) range.isOpen = false;
    } else if (second.kind !== 'regex' && second.kind !== 'last' && run.line >= range.until) range.isOpen = false;
    else if (second.kind === 'last' && source.isLast) range.isOpen = false;
    return true;
  }
  if (second.kind === 'regex' || second.kind === 'last' || second.kind === 'step') {
    if (matchesAddress(run, second, source)) range.isOpen = false;
    return true;
  }
  if (run.line >= range.until) range.isOpen = false;
  // A range whose end lies behind is over; this line is no part of it.
  return run.line <= range.until;
}

function matchesAddress(run: Run, address: Address, source: Source): boolean {
  switch (address.kind) {
    case 'line':
      return run.line === address.line;
    case 'last':
      return source.isLast;
    case 'step':
      return address.step === 0
        ? run.line === address.first
        : run.line >= address.first && (run.line - address.first) % address.step === 0;
    case 'regex':
      return findInLine(run, address.regex, run.pattern, 0) !== undefined;
    default:
      return false;
  }
}
