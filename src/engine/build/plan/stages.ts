/** A Dockerfile as stages: what both builders work on. */
import { BuildError } from '../build-errors.ts';
import type { ArgInstruction, FromInstruction, Instruction } from '../dockerfile/instruction.ts';
import type { Dockerfile } from '../dockerfile/parse-dockerfile.ts';
import { formatProblem } from '../dockerfile/problem-words.ts';

export interface Stage {
  readonly index: number;
  /** '' without `AS` */
  readonly name: string;
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
}
export interface BuildPlan {
  readonly dockerfile: Dockerfile;
  /** ARGs above the first FROM: for FROM lines only, and for an ARG without a value in a stage */
  readonly metaArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
}

/** @param name of the file, for what is said of it. @throws BuildError with docker's first complaint about it */
export function planStages(dockerfile: Dockerfile, name?: string): BuildPlan {
  const [problem] = dockerfile.problems;
  if (problem !== undefined) throw new BuildError('build.dockerfile', formatProblem(problem, dockerfile.frontend, name));
  const metaArgs: ArgInstruction[] = [];
  const stages: { from: FromInstruction; instructions: Instruction[] }[] = [];
  for (const instruction of dockerfile.instructions) {
    const current = stages.at(-1);
    if (instruction.kind === 'from') stages.push({ from: instruction, instructions: [] });
    else if (current !== undefined) current.instructions.push(instruction);
    else if (instruction.kind === 'arg') metaArgs.push(instruction);
  }
  return { dockerfile, metaArgs, stages: stages.map((stage, index) => ({ index, name: stage.from.name, ...stage })) };
}

/** By name, letters of any case; of two with one name the later. */
export function findStageByName(stages: readonly Stage[], name: string): Stage | undefined {
  return name === '' ? undefined : stages.findLast((stage) => stage.name === name.toLowerCase());
}
