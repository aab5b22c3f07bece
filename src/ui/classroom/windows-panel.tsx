/** Windows in time: when answers to an exercise are taken. */
import { type Signal, useSignal } from '@preact/signals';
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { ClassData } from './class-data.ts';
import { titleOf } from './learner-room.tsx';
import type { Room, RoomView } from './room.ts';
import { useClock } from './use-clock.ts';
import { fromLocalInput, type TimeWindow, toLocalInput } from './window-state.ts';
import { windowText } from './window-text.ts';

interface WindowsPanelProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly data: ClassData;
  readonly say: Say;
}

const MINUTE_MS = 60_000;
const SOON_MINUTES = 5;

export function WindowsPanel({ room, view, data, say }: WindowsPanelProps) {
  const chosen = useSignal('');
  const opens = useSignal<string | undefined>(undefined);
  const closes = useSignal<string | undefined>(undefined);
  const entries = Object.entries(view.windows);
  const now = useClock(view.now, entries.length > 0);
  const place = view.pace.mode === 'free' ? undefined : view.pace.place;
  const exercise =
    chosen.value ||
    (place?.exercise ??
      data.exercises.find(({ facts }) => facts.lesson === place?.lesson)?.facts.id ??
      data.exercises[0]?.facts.id ??
      '');
  const known: TimeWindow = view.windows[exercise] ?? {};
  const set = async (id: string, window: TimeWindow): Promise<void> => {
    const done = await room.act('PUT', `/windows/${id}`, window);
    if (done === undefined) return;
    opens.value = undefined;
    closes.value = undefined;
  };
  const typed = (): TimeWindow => {
    const [from, to] = [
      fromLocalInput(opens.value ?? toLocalInput(known.opensAt)),
      fromLocalInput(closes.value ?? toLocalInput(known.closesAt)),
    ];
    return { ...(from === undefined ? {} : { opensAt: from }), ...(to === undefined ? {} : { closesAt: to }) };
  };
  const closeIn = (minutes: number): TimeWindow => ({
    ...(known.opensAt !== undefined && known.opensAt < now ? { opensAt: known.opensAt } : {}),
    closesAt: Math.round(now + minutes * MINUTE_MS),
  });
  return (
    <section class="lead-card">
      <h3>{say('class.window.title')}</h3>
      {entries.length > 0 && (
        <ul class="lead-list">
          {entries.map(([id, window]) => (
            <li key={id}>
              <span>
                <strong>{titleOf(data, id)}</strong>: {windowText(window, now, say)}
              </span>
              <button
                type="button"
                class="sheet-close always"
                aria-label={say('class.window.clearOf', { exercise: titleOf(data, id) })}
                onClick={() => void set(id, {})}
              >
                <Icon name="close" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void set(exercise, typed());
        }}
      >
        <label for="class-window">{say('class.window.exercise')}</label>
        <select
          id="class-window"
          value={exercise}
          onChange={(event) => {
            chosen.value = event.currentTarget.value;
            opens.value = undefined;
            closes.value = undefined;
          }}
        >
          {data.exercises.map(({ facts, number, title }) => (
            <option key={facts.id} value={facts.id}>
              {number} {title}
            </option>
          ))}
        </select>
        <TimeField id="class-opens" label={say('class.window.opens')} typed={opens} known={known.opensAt} />
        <TimeField id="class-closes" label={say('class.window.closes')} typed={closes} known={known.closesAt} />
        <p class="entrance-buttons">
          <button type="submit" class="button">
            {say('class.window.save')}
          </button>
          <button type="button" class="button" data-window="soon" onClick={() => void set(exercise, closeIn(SOON_MINUTES))}>
            {say('class.window.closeIn', { count: SOON_MINUTES })}
          </button>
          <button type="button" class="button" data-window="now" onClick={() => void set(exercise, closeIn(0))}>
            {say('class.window.closeNow')}
          </button>
        </p>
      </form>
    </section>
  );
}

interface TimeFieldProps {
  readonly id: string;
  readonly label: string;
  /** what was typed and is not sent yet, as the field has it */
  readonly typed: Signal<string | undefined>;
  /** milliseconds since 1970 */
  readonly known: number | undefined;
}

function TimeField({ id, label, typed, known }: TimeFieldProps) {
  return (
    <>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={typed.value ?? toLocalInput(known)}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
    </>
  );
}
