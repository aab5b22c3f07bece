/** Grades answers from files, one after the other, on the engine. */
import { createStartCache, labPorts } from '../../../exercise/index.ts';
import { gradeAnswer, type TruthCache } from '../../../server/domain/grade-answer.ts';
import { GRADING_LIMITS } from '../../../server/domain/grading-limits.ts';
import { browserPlatform } from '../../lab/browser-platform.ts';
import { createRegistryPort } from '../../lab/registry-port.ts';
import type { FromGrader, ToGrader } from './file-grader.ts';

/** Without a slash at the end. Where the site was built, this script lies in a folder of its own. */
const SITE = self.location.href.split('/_astro/')[0] ?? self.location.origin;
const fetchHere = self.fetch.bind(self);
const REGISTRY = createRegistryPort(import.meta.env.PROD ? SITE : self.location.origin, fetchHere, async () => {
  const { openSiteRegistry } = await import('../../lab/site-registry.ts');
  return openSiteRegistry(`${SITE}/registry/`, fetchHere);
});
const lab = labPorts(REGISTRY, browserPlatform());
const engine = { ...lab, limits: { ...lab.limits, ...GRADING_LIMITS } };
const ports = { engine, starts: createStartCache(engine) };
const truths: TruthCache = new Map();
const send = (message: FromGrader): void => self.postMessage(message);

let turn: Promise<unknown> = Promise.resolve();
self.onmessage = ({ data: { id, task } }: MessageEvent<ToGrader>) => {
  turn = turn.then(async () => {
    try {
      send({ kind: 'graded', id, grade: await gradeAnswer(task, ports, truths) });
    } catch (error) {
      send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    }
  });
};
send({ kind: 'ready' });
