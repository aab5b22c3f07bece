/** Learners' work: handing in, where they are, raising a hand; and looking at answers. */
import { z } from 'zod';
import { type AnswerFile, AnswerFileError, MAX_ANSWER_BYTES, parseAnswerFile } from '../../exercise/index.ts';
import { findAnswer, insertAnswer, listAnswers } from '../db/answer-queries.ts';
import type { Tables } from '../db/tables.ts';
import { leads } from '../domain/audience.ts';
import { decideAnswer, decideHand, decideMove, presentLearner } from '../domain/decide-learner.ts';
import { summarise } from '../domain/grid.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Call, MemberCall, Route, RouteResult } from './context.ts';
import { readJson, readText } from './read-body.ts';
import { newId } from './secrets.ts';

const PAGE = 200;
const PLACE = z.object({ exercise: z.string().max(100), locale: z.enum(['pt-BR', 'en']) });
const DOING = z.object({ doing: z.enum(['reading', 'typing', 'running', 'hint-1', 'hint-2', 'hint-3', 'away']) });
/** of ids alone: PostgreSQL takes no NUL in a text */
const ID = z.string().regex(/^[A-Za-z0-9_-]{0,100}$/);
const LISTING = z.object({ exercise: ID.optional(), learner: ID.optional(), after: ID.optional() });
const HAND = z.object({ up: z.boolean(), exercise: z.string().max(100).optional() });

export const workRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/exercises', who: 'anybody', run: async ({ contents }) => ({ json: { exercises: contents.list } }) },
  { method: 'GET', path: '/api/classes/:class/events', who: 'member', run: follow },
  { method: 'POST', path: '/api/classes/:class/answers', who: 'learner', run: handIn },
  { method: 'GET', path: '/api/classes/:class/answers', who: 'member', run: list },
  { method: 'GET', path: '/api/classes/:class/answers/:answer', who: 'member', run: show },
  { method: 'POST', path: '/api/classes/:class/place', who: 'learner', run: move },
  { method: 'POST', path: '/api/classes/:class/presence', who: 'learner', run: tell },
  { method: 'PUT', path: '/api/classes/:class/hand', who: 'learner', run: raiseHand },
  { method: 'DELETE', path: '/api/classes/:class/learners/:learner/hand', who: 'lead', run: lowerHand },
  { method: 'GET', path: '/api/classes/:class/summary', who: 'lead', run: summary },
];

async function follow({ member, request, response, query, streams }: MemberCall): Promise<RouteResult> {
  const given = request.headers['last-event-id'] ?? query.get('after');
  const after = given === null || given === undefined || given === '' ? undefined : Number(given);
  if (after !== undefined && !(Number.isSafeInteger(after) && after >= 0)) throw new Refusal('body-invalid', { field: 'after' });
  await streams.open(member, response, after);
  return undefined;
}

/** Acknowledged when it is on disk; the verdict comes by the events, and is the server's own. */
async function handIn({ request, member, limits, contents, log, queue, now }: MemberCall): Promise<RouteResult> {
  const learner = member.learner ?? '';
  await limits.take('answersOfLearner', learner);
  const file = parseHandedIn(await readText(request, MAX_ANSWER_BYTES));
  if (!contents.has(file.exercise)) throw new Refusal('exercise-unknown', { field: 'exercise' });
  const row = rowOf(file, member, now());
  const { id, isNew } = await log.submit(member.classId, async (state, tx) => {
    const decision = decideAnswer(state, { learner, answer: row.id, file, now: now() });
    const kept = await insertAnswer(tx, row);
    return { events: kept.isNew ? decision.events : [], result: kept };
  });
  const { classId } = member;
  const { exercise, content, answer } = file;
  if (isNew) queue.add({ classId, learner, id, exercise, content, answer, receivedAt: row.received_at });
  const present = contents.current(exercise)?.content;
  return { status: isNew ? 201 : 200, json: { answer: id, ...(present === content ? {} : { content: present }) } };
}

