/** The exit ticket: opened by who leads, filed by each learner, read by who leads. */
import { z } from 'zod';
import { decideFiling, decideTicket } from '../domain/decide-ticket.ts';
import type { MemberCall, Route, RouteResult } from './context.ts';
import { readJson } from './read-body.ts';

const MAX_QUESTIONS = 10;
const ID = z.string().regex(/^[a-z0-9-]{1,60}$/);
const TICKET = z.object({
  choices: z.record(ID, ID).refine((choices) => Object.keys(choices).length <= MAX_QUESTIONS),
  text: z.string().trim().max(500),
});

export const ticketRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/classes/:class/ticket', who: 'lead', run: list },
  { method: 'PUT', path: '/api/classes/:class/ticket', who: 'lead', run: set },
  { method: 'PUT', path: '/api/classes/:class/ticket/mine', who: 'learner', run: file },
];

async function list({ member, log }: MemberCall): Promise<RouteResult> {
  const filed = await log.read(member.classId, ({ tickets, learners }) =>
    [...tickets].map(([learner, ticket]) => ({ learner, name: learners.get(learner)?.name ?? '', ...ticket })),
  );
  return { json: { filed } };
}

async function set({ request, member, log }: MemberCall): Promise<RouteResult> {
  const { open } = await readJson(request, z.object({ open: z.boolean() }));
  await log.submit(member.classId, (state) => decideTicket(state, open));
  return { json: {} };
}

async function file({ request, member, limits, log, now }: MemberCall): Promise<RouteResult> {
  const learner = member.learner ?? '';
  await limits.take('answersOfLearner', learner);
  const ticket = await readJson(request, TICKET);
  await log.submit(member.classId, (state) => decideFiling(state, { learner, now: now(), ...ticket }));
  return { json: {} };
}
