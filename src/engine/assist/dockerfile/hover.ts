/** What stands at a place of a Dockerfile. */
import { parseDockerfile } from '../../build/dockerfile/parse-dockerfile.ts';
import { listInstructionNames } from '../../build/dockerfile/read-instruction.ts';
import type { Machine } from '../../machine/machine.ts';
import { describeImage, type Hover } from '../hover.ts';
import { createOffsets, placeOf } from './source-places.ts';

const MAX_LENGTH = 50_000;

export function hoverDockerfile(machine: Machine, text: string, caret: number): Hover | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const offsetOf = createOffsets(text);
  const around = (range: Parameters<typeof placeOf>[1]) => {
    const { start, end } = placeOf(offsetOf, range);
    return start <= caret && caret <= end ? { from: start, to: end } : undefined;
  };
  for (const instruction of parseDockerfile(text, 'buildkit').instructions) {
    if (around(instruction.range) === undefined) continue;
    const name = instruction.keyword.text.toUpperCase();
    const keyword = around(instruction.keyword.range);
    if (keyword !== undefined && listInstructionNames().includes(name))
      return { ...keyword, subject: { kind: 'instruction', help: name } };
    for (const flag of instruction.flags) {
      const place = around(flag.token.range);
      if (place !== undefined)
        return { ...place, subject: { kind: 'instruction-flag', help: `${name} --${flag.name}`, name: `--${flag.name}` } };
    }
    const image = instruction.kind === 'from' ? around(instruction.image.range) : undefined;
    const subject = image && instruction.kind === 'from' ? describeImage(machine, instruction.image.text) : undefined;
    if (image !== undefined && subject !== undefined) return { ...image, subject };
  }
  return undefined;
}