function parseHandedIn(text: string): AnswerFile {
  try {
    return parseAnswerFile(text);
  } catch (error) {
    if (!(error instanceof AnswerFileError)) throw error;
    if (error.code === 'too-large') throw new Refusal('answer-too-large');
    throw new Refusal('answer-format', { field: error.field ?? error.code });
  }
}

function rowOf(file: AnswerFile, { classId, learner = '' }: MemberCall['member'], now: number): Tables['answers'] {
  return {
    id: newId(),
    class_id: classId,
    learner_id: learner,
    client_id: file.id,
    exercise_id: file.exercise,
    content: file.content,
    locale: file.locale,
    received_at: now,
    written_at: file.writtenAt ?? null,
    body: JSON.stringify(file.answer),
    grade: null,
  };
}

async function list({ storage, member, query }: MemberCall): Promise<RouteResult> {
  const asked = LISTING.safeParse(Object.fromEntries(query));
  if (!asked.success) throw new Refusal('body-invalid', { field: asked.error.issues[0]?.path.join('.') ?? '' });
  const { exercise, after: last = '' } = asked.data;
  const learner = leads(member) ? asked.data.learner : (member.learner ?? '');
  const filter = {
    classId: member.classId,
    ...(exercise === undefined ? {} : { exercise }),
    ...(learner === undefined ? {} : { learner }),
  };
  const rows = await listAnswers(storage.db, filter, last, PAGE);
  const after = rows.length === PAGE ? rows.at(-1)?.id : undefined;
  return { json: { answers: rows.map(answerView), ...(after === undefined ? {} : { after }) } };
}

async function show({ storage, member, params }: MemberCall): Promise<RouteResult> {
  const row = await findAnswer(storage.db, member.classId, params['answer'] ?? '');
  if (row === undefined || (!leads(member) && row.learner_id !== member.learner)) throw new Refusal('answer-unknown');
  return { json: answerView(row) };
}

function answerView(row: Tables['answers']) {
  return {
    id: row.id,
    learner: row.learner_id,
    exercise: row.exercise_id,
    content: row.content,
    locale: row.locale,
    receivedAt: row.received_at,
    ...(row.written_at === null ? {} : { writtenAt: row.written_at }),
    answer: JSON.parse(row.body) as unknown,
    grade: row.grade === null ? null : (JSON.parse(row.grade) as unknown),
  };
}

async function move({ request, member, contents, log }: MemberCall): Promise<RouteResult> {
  const { exercise, locale } = await readJson(request, PLACE);
  assertExercise(contents, exercise);
  await log.submit(member.classId, (state) => decideMove(state, { learner: member.learner ?? '', exercise, locale }));
  return { json: {} };
}

async function tell({ request, member, log, streams, now }: MemberCall): Promise<RouteResult> {
  const { doing } = await readJson(request, DOING);
  const learner = member.learner ?? '';
  await log.read(member.classId, (state) => presentLearner(state, learner).id);
  streams.tell(member.classId, { learner, doing, at: now() });
  return { json: {} };
}

async function raiseHand({ request, member, contents, log }: MemberCall): Promise<RouteResult> {
  const { up, exercise } = await readJson(request, HAND);
  if (exercise !== undefined) assertExercise(contents, exercise);
  await log.submit(member.classId, (state) => decideHand(state, member.learner ?? '', up, exercise));
  return { json: {} };
}

async function lowerHand({ member, params, log }: MemberCall): Promise<RouteResult> {
  await log.submit(member.classId, (state) => decideHand(state, params['learner'] ?? '', false));
  return { json: {} };
}

async function summary({ member, log, streams, now }: MemberCall): Promise<RouteResult> {
  const seen = new Map([...streams.presenceOf(member.classId).values()].map(({ learner, at }) => [learner, at]));
  return { json: await log.read(member.classId, (state) => ({ seq: state.seq, exercises: summarise(state, now(), seen) })) };
}

export function assertExercise(contents: Call['contents'], exercise: string): void {
  if (!contents.has(exercise)) throw new Refusal('exercise-unknown', { field: 'exercise' });
}
