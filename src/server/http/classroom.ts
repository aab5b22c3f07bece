/**
 * The classroom under `/api/`: from a request to a route, and from what went wrong to `{ error: { code, messageKey } }`. No cookie is
 * read, so no other site can act for a visitor; secrets come in the Authorization header and are written to no log.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { findMember } from '../db/access-queries.ts';
import { type ClassLog, createClassLog } from '../db/class-log.ts';
import { listExpiredClasses } from '../db/class-queries.ts';
import { eraseClassRows } from '../db/erase.ts';
import { openStorage } from '../db/open-storage.ts';
import { createScrubber } from '../db/scrubber.ts';
import type { Storage } from '../db/storage.ts';
import type { StoragePlace } from '../db/storage-place.ts';
import { leads, type Member } from '../domain/audience.ts';
import { presentLearner } from '../domain/decide-learner.ts';
import { messageKey, REFUSALS, Refusal } from '../domain/refusal.ts';
import { createContents } from '../grading/contents.ts';
import { readExerciseManifest } from '../grading/exercise-manifest.ts';
import { createGrader } from '../grading/grader.ts';
import { createGradingQueue } from '../grading/grading-queue.ts';
import { type ClassStreams, createClassStreams, type Presence } from '../sse/class-streams.ts';
import { classRoutes } from './class-routes.ts';
import type { Call, Route, RouteResult, Services } from './context.ts';
import { exportRoutes } from './export-routes.ts';
import { leadRoutes } from './lead-routes.ts';
import { createRateLimits } from './limits.ts';
import { createMetrics } from './metrics.ts';
import { matchRoute } from './router.ts';
import { hashSecret } from './secrets.ts';
import { showRoutes } from './show-routes.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { workRoutes } from './work-routes.ts';

const SWEEP_MS = 30_000;
const BEARER = /^Bearer ([A-Za-z0-9_-]{20,80})$/;

export const ROUTES: readonly Route[] = [
  ...classRoutes,
  ...workRoutes,
  ...leadRoutes,
  ...ticketRoutes,
  ...showRoutes,
  ...exportRoutes,
];

export interface Classroom {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** @throws Error where the database does not answer */
  assertReady(): Promise<void>;
  metrics(): Promise<string>;
  /** Ends the streams, finishes what was acknowledged. */
  close(): Promise<void>;
}

export interface ClassroomOptions {
  readonly place: StoragePlace;
  readonly dist: string;
  readonly registryFolder: string;
  /** how many proxies stand in front and add to X-Forwarded-For */
  readonly proxies?: number;
  readonly limitFactor?: number;
  /** false: start states are made when the first answer needs them */
  readonly playsAhead?: boolean;
  readonly report?: (entry: Readonly<Record<string, unknown>>) => void;
  readonly now?: () => number;
}

/** @throws Error with a sentence for the operator */
export async function openClassroom(options: ClassroomOptions): Promise<Classroom> {
  const { place, dist, registryFolder, proxies = 0, limitFactor = 1, report = () => {}, now = Date.now } = options;
  const manifest = await readExerciseManifest(dist);
  const storage = await openStorage(place);
  const log = createClassLog(storage, now);
  const contents = await createContents(storage, manifest, now());
  const grader = createGrader({ registryFolder, ...(options.playsAhead === false ? {} : { ahead: manifest.exercises }) });
  const metrics = createMetrics();
  const onError = (error: unknown) => report({ level: 'error', what: 'grading', error: String(error) });
  const queue = createGradingQueue({ storage, log, contents, grader, onGraded: (ms) => metrics.graded(ms), onError });
  const streams = createClassStreams(storage, log);
  const limits = createRateLimits(limitFactor);
  const scrubber = createScrubber(storage, (error) => report(failure('scrub', error)));
  const services: Services = { storage, log, contents, grader, queue, streams, limits, scrubber, now };
  metrics.watch({ log, queue, streams, grader });
  await hearOthers(storage, log, streams);
  await queue.takeUp(now());
  const sweeper = setInterval(() => void sweep(services).catch((error: unknown) => report(failure('sweep', error))), SWEEP_MS);
  sweeper.unref();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<{ route: string; result: RouteResult }> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const { route, params } = matchRoute(ROUTES, request.method ?? 'GET', url.pathname);
    assertSameSite(request);
    const address = addressOf(request, proxies);
    await limits.take('requestsOfAddress', address);
    const call: Call = { ...services, request, response, params, query: url.searchParams, address };
    if (route.who === 'anybody') return { route: route.path, result: await route.run(call) };
    const member = await identify(call);
    assertMay(route, member, params['class']);
    await limits.take('requestsOfMember', member.learner ?? `${member.classId} ${member.role}`);
    return { route: route.path, result: await route.run({ ...call, member }) };
  }

  return {
    async handle(request, response) {
      const started = performance.now();
      let route = 'none';
      try {
        const answered = await answer(request, response);
        route = answered.route;
        if (answered.result !== undefined) sendResult(response, answered.result);
      } catch (error) {
        const isStorage = storage.isOwnError(error);
        if (isStorage) report(failure('storage', error));
        else if (!(error instanceof Refusal)) report(failure('request', error));
        else if (error.cause !== undefined) report(failure('storage', error.cause));
        const otherwise = isStorage ? new Refusal('storage-down', { retryAfter: 5 }) : new Refusal('unexpected-error');
        sendRefusal(request, response, error instanceof Refusal ? error : otherwise);
      }
      metrics.answered(route, response.statusCode, performance.now() - started);
    },
    async assertReady() {
      await storage.db.selectFrom('migrations').select('name').limit(1).execute();
    },
    metrics: () => metrics.text(),
    async close() {
      clearInterval(sweeper);
      streams.close();
      await queue.close();
      await log.close();
      await grader.close();
      await storage.close();
    },
  };
}

