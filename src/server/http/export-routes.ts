/** After class: reports, tables for spreadsheets and courses, statements, scores, and all answers as one archive. */
import type { IncomingHttpHeaders } from 'node:http';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';
import { z } from 'zod';
import { listAnswers } from '../db/answer-queries.ts';
import type { ClassState } from '../domain/class-state.ts';
import { classTable, formatCsv } from '../domain/csv.ts';
import { Refusal } from '../domain/refusal.ts';
import { reportExercises } from '../domain/report.ts';
import { agsScores, xapiStatements } from '../domain/statements.ts';
import type { MemberCall, Route, RouteResult } from './context.ts';

const CSV = z.object({
  shape: z.enum(['plain', 'table', 'moodle', 'canvas']).default('plain'),
  separator: z.enum(['comma', 'semicolon', 'tab']).default('comma'),
  bom: z.enum(['yes', 'no']).default('no'),
});
const PAGE = 500;
/** about 100 MB of answers */
const MAX_ARCHIVED = 200_000;

export const exportRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/classes/:class/report', who: 'lead', run: report },
  { method: 'GET', path: '/api/classes/:class/csv', who: 'lead', run: csv },
  { method: 'GET', path: '/api/classes/:class/xapi', who: 'lead', run: xapi },
  { method: 'GET', path: '/api/classes/:class/scores', who: 'lead', run: scores },
  { method: 'GET', path: '/api/classes/:class/archive', who: 'instructor', run: archive },
];

async function report({ member, log, contents }: MemberCall): Promise<RouteResult> {
  const order = contents.list.map(({ id }) => id);
  return { json: await log.read(member.classId, (state) => ({ exercises: reportExercises(state, order) })) };
}

async function csv({ member, log, contents, query }: MemberCall): Promise<RouteResult> {
  const parsed = CSV.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw new Refusal('body-invalid', { field: parsed.error.issues[0]?.path.join('.') ?? '' });
  const { shape, separator, bom } = parsed.data;
  const rows = await log.read(member.classId, (state) => {
    const opened = new Set([...state.learners.values()].flatMap(({ cells }) => [...cells.keys()]));
    return classTable(
      state,
      contents.list.filter(({ id }) => opened.has(id)),
      shape,
    );
  });
  return {
    file: formatCsv(rows, { separator, bom: bom === 'yes' }),
    type: 'text/csv; charset=utf-8',
    name: `camadas-${shape}.csv`,
  };
}

async function xapi({ member, log, request }: MemberCall): Promise<RouteResult> {
  const home = `${schemeOf(request.headers)}://${request.headers.host ?? 'localhost'}/`;
  const statements = await log.read(member.classId, (state) => xapiStatements(state, home));
  return { file: JSON.stringify(statements, null, 1), type: 'application/json; charset=utf-8', name: 'camadas-xapi.json' };
}

/** As the proxy says; without one this server speaks plain HTTP, and one that says nothing of it speaks TLS. */
export function schemeOf(headers: IncomingHttpHeaders): 'http' | 'https' {
  const [said] = [headers['x-forwarded-proto'] ?? []].flat();
  const first = said?.split(',')[0]?.trim().toLowerCase();
  if (first === 'http' || first === 'https') return first;
  return headers['x-forwarded-for'] === undefined ? 'http' : 'https';
}

async function scores({ member, log }: MemberCall): Promise<RouteResult> {
  return { json: { scores: await log.read(member.classId, agsScores) } };
}

/**
 * Who is who where that is asked for, then one file per answer, in the form in which it was handed in, with the verdict beside it: a page can replay each. Packed a page
 * at a time, so that the grid of a class goes on meanwhile.
 */
async function archive({ member, storage, log, query }: MemberCall): Promise<RouteResult> {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error;
    chunks.push(chunk);
  });
  const text = new TextEncoder();
  const pack = (name: string, content: unknown): void => {
    const entry = new ZipDeflate(name, { level: 6 });
    zip.add(entry);
    entry.push(text.encode(JSON.stringify(content, null, 1)), true);
  };
  if (query.get('names') === 'yes') pack('learners.json', await log.read(member.classId, listPeople));
  let count = 0;
  for (let after: string | undefined = ''; after !== undefined && count < MAX_ARCHIVED; ) {
    const page = await listAnswers(storage.db, { classId: member.classId }, after, PAGE);
    for (const row of page) {
      count += 1;
      const file = {
        format: 'camadas-answer',
        formatVersion: 1,
        id: row.client_id,
        exercise: row.exercise_id,
        content: row.content,
        locale: row.locale,
        writtenAt: row.written_at ?? row.received_at,
        answer: JSON.parse(row.body) as unknown,
        grade: row.grade === null ? null : (JSON.parse(row.grade) as unknown),
      };
      pack(`${row.learner_id}/${row.exercise_id}/${row.received_at}-${row.id}.json`, file);
    }
    await nextTurn();
    after = page.length === PAGE ? page.at(-1)?.id : undefined;
  }
  zip.end();
  return { file: Buffer.concat(chunks), type: 'application/zip', name: 'camadas-answers.zip' };
}

/** Without this file the archive holds random ids alone, and can be given to whoever studies answers. */
function listPeople({ settings, learners }: ClassState) {
  const people = [...learners.values()].map(({ id, name, locale }) => ({ id, name, locale }));
  return { format: 'camadas-learners', formatVersion: 1, title: settings.title, learners: people };
}
