/** Kills a server with SIGKILL again and again while learners hand in, and counts what was acknowledged and what is there afterwards. */
import { setTimeout as sleep } from 'node:timers/promises';
import { answerFile, ask, joinClass, makeClass } from './serve-class.ts';
import { spawnServer } from './spawn-server.ts';

export interface KillCount {
  readonly kills: number;
  readonly acknowledged: number;
  /** acknowledged, and not there afterwards */
  readonly lost: number;
  /** kept more than once */
  readonly doubled: number;
  /** without a verdict in the end */
  readonly ungraded: number;
}

const LEARNERS = 6;
const LONGEST_LIFE_MS = 350;
const FEWEST_ANSWERS = 6;
const FIRST_ANSWERS_MS = 10_000;
const GRADING_MS = 30_000;

/** @param folder with the exercises' manifest; the database comes there too */
export async function killUnderLoad(folder: string, kills: number, env: Readonly<Record<string, string>> = {}): Promise<KillCount> {
  let server = await spawnServer(folder, env);
  const asks = (method: string, path: string, body?: unknown, asking?: object) => ask(server.port, method, path, body, asking);
  const made = await makeClass({ ask: asks });
  const learners = await Promise.all(
    Array.from({ length: LEARNERS }, (_, index) => joinClass({ ask: asks }, made.code, `Learner ${index}`)),
  );
  const template = await answerFile(folder, 'remove-without-forcing', { lines: [] });
  const acknowledged = new Map<string, string>();
  let isOver = false;
  let counted = 0;

  /** Sends the same answer until somebody says that it is kept: as a page does with its queue. */
  async function handInForEver(secret: string): Promise<void> {
    while (!isOver) {
      counted += 1;
      const file = { ...template, id: `kill-${process.pid}-${counted}`, answer: { lines: [`echo ${counted % 40}`] } };
      while (!isOver && !acknowledged.has(file.id)) {
        const got = await ask(server.port, 'POST', `/api/classes/${made.id}/answers`, file, { secret }).catch(() => undefined);
        if (got?.status === 201 || got?.status === 200) acknowledged.set(file.id, got.json.answer);
        else await sleep(10);
      }
    }
  }

  const writers = learners.map(({ secret }) => handInForEver(secret));
  for (let kill = 0; kill < kills; kill += 1) {
    // a life in which nothing was acknowledged would prove nothing, however slow the machine
    const before = acknowledged.size;
    for (const end = Date.now() + FIRST_ANSWERS_MS; acknowledged.size < before + FEWEST_ANSWERS && Date.now() < end; )
      await sleep(5);
    await sleep(Math.random() * LONGEST_LIFE_MS);
    await server.stop('SIGKILL');
    server = await spawnServer(folder, env);
  }
  isOver = true;
  await Promise.all(writers);
  const list = async () => {
    const all: { id: string; grade: unknown }[] = [];
    for (let after = ''; ; ) {
      const { json } = await asks('GET', `/api/classes/${made.id}/answers?after=${after}`, undefined, { secret: made.instructor });
      all.push(...json.answers);
      if (json.after === undefined) return all;
      after = json.after;
    }
  };
  let kept = await list();
  for (const end = Date.now() + GRADING_MS; kept.some(({ grade }) => grade === null) && Date.now() < end; kept = await list())
    await sleep(200);
  await server.stop('SIGTERM');
  const ids = new Set(kept.map(({ id }) => id));
  return {
    kills,
    acknowledged: acknowledged.size,
    lost: [...acknowledged.values()].filter((id) => !ids.has(id)).length,
    doubled: acknowledged.size - new Set(acknowledged.values()).size,
    ungraded: kept.filter(({ grade }) => grade === null).length,
  };
}
