/** How the class moves: each at their own pace, with the instructor, or held at one place. */
import type { Pace, Place } from '../../server/domain/class-event.ts';
import { Icon } from '../kit/icon.tsx';
import type { Say } from '../kit/say.ts';
import type { ClassData } from './class-data.ts';
import { parsePlace, placeBeside, placeKey } from './places.ts';
import type { Room, RoomView } from './room.ts';
import { usePace } from './use-pace.ts';

interface PacePanelProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly data: ClassData;
  readonly say: Say;
}

export function PacePanel({ room, data, say }: Omit<PacePanelProps, 'view'>) {
  const { pace, set: setPace } = usePace(room);
  const place: Place = pace.mode === 'free' ? { lesson: data.lessons[0]?.id ?? '' } : pace.place;
  const beside = (by: 1 | -1, label: string, icon: 'back' | 'forward') => {
    const to = placeBeside(data, place, by);
    return (
      <button
        type="button"
        class="button"
        aria-label={say(label)}
        disabled={to === undefined}
        onClick={() => to !== undefined && setPace(pace.mode, to)}
      >
        <Icon name={icon} />
      </button>
    );
  };
  return (
    <>
      <label for="class-pace">{say('class.paceLabel')}</label>
      <select id="class-pace" value={pace.mode} onChange={(event) => setPace(event.currentTarget.value as Pace['mode'], place)}>
        {(['free', 'follow', 'locked'] as const).map((mode) => (
          <option key={mode} value={mode}>
            {say(`class.paceMode.${mode}`)}
          </option>
        ))}
      </select>
      <p class="note">{say(`class.paceAbout.${pace.mode}`)}</p>
      {pace.mode !== 'free' && (
        <>
          <label for="class-place">{say('class.place')}</label>
          <div class="pace-place">
            {beside(-1, 'class.placeBefore', 'back')}
            <select
              id="class-place"
              value={placeKey(place)}
              onChange={(event) => setPace(pace.mode, parsePlace(event.currentTarget.value))}
            >
              {data.lessons.map(({ id, number, title }) => (
                <optgroup key={id} label={`${number}. ${title}`}>
                  <option value={id}>
                    {number}. {title}
                  </option>
                  {data.exercises
                    .filter(({ facts }) => facts.lesson === id)
                    .map(({ facts, number: of, title: name }) => (
                      <option key={facts.id} value={placeKey({ lesson: id, exercise: facts.id })}>
                        {of} {name}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
            {beside(1, 'class.placeAfter', 'forward')}
          </div>
        </>
      )}
    </>
  );
}

/** Everybody looks up: learners' pages take no word until it is over. */
export function PauseButton({ room, view, say }: Omit<PacePanelProps, 'data'>) {
  const { isPaused } = view;
  return (
    <>
      <button
        type="button"
        class="button"
        data-pause
        aria-pressed={isPaused}
        aria-describedby="class-pause-about"
        onClick={() => void room.act('PUT', '/pause', { on: !isPaused })}
      >
        {say(isPaused ? 'class.pause.end' : 'class.pause.begin')}
      </button>
      <p class="note" id="class-pause-about">
        {say('class.pause.about')}
      </p>
    </>
  );
}

/** What was announced, latest first; each can be taken back. */
export function Announcements({ room, view, say }: Omit<PacePanelProps, 'data'>) {
  if (view.announcements.length === 0) return null;
  return (
    <ul class="lead-list" aria-label={say('class.announcements')}>
      {view.announcements
        .slice(-3)
        .toReversed()
        .map(({ id, text }) => (
          <li key={id}>
            <span>{text}</span>
            <button
              type="button"
              class="sheet-close always"
              aria-label={say('class.withdraw', { text })}
              onClick={() => void room.act('DELETE', `/announcements/${id}`)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
    </ul>
  );
}
