/**
 * The engine's own thread: it holds the sessions and answers the page's requests one after the other. Nothing of it is loaded before
 * a learner runs something or looks at a machine.
 */
import {
  createPart,
  expectDocker,
  expectLines,
  isCompleteCommand,
  loadAssist,
  opensTerminal,
  PartError,
  splitLines,
} from '../../engine/index.ts';
import { createStartCache, labPorts, type OutlineFile, parseOutlineFile } from '../../exercise/index.ts';
import { fetchPaths } from '../kit/fetch-paths.ts';
import { type HeedingScope, heedOnce } from '../kit/heed-once.ts';
import { type LabSession, openLabSession } from './lab-session.ts';
import { createOutputRows } from './output-rows.ts';
import type { FromWorker, Progress, Request, RequestKind, Results, SessionId, StepInput, ToWorker } from './protocol.ts';
import { createWatch } from './watch.ts';

/** Without a slash at the end. Where the site was built, this script lies in a folder of its own. */
const SITE = import.meta.url.split('/_astro/')[0] ?? self.location.origin;
const fetchHere = self.fetch.bind(self);
const HERE = import.meta.env.PROD ? SITE : self.location.origin;
const PLACE = { site: SITE, host: HERE, fetchHere };
const watch = createWatch();
/** For an outline, which fetches nothing. */
const early = labPorts({ fetch: () => Promise.reject(new Error('an outline has no network')) });
const PORTS = createPart(async () => ({ ...(await import('./browser-ports.ts')).browserPorts(PLACE), watch }));
const openPorts = async () => PORTS.loaded ?? PORTS.load();
/** Who needs them hears what was wrong. */
const expectPorts = (): void => void openPorts().catch(() => undefined);
const expectRunning = (): void => {
  expectLines();
  expectPorts();
};
/** A start may be made while somebody already works: it must not look as if the thread were stuck. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));
const ground = { starts: createStartCache(early, breathe, openPorts) };
const FILES = createPart(() => import('./files.ts'));
const EXAMINE = createPart(() => import('./examine.ts'));
const COMPARE = createPart(() => import('./compare-machines.ts'));
const SAVING = createPart(() => import('./save-images.ts'));
const GRADING = createPart(async () => {
  const [{ createGrading }, { browserPorts }] = await Promise.all([import('./grading.ts'), import('./browser-ports.ts')]);
  return createGrading(browserPorts(PLACE));
});
const loadFiles = async () => FILES.loaded ?? FILES.load();
const HELP = createPart(async () => {
  const [{ help }, assist] = await Promise.all([import('./help-request.ts'), loadAssist()]);
  return help.bind(undefined, assist);
});
const sessions = new Map<SessionId, LabSession>();
/** of those that were opened early */
const fetchingAhead = new Map<SessionId, () => void>();

/** What streams out is sent at most this often. */
const FRAME_MS = 16;

const send = (message: FromWorker): void => self.postMessage(message);

let queue: Promise<unknown> = Promise.resolve();

const handle = ({ data }: MessageEvent<ToWorker>): void => {
  const { id, request } = data;
  if (request.kind === 'ping' || request.kind === 'cancel') {
    if (request.kind === 'cancel') watch.cancel(request.of);
    send({ id, kind: 'done', result: {} });
    return;
  }
  queue = queue.then(() => answer(id, request));
};
heedOnce(self as unknown as HeedingScope, () => import(/* @vite-ignore */ import.meta.url), handle);
send({ id: 0, kind: 'done', result: {} });

