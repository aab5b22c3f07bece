/** A learner's page of the class: what was announced, hints, the hand, and the way out. */
import type { Say } from '../kit/say.ts';
import type { ClassData } from './class-data.ts';
import { HintNote } from './hint-note.tsx';
import type { Membership } from './membership.ts';
import type { Room } from './room.ts';
import { ShowPlace } from './show/show-place.tsx';
import { TicketForm } from './ticket/ticket-form.tsx';
import { currentVote, VoteBallot } from './vote/vote-ballot.tsx';

interface LearnerRoomProps {
  readonly room: Room;
  readonly data: ClassData;
  readonly membership: Membership;
  readonly say: Say;
  /** answers that came back with the return code; undefined: nobody asked */
  readonly broughtBack: number | 'failed' | undefined;
  readonly onChange: (membership: Membership) => void;
  /** Leaves the class in this browser; the work stays with it. */
  readonly onLeave: () => void;
  readonly home: string;
}

export function LearnerRoom({ room, data, membership, broughtBack, say, onChange, onLeave, home }: LearnerRoomProps) {
  const view = room.view.value;
  if (view === undefined) return <p role="status">{say('class.opening')}</p>;
  const isUp = view.me?.handAt !== undefined;
  const passed = Object.values(view.me?.cells ?? {}).filter(({ status }) => status === 'passed').length;
  const place =
    view.pace.mode === 'free'
      ? undefined
      : data.lessons.find(({ id }) => view.pace.mode !== 'free' && id === view.pace.place.lesson);

  const vote = currentVote(view.votes);
  const voteOn = data.exercises.find(({ facts }) => facts.id === vote?.exercise);

  async function erase(): Promise<void> {
    if (!confirm(say('class.eraseMeSure'))) return;
    const gone = await room.act('DELETE', `/learners/${membership.learner}`);
    if (gone !== undefined) onLeave();
  }

  async function rename(): Promise<void> {
    const name = prompt(say('class.people.yourName'), view?.me?.name ?? membership.name);
    if (name !== null && name.trim() !== '') await room.act('PATCH', `/learners/${membership.learner}`, { name });
  }
  async function newCode(): Promise<void> {
    const made = await room.act<{ returnCode: string }>('POST', `/learners/${membership.learner}/return-code`);
    if (made !== undefined) onChange({ ...membership, returnCode: made.returnCode });
  }

  return (
    <div class="learner-room">
      <p class="lead">
        {say('class.youAre', { name: view.me?.name ?? membership.name, title: view.settings.title || membership.code })}
      </p>
      <p role="status">{say(room.isConnected.value ? 'class.connected' : 'class.offline')}</p>
      <p role="status" class="class-pause">
        {view.isPaused && say('class.pause.said')}
      </p>
      <p class="problem" role="alert">
        {room.refused.value === undefined ? '' : say(room.refused.value.messageKey)}
      </p>
      {broughtBack !== undefined && (
        <p role="status">{broughtBack === 'failed' ? say('class.backFailed') : say('class.broughtBack', { count: broughtBack })}</p>
      )}
      <ShowPlace view={view} data={data} say={say} />
      {vote !== undefined && voteOn !== undefined && (
        <VoteBallot key={vote.id} vote={vote} exercise={voteOn} room={room} say={say} />
      )}
      {view.ticket !== undefined && <TicketForm ticket={view.ticket} room={room} say={say} />}
      <p>{say('class.handsInBySelf', { count: passed })}</p>
      <p class="entrance-buttons">
        <a class="button primary" href={place?.path ?? home}>
          {place === undefined ? say('class.toLessons') : say('class.toPlace', { number: place.number, title: place.title })}
        </a>
        <button type="button" class="button" aria-pressed={isUp} onClick={() => void room.act('PUT', '/hand', { up: !isUp })}>
          {say(isUp ? 'class.handDown' : 'class.handUp')}
        </button>
      </p>
      {view.announcements.length > 0 && (
        <section aria-label={say('class.announcements')}>
          <h2>{say('class.announcements')}</h2>
          <ul class="class-notes">
            {view.announcements.toReversed().map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </section>
      )}
      {view.hints.length > 0 && (
        <section aria-label={say('class.hints')}>
          <h2>{say('class.hints')}</h2>
          <ul class="class-notes">
            {view.hints.toReversed().map((hint) => (
              <li key={hint.id}>
                <strong>{titleOf(data, hint.exercise)}</strong> <HintNote hint={hint} data={data} say={say} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <h2>{say('class.people.otherDevice')}</h2>
      {membership.returnCode === undefined ? (
        <p>{say('class.people.noCode')}</p>
      ) : (
        <>
          <p>{say('class.people.howBack')}</p>
          <p class="return-code">
            {say('class.code')}: <code>{membership.code}</code> · {say('class.returnCode')}: <code>{membership.returnCode}</code>
          </p>
        </>
      )}
      <p class="entrance-buttons">
        <button type="button" class="button" onClick={() => void newCode()}>
          {say('class.people.newCode')}
        </button>
        <button type="button" class="button" onClick={() => void rename()}>
          {say('class.people.renameMe')}
        </button>
      </p>
      <p class="entrance-buttons">
        <button type="button" class="button quiet" onClick={onLeave}>
          {say('class.leave')}
        </button>
        <button type="button" class="button quiet" onClick={() => void erase()}>
          {say('class.eraseMe')}
        </button>
      </p>
    </div>
  );
}

export function titleOf({ exercises }: Pick<ClassData, 'exercises'>, id: string): string {
  const exercise = exercises.find(({ facts }) => facts.id === id);
  return exercise === undefined ? id : `${exercise.number} ${exercise.title}`;
}
