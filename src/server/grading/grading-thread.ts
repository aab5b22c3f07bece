/** What runs in each thread of the grader's pool. Start states are made once per thread and then handed out again. */

import type { Limits } from '../../engine/index.ts';
import { type AnswerPorts, createStartCache, labPortsOver } from '../../exercise/index.ts';
import type { Grade } from '../domain/class-event.ts';
import { nodePlatform } from '../node-platform.ts';
import { openRegistryFolder } from '../registry-folder.ts';
import { type GradingTask, gradeAnswer, type TruthCache } from './grade-answer.ts';

/**
 * Below the engine's own, which are for a learner's page: no exercise comes near these, and a bomb ends sooner. Memory that is outside
 * of the JavaScript heap is bounded by these alone.
 */
const LIMITS: Partial<Limits> = { fileBytes: 400_000_000, unpackedBytes: 400_000_000, outputBytes: 1_000_000 };

const truths: TruthCache = new Map();
let opened: Promise<AnswerPorts> | undefined;

async function openPorts(registryFolder: string): Promise<AnswerPorts> {
  const lab = await labPortsOver(await openRegistryFolder(registryFolder), nodePlatform);
  const engine = { ...lab, limits: { ...lab.limits, ...LIMITS } };
  return { engine, starts: createStartCache(engine) };
}

export async function grade({ registryFolder, task }: { registryFolder: string; task: GradingTask }): Promise<Grade> {
  opened ??= openPorts(registryFolder);
  return gradeAnswer(task, await opened, truths);
}
