/** On the instructor's page: the way to a lesson from which she shows her machine, and the end of it. */
import type { Say } from '../../kit/say.ts';
import type { ClassData } from '../class-data.ts';
import { titleOf } from '../learner-room.tsx';
import type { Room, RoomView } from '../room.ts';
import type { LeadKey } from '../wall/wall-key.ts';
import { showAddress } from './show-key.ts';

interface ShowPanelProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly data: ClassData;
  readonly leadKey: LeadKey;
  readonly say: Say;
}

export function ShowPanel({ room, view, data, leadKey, say }: ShowPanelProps) {
  const { shown, pace } = view;
  const at = pace.mode === 'free' ? undefined : pace.place.lesson;
  const lesson = data.lessons.find(({ id }) => id === at) ?? data.lessons[0];
  return (
    <section class="lead-card">
      <h3>{say('class.show.title')}</h3>
      <p>{say('class.show.about')}</p>
      {lesson !== undefined && (
        <p>
          <a class="button" data-show="open" href={showAddress(lesson.path, leadKey)} target="camadas-show" rel="opener">
            {say('class.show.open', { number: lesson.number, title: lesson.title })}
          </a>
        </p>
      )}
      <p role="status">
        {shown !== undefined &&
          say('class.show.now', {
            what: shown.exercise === undefined ? say('class.show.noExercise') : titleOf(data, shown.exercise),
            count: shown.steps.length,
          })}
      </p>
      {shown !== undefined && (
        <button type="button" class="button" data-show="stop" onClick={() => void room.act('DELETE', '/show')}>
          {say('class.show.stop')}
        </button>
      )}
    </section>
  );
}
