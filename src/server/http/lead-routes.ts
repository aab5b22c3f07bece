/** Leading a class: pace, windows, announcements, hints, votes. */
import { z } from 'zod';
import type { Prediction } from '../../exercise/index.ts';
import type { Pace } from '../domain/class-event.ts';
import { decideAnnouncement, decideHint, decidePace, decideWindow, decideWithdrawal } from '../domain/decide-lead.ts';
import {
  choiceOf,
  decideBallot,
  decideCloseVote,
  decideHideVote,
  decideOpenVote,
  decidePublishVote,
} from '../domain/decide-vote.ts';
import { cellView } from '../domain/grid.ts';
import { Refusal } from '../domain/refusal.ts';
import type { MemberCall, Route, RouteResult } from './context.ts';
import { readJson } from './read-body.ts';
import { newId } from './secrets.ts';
import { assertExercise } from './work-routes.ts';

const ID = z.string().min(1).max(100);
const TEXT = z.string().trim().min(1).max(1000);
const TIME = z.int().min(0);
const PLACE = z.object({ lesson: ID, exercise: ID.exactOptional(), step: z.int().min(0).max(10_000).exactOptional() });
const PACE: z.ZodType<Pace> = z.discriminatedUnion('mode', [
  z.object({ mode: z.literal('free') }),
  z.object({ mode: z.literal('follow'), place: PLACE }),
  z.object({ mode: z.literal('locked'), place: PLACE }),
]);
const WINDOW = z.object({ opensAt: TIME.exactOptional(), closesAt: TIME.exactOptional() });
/** Commands of a lesson are a few hundred characters; each learner's page gets all of them. */
const MAX_STEPS_LENGTH = 4000;
const HINT = z.object({
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('all') }),
    z.object({ kind: z.literal('learners'), learners: z.array(ID).min(1).max(5000) }),
    z.object({ kind: z.literal('cluster'), cluster: z.string().max(300) }),
  ]),
  exercise: ID,
  says: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('text'), text: TEXT }),
    z.object({ kind: z.literal('level'), goal: ID, level: z.int().min(1).max(3) }),
    z.object({
      kind: z.literal('machine'),
      steps: z
        .string()
        .max(MAX_STEPS_LENGTH)
        .regex(/^#steps=\d{1,3}\.[\w-]+$/),
    }),
  ]),
});
const MAX_HINT_BYTES = 200_000;
const BALLOT = z.object({
  round: z.int().min(1).max(2),
  prediction: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('ticks'), items: z.array(z.string().max(100)).max(100) }),
    z.object({ kind: z.literal('fields'), values: z.record(z.string().max(100), z.string().max(200)) }),
  ]),
});

/** What the engine found is worked out by the page that leads, which may be wrong only towards its own class. */
const PUBLISHING = z.object({
  answer: z
    .record(z.string().max(100), z.union([z.boolean(), z.number(), z.string().max(200)]))
    .refine((answer) => Object.keys(answer).length <= 100)
    .exactOptional(),
});

export const leadRoutes: readonly Route[] = [
  { method: 'PUT', path: '/api/classes/:class/pace', who: 'lead', run: setPace },
  { method: 'PUT', path: '/api/classes/:class/windows/:exercise', who: 'lead', run: setWindow },
  { method: 'POST', path: '/api/classes/:class/announcements', who: 'lead', run: announce },
  { method: 'DELETE', path: '/api/classes/:class/announcements/:announcement', who: 'lead', run: withdraw },
  { method: 'POST', path: '/api/classes/:class/hints', who: 'lead', run: sendHint },
  { method: 'POST', path: '/api/classes/:class/votes', who: 'lead', run: openVote },
  { method: 'POST', path: '/api/classes/:class/votes/:vote/again', who: 'lead', run: voteAgain },
  { method: 'POST', path: '/api/classes/:class/votes/:vote/close', who: 'lead', run: closeVote },
  { method: 'POST', path: '/api/classes/:class/votes/:vote/publish', who: 'lead', run: publishVote },
  { method: 'POST', path: '/api/classes/:class/votes/:vote/hide', who: 'lead', run: hideVote },
  { method: 'PUT', path: '/api/classes/:class/votes/:vote/ballot', who: 'learner', run: castBallot },
];

async function setPace({ request, member, contents, log }: MemberCall): Promise<RouteResult> {
  const pace = await readJson(request, PACE);
  if (pace.mode !== 'free' && pace.place.exercise !== undefined) assertExercise(contents, pace.place.exercise);
  await log.submit(member.classId, (state) => decidePace(state, pace));
  return { json: {} };
}

async function setWindow({ request, member, params, contents, log }: MemberCall): Promise<RouteResult> {
  const window = await readJson(request, WINDOW);
  const exercise = params['exercise'] ?? '';
  assertExercise(contents, exercise);
  await log.submit(member.classId, () => decideWindow({ exercise, ...window }));
  return { json: {} };
}

async function announce({ request, member, log }: MemberCall): Promise<RouteResult> {
  const { text } = await readJson(request, z.object({ text: TEXT }));
  return { status: 201, json: await log.submit(member.classId, (state) => decideAnnouncement(state, newId(), text)) };
}

async function withdraw({ member, params, log }: MemberCall): Promise<RouteResult> {
  await log.submit(member.classId, (state) => decideWithdrawal(state, params['announcement'] ?? ''));
  return { json: {} };
}

async function sendHint({ request, member, contents, log }: MemberCall): Promise<RouteResult> {
  const { to, exercise, says } = await readJson(request, HINT, MAX_HINT_BYTES);
  assertExercise(contents, exercise);
  const json = await log.submit(member.classId, (state) =>
    decideHint(state, { hint: newId(), exercise, says }, to, (learner) => {
      const cell = state.learners.get(learner)?.cells.get(exercise);
      return cell === undefined ? undefined : cellView(cell).cluster;
    }),
  );
  return { status: 201, json };
}

async function openVote({ request, member, contents, log }: MemberCall): Promise<RouteResult> {
  const { exercise } = await readJson(request, z.object({ exercise: ID }));
  assertExercise(contents, exercise);
  if (!contents.isPrediction(exercise)) throw new Refusal('body-invalid', { field: 'exercise' });
  return { status: 201, json: await log.submit(member.classId, (state) => decideOpenVote(state, newId(), exercise)) };
}

async function voteAgain({ member, params, log }: MemberCall): Promise<RouteResult> {
  return { json: await log.submit(member.classId, (state) => decideOpenVote(state, params['vote'] ?? '', undefined)) };
}

async function closeVote({ member, params, log }: MemberCall): Promise<RouteResult> {
  await log.submit(member.classId, (state) => decideCloseVote(state, params['vote'] ?? ''));
  return { json: {} };
}

async function publishVote({ request, member, params, log }: MemberCall): Promise<RouteResult> {
  const { answer } = await readJson(request, PUBLISHING);
  await log.submit(member.classId, (state) => decidePublishVote(state, params['vote'] ?? '', answer));
  return { json: {} };
}

async function hideVote({ member, params, log }: MemberCall): Promise<RouteResult> {
  await log.submit(member.classId, (state) => decideHideVote(state, params['vote'] ?? ''));
  return { json: {} };
}

async function castBallot({ request, member, params, log }: MemberCall): Promise<RouteResult> {
  const { round, prediction } = await readJson(request, BALLOT);
  const ballot = { learner: member.learner ?? '', vote: params['vote'] ?? '', round, choice: choiceOf(prediction as Prediction) };
  await log.submit(member.classId, (state) => decideBallot(state, ballot));
  return { json: {} };
}