async function hearOthers(storage: Storage, log: ClassLog, streams: ClassStreams): Promise<void> {
  await storage.listen((notice) => {
    if (notice === undefined) log.catchUpAll();
    else if ('passing' in notice) streams.hear(notice.classId, notice.passing as Presence[]);
    else log.catchUp(notice.classId);
  });
}

/** Answers that an ended process has left; classes whose time is over. */
async function sweep({ storage, log, queue, scrubber, now }: Services): Promise<void> {
  await queue.takeUp(now() - SWEEP_MS);
  const expired = await listExpiredClasses(storage.db, now());
  for (const classId of expired) {
    await storage.db.transaction().execute((tx) => eraseClassRows(tx, classId));
    log.catchUp(classId);
  }
  if (expired.length > 0) await scrubber.scrub();
  else await scrubber.again();
}

/** Whoever holds a right secret is let in, whatever others at the same address, a school's, have tried. @throws Refusal */
async function identify({ request, storage, limits, address, log }: Call): Promise<Member> {
  const secret = BEARER.exec(request.headers.authorization ?? '')?.[1];
  if (secret === undefined) throw new Refusal('role-missing');
  const member = await findMember(storage.db, hashSecret(secret), ['link', 'device']);
  if (member === undefined) {
    await limits.take('wrongSecretsOfAddress', address);
    throw new Refusal('role-missing');
  }
  const { classId, learner } = member;
  if (learner !== undefined) await log.read(classId, (state) => presentLearner(state, learner).id);
  return member;
}

/** @throws Refusal */
function assertMay({ who }: Route, member: Member, classId: string | undefined): void {
  const isFit =
    who === 'member' ||
    (who === 'learner' && member.role === 'learner') ||
    (who === 'lead' && leads(member)) ||
    (who === 'instructor' && member.role === 'instructor');
  if (!isFit || member.classId !== classId) throw new Refusal('not-allowed');
}

/** Beside asking for a header that no form can set: what a browser says of where a request comes from. @throws Refusal */
function assertSameSite({ headers, method }: IncomingMessage): void {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('origin-refused');
  if (method === 'GET' || headers.origin === undefined) return;
  if (!URL.canParse(headers.origin) || new URL(headers.origin).host !== headers.host) throw new Refusal('origin-refused');
}

function addressOf({ headers, socket }: IncomingMessage, proxies: number): string {
  const given = [headers['x-forwarded-for'] ?? []].flat().join(',');
  const hops = given.split(',').map((hop) => hop.trim());
  const named = proxies > 0 ? hops.at(-proxies) : undefined;
  return named === undefined || named === '' ? (socket.remoteAddress ?? '') : named;
}

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
};

function sendResult(response: ServerResponse, result: Exclude<RouteResult, undefined>): void {
  if ('file' in result) {
    const body = typeof result.file === 'string' ? Buffer.from(result.file) : result.file;
    const disposition = `attachment; filename="${result.name}"`;
    response.writeHead(200, {
      ...HEADERS,
      'content-type': result.type,
      'content-disposition': disposition,
      'content-length': body.length,
    });
    response.end(body);
    return;
  }
  sendJson(response, result.status ?? 200, result.json);
}

function sendRefusal(request: IncomingMessage, response: ServerResponse, refusal: Refusal): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const { code, field, retryAfter } = refusal;
  if (retryAfter !== undefined) response.setHeader('retry-after', retryAfter);
  // what is left of the body is not read
  if (!request.complete) response.setHeader('connection', 'close');
  sendJson(response, REFUSALS[code], { error: { code, messageKey: messageKey(code), ...(field === undefined ? {} : { field }) } });
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  const body = Buffer.from(JSON.stringify(value));
  response.writeHead(status, { ...HEADERS, 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

function failure(what: string, error: unknown): Readonly<Record<string, unknown>> {
  return { level: 'error', what, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
