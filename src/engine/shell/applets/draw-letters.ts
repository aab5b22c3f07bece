/** Names of temporary files. They follow from the clock and the process: nothing is random here. */
import { sha256Hex } from '../../bytes/sha256.ts';
import type { Process } from '../kernel/system.ts';
import { encodeText } from '../text.ts';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** @param attempt another number gives other letters */
export function drawLetters({ system, pid }: Process, length: number, attempt = 0): string {
  const hex = sha256Hex(encodeText(`${system.ports.seed} ${system.now} ${pid} ${attempt}`));
  return Array.from(
    { length },
    (_, i) => LETTERS[Number.parseInt(hex.slice((2 * i) % 60, ((2 * i) % 60) + 2), 16) % LETTERS.length],
  ).join('');
}
