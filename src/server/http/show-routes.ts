/** Teaching in front of a class: the machine that is shown, the pause, the block of the prepared class. */
import { z } from 'zod';
import { decideEndShow, decidePause, decidePlan, decideShow } from '../domain/decide-show.ts';
import type { ShownMachine } from '../domain/shown-machine.ts';
import type { MemberCall, Route, RouteResult } from './context.ts';
import { readJson } from './read-body.ts';
import { assertExercise } from './work-routes.ts';

/** Every page of the class gets and plays all of it. */
const MAX_SHOWN_BYTES = 48_000;
const MAX_STEPS = 200;
const PATH = z
  .string()
  .min(1)
  .max(300)
  .refine((path) => !path.startsWith('/') && !path.split('/').includes('..'));
const STEP = z.object({
  line: z.string().max(8000),
  files: z
    .record(PATH, z.string())
    .refine((files) => Object.keys(files).length <= 30)
    .exactOptional(),
});
const SHOWN: z.ZodType<ShownMachine> = z
  .object({
    exercise: z.string().min(1).max(100).exactOptional(),
    steps: z.array(STEP).max(MAX_STEPS),
    at: z.int().min(0),
  })
  .refine(({ steps, at }) => at <= steps.length, { path: ['at'] });
const BLOCK = z.object({ block: z.string().regex(/^[a-z][a-z0-9-]{0,59}$/) });

export const showRoutes: readonly Route[] = [
  { method: 'PUT', path: '/api/classes/:class/show', who: 'lead', run: show },
  { method: 'DELETE', path: '/api/classes/:class/show', who: 'lead', run: endShow },
  { method: 'PUT', path: '/api/classes/:class/pause', who: 'lead', run: pause },
  { method: 'PUT', path: '/api/classes/:class/plan', who: 'lead', run: setPlan },
];

async function show({ request, member, limits, contents, log }: MemberCall): Promise<RouteResult> {
  await limits.take('showsOfClass', member.classId);
  const machine = await readJson(request, SHOWN, MAX_SHOWN_BYTES);
  if (machine.exercise !== undefined) assertExercise(contents, machine.exercise);
  await log.submit(member.classId, (state) => decideShow(state, machine));
  return { json: {} };
}

async function endShow({ member, log }: MemberCall): Promise<RouteResult> {
  await log.submit(member.classId, decideEndShow);
  return { json: {} };
}

async function pause({ request, member, log }: MemberCall): Promise<RouteResult> {
  const { on } = await readJson(request, z.object({ on: z.boolean() }));
  await log.submit(member.classId, (state) => decidePause(state, on));
  return { json: {} };
}

async function setPlan({ request, member, log, now }: MemberCall): Promise<RouteResult> {
  const { block } = await readJson(request, BLOCK);
  await log.submit(member.classId, (state) => decidePlan(state, block, now()));
  return { json: {} };
}
