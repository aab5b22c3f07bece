/** Making a class, entering it, changing it, erasing it. */
import { z } from 'zod';
import { deleteLinks, deleteReturnCodes, findMember, insertAccess } from '../db/access-queries.ts';
import { findClassByCode, insertClass, setExpiry } from '../db/class-queries.ts';
import { eraseClassRows, eraseLearnerRows } from '../db/erase.ts';
import { leads } from '../domain/audience.ts';
import { viewFor } from '../domain/class-view.ts';
import { CLASS_CODE_LENGTH, formatCode, parseCode, RETURN_CODE_LENGTH } from '../domain/codes.ts';
import { decideSettings } from '../domain/decide-lead.ts';
import { decideJoin, decideRemove, decideRename, decideRestore, knownLearner, presentLearner } from '../domain/decide-learner.ts';
import { decided } from '../domain/decision.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Call, MemberCall, Route, RouteResult } from './context.ts';
import { readJson } from './read-body.ts';
import { hashReturnCode, hashSecret, newCode, newId, newSecret } from './secrets.ts';

const DAY_MS = 86_400_000;
const MAX_CAP = 5000;
const MAX_DAYS = 400;
const LOCALE = z.enum(['pt-BR', 'en']);
const TITLE = z
  .string()
  .max(120)
  .transform((title) => title.replace(/[\p{C}]+/gu, ' ').trim());
const NEW_CLASS = z.object({
  title: TITLE,
  cap: z.int().min(1).max(MAX_CAP).default(60),
  days: z.int().min(1).max(MAX_DAYS).default(30),
});
const JOINING = z.object({ code: z.string().max(40), name: z.string().max(200), locale: LOCALE });
const RETURNING = z.object({ code: z.string().max(40), returnCode: z.string().max(40) });
const CHANGES = z.object({
  title: TITLE.optional(),
  cap: z.int().min(1).max(MAX_CAP).optional(),
  locked: z.boolean().optional(),
  expiresAt: z.int().optional(),
});
const LEARNER_CHANGES = z.object({ name: z.string().max(200).optional(), removed: z.boolean().optional() });
const LINK = z.object({ role: z.enum(['instructor', 'assistant']) });

export const classRoutes: readonly Route[] = [
  { method: 'POST', path: '/api/classes', who: 'anybody', run: makeClass },
  { method: 'POST', path: '/api/join', who: 'anybody', run: join },
  { method: 'POST', path: '/api/return', who: 'anybody', run: comeBack },
  { method: 'GET', path: '/api/classes/:class', who: 'member', run: view },
  { method: 'PATCH', path: '/api/classes/:class', who: 'instructor', run: change },
  { method: 'DELETE', path: '/api/classes/:class', who: 'instructor', run: eraseClass },
  { method: 'POST', path: '/api/classes/:class/links', who: 'instructor', run: newLink },
  { method: 'PATCH', path: '/api/classes/:class/learners/:learner', who: 'member', run: changeLearner },
  { method: 'DELETE', path: '/api/classes/:class/learners/:learner', who: 'member', run: eraseLearner },
  { method: 'POST', path: '/api/classes/:class/learners/:learner/return-code', who: 'member', run: newReturnCode },
];

async function makeClass({ request, limits, address, storage, log, now }: Call): Promise<RouteResult> {
  const { title, cap, days } = await readJson(request, NEW_CLASS);
  await limits.take('classesOfAddress', address);
  const id = newId();
  const expiresAt = now() + days * DAY_MS;
  let code = newCode(CLASS_CODE_LENGTH);
  while (!(await insertClass(storage.db, { id, code, created_at: now(), expires_at: expiresAt, last_seq: 0 })))
    code = newCode(CLASS_CODE_LENGTH);
  const secrets = { instructor: newSecret(), assistant: newSecret() };
  await log.submit(id, async (_state, tx) => {
    for (const role of ['instructor', 'assistant'] as const)
      await insertAccess(tx, {
        secret_hash: hashSecret(secrets[role]),
        class_id: id,
        role,
        learner_id: null,
        kind: 'link',
        created_at: now(),
      });
    return decided({ kind: 'class.created', settings: { title, cap, locked: false, expiresAt } });
  });
  return { status: 201, json: { class: id, code: formatCode(code), secrets, expiresAt } };
}

/** Guessing codes is counted by address; a right one costs nothing of that. @throws Refusal */
async function classByCode({ limits, address, storage, now }: Call, typed: string) {
  await limits.check('wrongOfAddress', address);
  const code = parseCode(typed, CLASS_CODE_LENGTH);
  const found = code === undefined ? undefined : await findClassByCode(storage.db, code);
  if (found !== undefined && found.expires_at > now()) return found;
  await limits.take('wrongOfAddress', address);
  throw new Refusal('code-unknown', { field: 'code' });
}

async function join(call: Call): Promise<RouteResult> {
  const { request, limits, address, log, now } = call;
  const { code, name: typedName, locale } = await readJson(request, JOINING);
  const { id: classId } = await classByCode(call, code);
  await limits.take('joinsOfAddress', address);
  await limits.take('joinsOfClass', classId);
  const learner = newId();
  const secret = newSecret();
  const returnCode = newCode(RETURN_CODE_LENGTH);
  const { name } = await log.submit(classId, async (state, tx) => {
    const decision = decideJoin(state, { learner, typedName, locale, now: now() });
    const row = { class_id: classId, role: 'learner', learner_id: learner, created_at: now() } as const;
    await insertAccess(tx, { ...row, secret_hash: hashSecret(secret), kind: 'device' });
    await insertAccess(tx, { ...row, secret_hash: hashReturnCode(classId, returnCode), kind: 'return' });
    return decision;
  });
  return { status: 201, json: { class: classId, learner, name, secret, returnCode: formatCode(returnCode) } };
}

