/** In a lesson, for whoever is in a class: what is checked is handed in, what the class says is shown, and the pace is kept. */
import { render } from 'preact';
import type { AnswerFile, ExerciseId } from '../../exercise/index.ts';
import { keepHandedIn } from '../keep/keep-handed-in.ts';
import { findLocalStorage } from '../keep/old-storage.ts';
import { openKeeper } from '../keep/open-keeper.ts';
import { createSay, type Say } from '../kit/say.ts';
import { CHECKED_EVENT, tellHandedIn } from './checked-event.ts';
import { createClassClient } from './class-client.ts';
import { type ClassData, fetchClassData } from './class-data.ts';
import { canShow, HintNote } from './hint-note.tsx';
import { followPace, keepPace, lessonOf } from './keep-pace.ts';
import { keepPause } from './keep-pause.ts';
import { titleOf } from './learner-room.tsx';
import { readMembership } from './membership.ts';
import { readPageData } from './page-data.ts';
import { openRoom, type Room, type RoomView } from './room.ts';
import { drawId } from './save-file.ts';
import { type AnswerSender, createAnswerSender } from './send-answers.ts';
import { ShowPlace } from './show/show-place.tsx';
import { listenInPage, tellPresence } from './tell-presence.ts';
import { useClock } from './use-clock.ts';
import { VoteCall } from './vote/vote-call.tsx';
import { windowText } from './window-text.ts';

export async function attachToClass(place: HTMLElement): Promise<void> {
  const backing = findLocalStorage();
  const membership = readMembership(backing);
  if (membership === undefined) return;
  const { locale, path, home = '/' } = readPageData(place);
  const client = createClassClient(membership.secret);
  const later = (action: () => void, ms: number): void => void setTimeout(action, ms);
  const fetched = fetchClassData(path);
  const onHandedIn = (file: AnswerFile): void => void keepVersion(file, fetched).catch(() => undefined);
  const sender = createAnswerSender({ backing, membership, client, later, onHandedIn });
  void sender.sendAll();
  addEventListener('online', () => void sender.sendAll());
  const data = await fetched;
  addEventListener(CHECKED_EVENT, ({ detail: { exercise, answer } }) => {
    const known = data.exercises.find(({ facts }) => facts.id === exercise);
    if (known === undefined) return;
    const file = { id: drawId(), exercise: exercise as ExerciseId, content: known.content, locale, writtenAt: Date.now(), answer };
    sender.handIn(file);
  });
  const room = openRoom({
    classId: membership.class,
    client,
    leads: false,
    onEvent: (event) => event.kind === 'pace.set' && followPace(event.pace, data),
  });
  keepPace(room, data);
  const say = createSay(data.messages, locale);
  keepPause(room, say('class.pause.here'));
  tellPresence({
    tell: (doing) => client.call('POST', `/api/classes/${membership.class}/presence`, { doing }),
    now: Date.now,
    listen: listenInPage(CHECKED_EVENT),
  });
  tellPlaces((exercise) => client.call('POST', `/api/classes/${membership.class}/place`, { exercise, locale }));
  render(<ClassBar room={room} sender={sender} data={data} say={say} home={home} />, place);
}

/** What the class has acknowledged is one of the versions that the exercise offers. An answer to an older exercise answers another question. */
async function keepVersion(
  { exercise, content, answer, writtenAt = Date.now() }: AnswerFile,
  data: Promise<ClassData>,
): Promise<void> {
  const [keeper, { exercises }] = await Promise.all([openKeeper(), data]);
  const known = exercises.find(({ facts }) => facts.id === exercise);
  if (known?.content !== content) return;
  keepHandedIn(keeper, known.facts, answer, writtenAt);
  tellHandedIn(exercise);
}

/** Once for each exercise that is gone to. */
function tellPlaces(tell: (exercise: string) => Promise<unknown>): void {
  let last = '';
  const note = (event: Event): void => {
    const card = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-exercise]') : null;
    const exercise = card?.dataset['exercise'] ?? '';
    if (exercise === '' || exercise === last) return;
    last = exercise;
    tell(exercise).catch(() => {
      last = '';
    });
  };
  for (const touch of ['focusin', 'pointerdown']) document.addEventListener(touch, note);
}

interface ClassBarProps {
  readonly room: Room;
  readonly sender: AnswerSender;
  readonly data: ClassData;
  readonly say: Say;
  /** the class page */
  readonly home: string;
}

function ClassBar({ room, sender, data, say, home }: ClassBarProps) {
  const view = room.view.value;
  const problem = room.ended.value ?? sender.refused.value;
  const lesson = view === undefined ? undefined : lessonOf(view.pace, data);
  const isElsewhere = lesson !== undefined && lesson.path !== location.pathname;
  const announcement = view?.announcements.at(-1);
  const hint = view?.hints.findLast((one) => canShow(one, data));
  const isUp = view?.me?.handAt !== undefined;
  return (
    <section class="class-bar" aria-label={say('class.bar')}>
      {/* first: half of a phone has room for it, and what else there is is found below */}
      {view !== undefined && <ShowPlace view={view} data={data} say={say} />}
      <p role="status">
        <a href={home}>{view?.settings.title || say('class.untitled')}</a>{' '}
        {say(room.isConnected.value ? 'class.live' : 'class.offline')}
        {sender.waiting.value > 0 && ` · ${say('class.waiting', { count: sender.waiting.value })}`}
      </p>
      {problem !== undefined && <p role="alert">{say(problem.messageKey)}</p>}
      {announcement !== undefined && <p role="status">{announcement.text}</p>}
      {hint !== undefined && (
        <p role="status">
          <strong>{say('class.hintFor', { exercise: titleOf(data, hint.exercise) })}</strong>{' '}
          <HintNote hint={hint} data={data} say={say} />
        </p>
      )}
      {view !== undefined && <Windows view={view} data={data} say={say} />}
      {/* there from the start, so that it is read aloud */}
      <p role="status" class="class-pause">
        {view?.isPaused === true && say('class.pause.said')}
      </p>
      {view?.pace.mode === 'locked' && <p role="status">{say('class.held')}</p>}
      {view?.ticket?.open === true && view.ticket.mine === undefined && (
        <p role="status">
          <a href={home}>{say('class.toTicket')}</a>
        </p>
      )}
      {isElsewhere && (
        <p>
          <a href={lesson.path}>{say('class.toPlace', { number: lesson.number, title: lesson.title })}</a>
        </p>
      )}
      {view !== undefined && <VoteCall votes={view.votes} room={room} data={data} say={say} />}
      {view !== undefined && (
        <button type="button" class="button" aria-pressed={isUp} onClick={() => void room.act('PUT', '/hand', { up: !isUp })}>
          {say(isUp ? 'class.handDown' : 'class.handUp')}
        </button>
      )}
    </section>
  );
}

/** Of the exercises on this page. */
function Windows({ view, data, say }: { readonly view: RoomView; readonly data: ClassData; readonly say: Say }) {
  const lesson = data.lessons.find(({ path }) => path === location.pathname)?.id;
  const here = data.exercises.filter(({ facts }) => facts.lesson === lesson && view.windows[facts.id] !== undefined);
  const now = useClock(view.now, here.length > 0);
  if (here.length === 0) return null;
  return (
    <ul class="class-windows">
      {here.map(({ facts, number, title }) => (
        <li key={facts.id}>
          <strong>
            {number} {title}
          </strong>
          : {windowText(view.windows[facts.id] ?? {}, now, say)}
        </li>
      ))}
    </ul>
  );
}
