/** Lines and columns of a Dockerfile as offsets in its text, and back to what a stage can see. */
import type { FromInstruction, Instruction } from '../../build/dockerfile/instruction.ts';
import type { Dockerfile } from '../../build/dockerfile/parse-dockerfile.ts';
import type { Position, Range } from '../../build/dockerfile/position.ts';

export type OffsetOf = (position: Position) => number;

export function createOffsets(text: string): OffsetOf {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return ({ line, column }) => Math.min(text.length, (starts[line - 1] ?? text.length) + column - 1);
}

export function placeOf(offsetOf: OffsetOf, { start, end }: Range): { readonly start: number; readonly end: number } {
  const from = offsetOf(start);
  return { start: from, end: Math.max(from, offsetOf(end)) };
}

export interface StageLines {
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
}

/** Stages as they are written, also of a file with problems. */
export function stagesOf({ instructions }: Dockerfile): StageLines[] {
  const stages: { from: FromInstruction; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (instruction.kind === 'from') stages.push({ from: instruction, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** Instructions above the first stage. */
export function metaOf({ instructions }: Dockerfile): readonly Instruction[] {
  const first = instructions.findIndex(({ kind }) => kind === 'from');
  return first < 0 ? instructions : instructions.slice(0, first);
}

/** Names that ARG and ENV give. */
export function namesGiven(instructions: readonly Instruction[]): string[] {
  return instructions.flatMap((instruction) => {
    if (instruction.kind === 'arg') return instruction.args.map(({ name }) => name.text);
    return instruction.kind === 'env' ? instruction.pairs.map(({ key }) => key.text) : [];
  });
}