/** The same learner on another device, or after the browser forgot. */
async function comeBack(call: Call): Promise<RouteResult> {
  const { request, limits, address, storage, log, now } = call;
  const { code, returnCode: typed } = await readJson(request, RETURNING);
  const { id: classId } = await classByCode(call, code);
  await limits.check('wrongOfClass', classId);
  const returnCode = parseCode(typed, RETURN_CODE_LENGTH);
  const member =
    returnCode === undefined ? undefined : await findMember(storage.db, hashReturnCode(classId, returnCode), ['return']);
  const learner = member?.learner;
  if (learner === undefined) {
    await limits.take('wrongOfAddress', address);
    await limits.take('wrongOfClass', classId);
    throw new Refusal('code-unknown', { field: 'returnCode' });
  }
  const secret = newSecret();
  const name = await log.submit(classId, async (state, tx) => {
    const { name: known } = presentLearner(state, learner);
    await insertAccess(tx, {
      secret_hash: hashSecret(secret),
      class_id: classId,
      role: 'learner',
      learner_id: learner,
      kind: 'device',
      created_at: now(),
    });
    return { events: [], result: known };
  });
  return { status: 201, json: { class: classId, learner, name, secret } };
}

async function view({ log, member, now, streams, storage }: MemberCall): Promise<RouteResult> {
  const json = await log.read(member.classId, (state) => viewFor(member, state, now()));
  if (member.role === 'learner') return { json };
  const row = await storage.db.selectFrom('classes').select('code').where('id', '=', member.classId).executeTakeFirst();
  const presence = [...streams.presenceOf(member.classId).values()];
  return { json: { ...json, code: formatCode(row?.code ?? ''), presence } };
}

async function change({ request, log, member, now }: MemberCall): Promise<RouteResult> {
  const given = await readJson(request, CHANGES);
  const changes = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { expiresAt } = given;
  if (expiresAt !== undefined && (expiresAt <= now() || expiresAt > now() + MAX_DAYS * DAY_MS))
    throw new Refusal('body-invalid', { field: 'expiresAt' });
  await log.submit(member.classId, async (state, tx) => {
    if (expiresAt !== undefined) await setExpiry(tx, member.classId, expiresAt);
    return decideSettings(state, changes);
  });
  return { json: {} };
}

async function eraseClass({ log, member, storage, scrubber }: MemberCall): Promise<RouteResult> {
  await storage.db.transaction().execute((tx) => eraseClassRows(tx, member.classId));
  log.catchUp(member.classId);
  await storage.notify(storage.db, { classId: member.classId, seq: Number.MAX_SAFE_INTEGER });
  await scrubber.scrub();
  return { json: {} };
}

/** The old link of the role is worth nothing from now on. */
async function newLink({ request, log, member, now, streams }: MemberCall): Promise<RouteResult> {
  const { role } = await readJson(request, LINK);
  const secret = newSecret();
  await log.submit(member.classId, async (_state, tx) => {
    await deleteLinks(tx, member.classId, role);
    const row = { secret_hash: hashSecret(secret), class_id: member.classId, role, learner_id: null, created_at: now() };
    await insertAccess(tx, { ...row, kind: 'link' });
    return decided();
  });
  streams.closeLeads(member.classId, role);
  return { status: 201, json: { role, secret } };
}

/** A learner may change their own name and nothing else. */
async function changeLearner({ request, log, member, params }: MemberCall): Promise<RouteResult> {
  const learner = params['learner'] ?? '';
  assertSelfOr(member, learner, ['instructor', 'assistant']);
  const { name, removed } = await readJson(request, LEARNER_CHANGES);
  if (removed !== undefined && !leads(member)) throw new Refusal('not-allowed');
  await log.submit(member.classId, (state) => {
    const renamed = name === undefined ? decided() : decideRename(state, learner, name);
    const moved = removed === undefined ? decided() : removed ? decideRemove(state, learner) : decideRestore(state, learner);
    return decided(...renamed.events, ...moved.events);
  });
  return { json: {} };
}

/** By the instructor, or by the learner. */
async function eraseLearner({ log, member, params, scrubber }: MemberCall): Promise<RouteResult> {
  const learner = params['learner'] ?? '';
  assertSelfOr(member, learner, ['instructor']);
  await log.submit(member.classId, async (state, tx) => {
    knownLearner(state, learner);
    await eraseLearnerRows(tx, member.classId, learner);
    return decided({ kind: 'learner.erased', learner });
  });
  await scrubber.scrub();
  return { json: {} };
}

/** The old one is worth nothing from now on. */
async function newReturnCode({ log, member, params, now }: MemberCall): Promise<RouteResult> {
  const learner = params['learner'] ?? '';
  assertSelfOr(member, learner, ['instructor', 'assistant']);
  const returnCode = newCode(RETURN_CODE_LENGTH);
  await log.submit(member.classId, async (state, tx) => {
    presentLearner(state, learner);
    await deleteReturnCodes(tx, member.classId, learner);
    const row = { class_id: member.classId, role: 'learner', learner_id: learner, created_at: now() } as const;
    await insertAccess(tx, { ...row, secret_hash: hashReturnCode(member.classId, returnCode), kind: 'return' });
    return decided();
  });
  return { status: 201, json: { learner, returnCode: formatCode(returnCode) } };
}

function assertSelfOr({ role, learner: self }: MemberCall['member'], learner: string, roles: readonly string[]): void {
  if (!roles.includes(role) && self !== learner) throw new Refusal('not-allowed');
}
