/** A class as a page follows it: the server's view, asked for again a moment after something has happened. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { ClassEvent } from '../../server/domain/class-event.ts';
import type { ClassView } from '../../server/domain/class-view.ts';
import type { ExerciseSummary } from '../../server/domain/grid.ts';
import { applyShow } from '../../server/domain/shown-machine.ts';
import { type ClassClient, ClassRefused } from './class-client.ts';
import type { Presence } from './now-of.ts';

export interface Room {
  readonly view: ReadonlySignal<RoomView | undefined>;
  /** for those who lead */
  readonly summary: ReadonlySignal<readonly ExerciseSummary[]>;
  /** by learner, for those who lead: the last sign of life of each */
  readonly presence: ReadonlySignal<ReadonlyMap<string, Presence>>;
  /** milliseconds by which the server's clock is ahead of this one */
  readonly clockAhead: ReadonlySignal<number>;
  readonly isConnected: ReadonlySignal<boolean>;
  /** the class is over for this page, and why */
  readonly ended: ReadonlySignal<ClassRefused | undefined>;
  /** what the server said no to, last */
  readonly refused: ReadonlySignal<ClassRefused | undefined>;
  /** Asks, shows what is refused, and looks again. @returns undefined where it did not go well */
  act<T>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T | undefined>;
  close(): void;
}

/** `code` and `presence` come along for those who lead. */
export type RoomView = ClassView & { readonly code?: string; readonly presence?: readonly Presence[] };

/** A burst of events is looked at once. */
const REST_MS = 300;

export interface RoomOptions {
  readonly classId: string;
  readonly client: ClassClient;
  readonly leads: boolean;
  readonly onEvent?: (event: ClassEvent) => void;
}

export function openRoom({ classId, client, leads, onEvent }: RoomOptions): Room {
  const path = `/api/classes/${classId}`;
  const view = signal<RoomView | undefined>(undefined);
  const summary = signal<readonly ExerciseSummary[]>([]);
  const presence = signal<ReadonlyMap<string, Presence>>(new Map());
  const clockAhead = signal(0);
  const isConnected = signal(false);
  const ended = signal<ClassRefused | undefined>(undefined);
  const refused = signal<ClassRefused | undefined>(undefined);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop = (): void => undefined;
  let isClosed = false;
  /** number up to which the view's machine that is shown is known */
  let shownSeq = 0;

  async function look(): Promise<void> {
    const [next, numbers] = await Promise.all([
      client.call<RoomView>('GET', path),
      leads ? client.call<{ exercises: readonly ExerciseSummary[] }>('GET', `${path}/summary`) : undefined,
    ]);
    clockAhead.value = next.now - Date.now();
    hear(next.presence ?? []);
    view.value = withShown(next);
    summary.value = numbers?.exercises ?? [];
  }

  /** What was asked for before the last steps came does not take them away again. */
  function withShown(next: RoomView): RoomView {
    if (next.seq >= shownSeq) {
      shownSeq = next.seq;
      return next;
    }
    const { shown: _, ...rest } = next;
    const shown = view.value?.shown;
    return shown === undefined ? rest : { ...rest, shown };
  }

  /** Steps come often, and to everybody: nobody asks for the whole view because of one. */
  function addShown(event: Extract<ClassEvent, { readonly kind: `show.${string}` }>, seq: number): void {
    if (view.value === undefined || seq <= shownSeq) return;
    shownSeq = seq;
    const { shown: before, ...rest } = view.value;
    const shown = applyShow(before, event);
    view.value = shown === undefined ? rest : { ...rest, shown };
  }

  function hear(signs: readonly Presence[]): void {
    if (signs.length > 0) presence.value = new Map([...presence.value, ...signs.map((sign) => [sign.learner, sign] as const)]);
  }

  function lookSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      void look().catch(note);
    }, REST_MS);
  }

  function note(error: unknown): void {
    if (error instanceof ClassRefused) refused.value = error;
  }

  async function begin(): Promise<void> {
    try {
      await look();
    } catch (error) {
      if (error instanceof ClassRefused) {
        ended.value = error;
        return;
      }
      if (!isClosed) setTimeout(() => void begin(), 3000);
      return;
    }
    if (isClosed) return;
    const following = client.follow(classId, view.value?.seq ?? 0, {
      onEvent(event, seq) {
        onEvent?.(event);
        if (event.kind === 'show.changed' || event.kind === 'show.ended') addShown(event, seq);
        else lookSoon();
      },
      onReset() {
        shownSeq = 0;
        lookSoon();
      },
      onPresence: hear,
      onConnection(isUp) {
        if (isUp && !isConnected.value) lookSoon();
        isConnected.value = isUp;
      },
      onEnd(error) {
        ended.value = error;
      },
    });
    stop = following.stop;
  }
  void begin();

  return {
    view,
    summary,
    presence,
    clockAhead,
    isConnected,
    ended,
    refused,
    async act(method, more, body) {
      try {
        const result = await client.call(method, `${path}${more}`, body);
        refused.value = undefined;
        lookSoon();
        return result as never;
      } catch (error) {
        if (!(error instanceof ClassRefused)) refused.value = new ClassRefused('storage-down', 'class.refused.storageDown');
        note(error);
        return undefined;
      }
    },
    close() {
      isClosed = true;
      clearTimeout(timer);
      stop();
    },
  };
}
