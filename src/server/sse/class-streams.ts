/**
 * Live updates of all classes of this process. A stream first reads from the log what its reader has not seen, then is live; the step
 * between the two happens in one turn of the loop, so no event is lost or doubled. A reader that does not keep up is cut and comes back
 * with `Last-Event-ID`.
 */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { ClassLog } from '../db/class-log.ts';
import { listEventsAfter } from '../db/event-queries.ts';
import type { Storage } from '../db/storage.ts';
import { leads, type Member, visibleTo } from '../domain/audience.ts';
import type { LearnerId, LoggedEvent } from '../domain/class-event.ts';
import { Refusal } from '../domain/refusal.ts';
import { formatLogged, formatPassing, formatPing } from './format-event.ts';

const HEARTBEAT_MS = 15_000;
const RETRY_MS = 2000;
/** Waiting bytes at which a reader is too slow. */
const MAX_WAITING_BYTES = 512_000;
const PAGE = 500;
const MAX_STREAMS = 12_000;
const MAX_PER_MEMBER = 4;
const MAX_LEADS = 30;
const PASSING_MS = 300;
/** Signs in one notice to the other processes. */
const PASSING_AT_ONCE = 60;

export interface Presence {
  readonly learner: LearnerId;
  readonly doing: string;
  readonly at: number;
}

interface Stream {
  readonly member: Member;
  readonly response: ServerResponse;
}

interface Hub {
  readonly classId: string;
  /** of the last event that all live streams have been given */
  seq: number;
  readonly leads: Set<Stream>;
  readonly learners: Map<LearnerId, Set<Stream>>;
  readonly presence: Map<LearnerId, Presence>;
  passing: Presence[];
  stop: () => void;
  /** catching up */
  opening: number;
  /** streams by member, those that catch up too */
  readonly held: Map<LearnerId | 'leads', number>;
}

export interface ClassStreams {
  /** Writes until either side ends it. @param after the reader has seen all up to here. @throws Refusal */
  open(member: Member, response: ServerResponse, after: number | undefined): Promise<void>;
  /** A sign of life that is in no log. */
  tell(classId: string, presence: Presence): void;
  /** Signs that came to another process. */
  hear(classId: string, signs: readonly Presence[]): void;
  presenceOf(classId: string): ReadonlyMap<LearnerId, Presence>;
  /** of those whose link is worth nothing any more */
  closeLeads(classId: string, role: Member['role']): void;
  close(): void;
  readonly count: number;
  readonly stats: { cut: number; events: number };
}