async function answer(id: number, request: Request): Promise<void> {
  try {
    const report = (progress: Progress): void => send({ id, kind: 'progress', progress });
    send({ id, kind: 'done', result: await watch.during(id, report, () => perform(id, request)) });
  } catch (thrown) {
    if (thrown instanceof PartError) send({ id, kind: 'unloaded' });
    else send({ id, kind: 'failed', message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

function sessionOf(id: SessionId): LabSession {
  const session = sessions.get(id);
  if (session === undefined) throw new Error(`no session ${id}`);
  return session;
}

/** What may do without the files of a start that its outline tells of. */
const WITHOUT_FILES: ReadonlySet<RequestKind> = new Set(['open', 'expect', 'run', 'goto', 'undo']);

async function perform(id: number, request: Request): Promise<Results[RequestKind]> {
  if ('session' in request && !WITHOUT_FILES.has(request.kind)) await sessionOf(request.session).whole();
  switch (request.kind) {
    case 'open': {
      const { outline: path, ...wanted } = request;
      const file = await fetchOutline(path);
      if (file === undefined) expectRunning();
      const session = await openLabSession(ground, file === undefined ? wanted : { ...wanted, outline: file.outline });
      session.goto(request.at);
      sessions.set(request.session, session);
      const result = { snapshot: await session.snapshot(), steps: session.steps };
      const fetchAhead = (): void => {
        expectRunning();
        void fetchPaths(
          (file?.ahead ?? []).map((ahead) => `${HERE}${ahead}`),
          fetchHere,
        );
        void session.expectFiles();
      };
      if (request.isEarly === true) fetchingAhead.set(request.session, fetchAhead);
      else setTimeout(fetchAhead);
      return result;
    }
    case 'expect':
      fetchingAhead.get(request.session)?.();
      fetchingAhead.delete(request.session);
      return {};
    case 'expect-archive':
      expectDocker(['load']);
      expectPorts();
      return {};
    case 'run': {
      const session = sessionOf(request.session);
      if (request.step.archive !== undefined) (await openPorts()).platform.expectArchive(request.step.archive.blob.size);
      const line = opensTerminal(request.step.line) ? `${request.step.line}\n` : request.step.line;
      if (request.inPlace === true) session.undo();
      const status = await runStreaming(id, session, { ...request.step, line });
      return { snapshot: await session.snapshot(), status, line };
    }
    case 'split':
      return { lines: await splitLines(request.text), isComplete: await isCompleteCommand(request.text) };
    case 'goto': {
      const session = sessionOf(request.session);
      session.goto(request.at);
      return { snapshot: await session.snapshot() };
    }
    case 'undo': {
      const session = sessionOf(request.session);
      session.undo();
      return { snapshot: await session.snapshot() };
    }
    case 'check': {
      const session = sessionOf(request.session);
      const verdict = await session.check(request.answer);
      return { snapshot: await session.snapshot(), steps: session.steps, verdict };
    }
    case 'files':
      return { rows: (await loadFiles()).listFolder(sessionOf(request.session).machine, request.of, request.path) };
    case 'read':
      return (await loadFiles()).readFile(sessionOf(request.session).machineAt(request.at), request.of, request.path);
    case 'read-here':
      return { file: await (await loadFiles()).readHere(sessionOf(request.session).machine, request.path) };
    case 'complete':
    case 'hover':
    case 'diagnose':
      return (HELP.loaded ?? (await HELP.load()))(request, sessionOf(request.session).placeOf(request.of));
    case 'examine':
      if (request.of.kind !== 'steps')
        return sessionOf(request.session).examine(EXAMINE.loaded ?? (await EXAMINE.load()), request.of);
      return sessionOf(request.session).compare(COMPARE.loaded ?? (await COMPARE.load()), request.of);
    case 'grade':
      return { grade: await (GRADING.loaded ?? (await GRADING.load()))(request.task) };
    case 'save':
      return { archive: await sessionOf(request.session).saveImages(SAVING.loaded ?? (await SAVING.load())) };
    case 'cancel':
    case 'ping':
      return {};
  }
}

/** Undefined where it is not to be had: the start is then made from its images. */
async function fetchOutline(path: string | undefined): Promise<OutlineFile | undefined> {
  if (path === undefined) return undefined;
  try {
    const response = await fetchHere(`${HERE}${path}`);
    return response.ok ? parseOutlineFile(await response.text()) : undefined;
  } catch {
    return undefined;
  }
}

async function runStreaming(id: number, session: LabSession, step: StepInput): Promise<number> {
  const rows = createOutputRows();
  const flush = (): void => {
    const change = rows.takeChange();
    if (change !== undefined) send({ id, kind: 'output', change });
  };
  const timer = setInterval(flush, FRAME_MS);
  try {
    return await session.run(step, rows);
  } finally {
    clearInterval(timer);
    flush();
  }
}
