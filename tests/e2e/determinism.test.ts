/**
 * The same lines give the same bytes in Node and in a browser: the built worker runs them in Chromium, the sources in this process. They hash,
 * unpack and load their parts each in a way of their own.
 */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openLab } from '../../src/curriculum/lab.ts';
import { EMPTY_START } from '../../src/exercise/index.ts';
import { openLabSession } from '../../src/ui/lab/lab-session.ts';
import type { FromWorker, Results, StepInput } from '../../src/ui/lab/protocol.ts';
import { listSiteFiles } from '../bundle/site.ts';
import { test } from '../open-browser.ts';

const DOCKERFILE = `FROM alpine:3.13 AS made
WORKDIR /made
COPY words.txt .
RUN sort words.txt > sorted.txt && rm words.txt && mkdir empty
FROM alpine:3.13
COPY --from=made /made /made
LABEL of=camadas
RUN echo "$(wc -c < /made/sorted.txt)" > /size
CMD ["cat", "/size"]
`;
const ALL_IMAGES = '$(docker images -aq --no-trunc | sort -u)';
const SCRIPT: readonly StepInput[] = [
  { line: 'docker pull alpine:3.13', files: { Dockerfile: DOCKERFILE, 'words.txt': 'um\ndois\ntrês\n' } },
  { line: 'docker pull hello-world' },
  { line: 'docker build -t kit .' },
  { line: 'DOCKER_BUILDKIT=0 docker build -t classic .' },
  { line: 'docker run --name box kit sh -c "cat /size; date; echo $RANDOM > /r; chown nobody /r; ln /r /hard; rm -r /made"' },
  { line: 'docker run -d --name lives -v data:/data alpine:3.13 sh -c "while sleep 1; do date >> /data/log; done"' },
  { line: 'docker exec lives sh -c "echo here > /note; cat /proc/1/cmdline"' },
  { line: 'docker diff box' },
  { line: `docker commit -m "by hand" -c 'ENV A="b c"' box committed` },
  { line: 'docker run --rm committed env' },
  { line: `docker save -o all.tar ${ALL_IMAGES} kit classic committed alpine:3.13 && sha256sum all.tar` },
  { line: 'gzip -k all.tar && docker rm -f box && docker rmi -f kit classic committed' },
  { line: 'docker load -i all.tar.gz' },
  { line: 'tar tvf all.tar' },
  { line: 'docker export lives | sha256sum' },
  { line: 'docker system df -v' },
  { line: 'docker image prune -f; docker builder prune -af; docker volume prune -f' },
  { line: `docker inspect ${ALL_IMAGES} $(docker ps -aq) data bridge` },
  { line: 'docker history --no-trunc kit; docker history --no-trunc committed' },
  { line: `docker save ${ALL_IMAGES} | sha256sum` },
  { line: 'docker exec lives sh -c "find / -xdev | sort | xargs ls -ld; cat /data/log"' },
  { line: 'docker images -a --digests --no-trunc; docker ps -as --no-trunc; docker volume ls; docker network ls --no-trunc' },
  { line: 'docker system events --since 2026-01-01 --until $(date +%s)' },
  { line: 'docker logs -t lives; find . | sort | xargs ls -ld; set; date +%s' },
];

test('Node and a browser come to the same: every line, every digest, the machine', async ({ page }) => {
  const ground = await openLab();
  const session = await openLabSession(ground, { start: EMPTY_START, steps: SCRIPT });
  const inNode: Results['open'] = { snapshot: await session.snapshot(), steps: session.steps };
  const inBrowser = await runInWorker(page);
  const shown = (result: Results['open']) =>
    result.steps.map(
      ({ line, status, rows }) => `$ ${line}\n${rows.map(({ fd, text }) => `${fd} ${text}`).join('\n')}\n= ${status}`,
    );
  for (const [index, step] of shown(inNode).entries()) expect(shown(inBrowser)[index]).toBe(step);
  expect(inBrowser.snapshot).toEqual(inNode.snapshot);
  expect(inNode.steps.map(({ status }) => status)).toEqual(SCRIPT.map(() => 0));
  const digests = inNode.steps.flatMap(({ rows }) => rows.filter(({ text }) => /^[0-9a-f]{64} {2}(?:-|all\.tar)$/.test(text)));
  expect(digests).toHaveLength(3);
});

/** In the worker of the built site, as a page does it. */
async function runInWorker(page: Page): Promise<Results['open']> {
  const [worker = ''] = listSiteFiles('.js').filter((path) => /\/engine\.worker-/.test(path));
  await page.goto('/lab/archive/');
  const answer = await page.evaluate(
    ({ path, request }) => {
      const engine = new Worker(path, { type: 'module' });
      return new Promise<FromWorker>((resolve, reject) => {
        engine.onerror = ({ message }) => reject(new Error(message));
        engine.onmessage = ({ data }: MessageEvent<FromWorker>) => {
          if (data.id === 1 && data.kind !== 'output' && data.kind !== 'progress') resolve(data);
        };
        engine.postMessage({ id: 1, request });
      });
    },
    { path: worker, request: { kind: 'open', session: 'free', start: EMPTY_START, steps: [...SCRIPT], at: SCRIPT.length } },
  );
  if (answer.kind !== 'done' || !('steps' in answer.result)) throw new Error(JSON.stringify(answer));
  return answer.result;
}