export function createClassStreams(storage: Storage, log: ClassLog): ClassStreams {
  const hubs = new Map<string, Promise<Hub>>();
  const opened = new Map<string, Hub>();
  const stats = { cut: 0, events: 0 };
  let count = 0;
  let isClosed = false;

  const heartbeat = setInterval(() => {
    for (const hub of opened.values()) for (const stream of streamsOf(hub)) send(stream, formatPing(hub.seq));
  }, HEARTBEAT_MS);
  const passing = setInterval(() => {
    for (const hub of opened.values()) flushPassing(hub);
  }, PASSING_MS);
  heartbeat.unref();
  passing.unref();

  function hubOf(classId: string): Promise<Hub> {
    const known = hubs.get(classId);
    if (known !== undefined) return known;
    const made = makeHub(classId);
    hubs.set(classId, made);
    made.catch(() => hubs.delete(classId));
    return made;
  }

  async function makeHub(classId: string): Promise<Hub> {
    const hub: Hub = {
      classId,
      seq: 0,
      leads: new Set(),
      learners: new Map(),
      presence: new Map(),
      passing: [],
      stop: () => {},
      opening: 0,
      held: new Map(),
    };
    const { seq, stop } = await log.listen(classId, (news) => (news === 'erased' ? endHub(hub) : deliver(hub, news)));
    hub.seq = Math.max(hub.seq, seq);
    hub.stop = stop;
    opened.set(classId, hub);
    return hub;
  }

  function endHub(hub: Hub): void {
    for (const stream of streamsOf(hub)) stream.response.end(formatPassing('erased', {}));
    drop(hub);
  }

  function drop(hub: Hub): void {
    hub.stop();
    hubs.delete(hub.classId);
    opened.delete(hub.classId);
  }

  function deliver(hub: Hub, news: readonly LoggedEvent[]): void {
    let forLeads = '';
    for (const { seq, at, event } of news) {
      const text = formatLogged(seq, at, event);
      forLeads += text;
      for (const stream of learnersOf(hub, event)) {
        const visible = visibleTo(stream.member, event);
        if (visible !== undefined) send(stream, visible === event ? text : formatLogged(seq, at, visible));
      }
      if (event.kind === 'learner.removed' || event.kind === 'learner.erased') {
        for (const stream of hub.learners.get(event.learner) ?? []) stream.response.end();
        hub.presence.delete(event.learner);
      }
      hub.seq = seq;
    }
    for (const stream of hub.leads) send(stream, forLeads);
  }

  /** Most events are about one learner: the other streams are not even looked at. */
  function learnersOf(hub: Hub, event: LoggedEvent['event']): Iterable<Stream> {
    if ('learner' in event) return hub.learners.get(event.learner) ?? [];
    return [...hub.learners.values()].flatMap((streams) => [...streams]);
  }

  function send({ response }: Stream, text: string): void {
    if (text === '' || response.destroyed || response.writableEnded) return;
    if (response.writableLength > MAX_WAITING_BYTES) {
      stats.cut += 1;
      response.destroy();
      return;
    }
    stats.events += 1;
    response.write(text);
  }

  function flushPassing(hub: Hub): void {
    if (hub.passing.length === 0) return;
    const signs = hub.passing;
    hub.passing = [];
    showPassing(hub, signs);
    for (let from = 0; from < signs.length; from += PASSING_AT_ONCE)
      storage
        .notify(storage.db, { classId: hub.classId, passing: signs.slice(from, from + PASSING_AT_ONCE) })
        .catch(() => undefined);
  }

  function showPassing(hub: Hub, signs: readonly Presence[]): void {
    for (const sign of signs) hub.presence.set(sign.learner, sign);
    for (const stream of hub.leads) send(stream, formatPassing('presence', signs));
  }

  /** @returns number up to which the reader has seen all, equal to the hub's */
  async function catchUp(hub: Hub, stream: Stream, after: number): Promise<void> {
    let seen = after;
    while (seen < hub.seq && !stream.response.destroyed) {
      const upTo = hub.seq;
      const page = await listEventsAfter(storage.db, hub.classId, seen, PAGE);
      let text = '';
      for (const { seq, at, event } of page) {
        if (seq > upTo) break;
        const visible = visibleTo(stream.member, event);
        if (visible !== undefined) text += formatLogged(seq, at, visible);
        seen = seq;
      }
      // the rest was erased
      if (page.length < PAGE) seen = upTo;
      if (text !== '' && !stream.response.write(text))
        await once(stream.response, 'drain', { signal: closedSignal(stream.response) }).catch(() => undefined);
    }
  }

  function addLive(hub: Hub, stream: Stream): () => void {
    const { learner } = stream.member;
    const set = learner === undefined ? hub.leads : (hub.learners.get(learner) ?? new Set());
    if (learner !== undefined) hub.learners.set(learner, set);
    set.add(stream);
    return () => {
      set.delete(stream);
      if (learner !== undefined && set.size === 0) hub.learners.delete(learner);
    };
  }

  return {
    stats,
    get count() {
      return count;
    },
    async open(member, response, after) {
      if (isClosed || count >= MAX_STREAMS) throw new Refusal('too-many-streams', { retryAfter: 10 });
      const hub = await hubOf(member.classId);
      const holder = member.learner ?? 'leads';
      const own = hub.held.get(holder) ?? 0;
      if (own >= (leads(member) ? MAX_LEADS : MAX_PER_MEMBER)) throw new Refusal('too-many-streams', { retryAfter: 10 });
      count += 1;
      hub.held.set(holder, own + 1);
      hub.opening += 1;
      const stream: Stream = { member, response };
      let remove = () => {};
      response.once('close', () => {
        count -= 1;
        const left = (hub.held.get(holder) ?? 1) - 1;
        if (left > 0) hub.held.set(holder, left);
        else hub.held.delete(holder);
        remove();
        if (hub.leads.size + hub.learners.size + hub.opening === 0) drop(hub);
      });
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
      });
      response.write(`retry: ${RETRY_MS}\n\n`);
      try {
        // read at another process, of which this one has not heard yet
        if (after !== undefined && after > hub.seq) await log.read(member.classId, () => undefined);
        // a number from before a backup was put back: what the reader knows is not what is
        if (after !== undefined && after > hub.seq) response.write(formatPassing('reset', {}));
        else await catchUp(hub, stream, after ?? hub.seq);
        if (response.destroyed || response.writableEnded) return;
        remove = addLive(hub, stream);
        response.write(formatPing(hub.seq));
      } catch {
        response.destroy();
      } finally {
        hub.opening -= 1;
      }
    },
    tell(classId, presence) {
      const hub = opened.get(classId);
      if (hub !== undefined) hub.passing.push(presence);
      else storage.notify(storage.db, { classId, passing: [presence] }).catch(() => undefined);
    },
    hear(classId, signs) {
      const hub = opened.get(classId);
      if (hub !== undefined) showPassing(hub, signs);
    },
    presenceOf: (classId) => opened.get(classId)?.presence ?? new Map(),
    closeLeads(classId, role) {
      for (const stream of opened.get(classId)?.leads ?? []) if (stream.member.role === role) stream.response.end();
    },
    close() {
      isClosed = true;
      clearInterval(heartbeat);
      clearInterval(passing);
      for (const hub of opened.values()) {
        for (const stream of streamsOf(hub)) stream.response.end();
        drop(hub);
      }
    },
  };
}

function streamsOf(hub: Hub): Stream[] {
  return [...hub.leads, ...[...hub.learners.values()].flatMap((streams) => [...streams])];
}

function closedSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}
