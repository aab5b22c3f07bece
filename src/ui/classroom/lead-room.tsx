/** The instructor's page: how to get in, the grid, and what one does with a class. */
import { useMemo } from 'preact/hooks';
import { renderSVG } from 'uqr';
import { formatCsv } from '../../exercise/index.ts';
import type { ExerciseSummary, GridRow } from '../../server/domain/grid.ts';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import { createReviewModel } from '../review/review.model.ts';
import { ReviewPlace } from '../review/review-place.tsx';
import type { ClassClient } from './class-client.ts';
import type { ClassData, ClassExercise } from './class-data.ts';
import { HintForm } from './hint-form.tsx';
import { LeadGrid } from './lead-grid.tsx';
import { MessageForm } from './message-form.tsx';
import { Announcements, PacePanel } from './pace-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { reviewOfClass } from './review-class.ts';
import type { Room, RoomView } from './room.ts';
import { saveFile } from './save-file.ts';
import { createVoteJudge } from './vote/vote-judge.ts';
import { VotePanel } from './vote/vote-panel.tsx';
import { WallPanel } from './wall/wall-panel.tsx';
import { WindowsPanel } from './windows-panel.tsx';

interface LeadRoomProps {
  readonly room: Room;
  readonly client: ClassClient;
  readonly classId: string;
  readonly data: ClassData;
  readonly say: Say;
  /** whole address of this page, for the QR code */
  readonly address: string;
  /** of the wall */
  readonly wallLink: string;
}

export function LeadRoom({ room, client, classId, data, say, address, wallLink }: LeadRoomProps) {
  const judge = useMemo(() => createVoteJudge(), []);
  const review = useMemo(() => createReviewModel(reviewOfClass({ room, client, classId, data })), [room]);
  const view = room.view.value;
  if (view === undefined) return <p role="status">{say('class.opening')}</p>;
  const rows = (view.rows ?? []).filter(({ removed }) => !removed);
  const summary = room.summary.value;
  const used = data.exercises.filter(({ facts }) =>
    rows.some(({ cells, exercise }) => cells[facts.id] !== undefined || exercise === facts.id),
  );
  const stuck = new Set(summary.flatMap((one) => one.stuck.map(({ learner }) => learner)));

  function remove(row: GridRow): void {
    if (confirm(say('class.removeSure', { name: row.name }))) void room.act('PATCH', `/learners/${row.learner}`, { removed: true });
  }

  return (
    <div class="lead-room">
      <Head view={view} room={room} say={say} learners={rows.length} address={address} />
      {rows.length === 0 ? (
        <p class="note">{say('class.nobody')}</p>
      ) : (
        <LeadGrid
          rows={rows}
          exercises={used}
          stuck={stuck}
          say={say}
          onOpen={({ learner }, { facts }) => review.open(learner, facts.id)}
          onRemove={remove}
          onLowerHand={({ learner }) => void room.act('DELETE', `/learners/${learner}/hand`)}
        />
      )}
      <div class="lead-tools">
        <VotePanel room={room} view={view} data={data} judge={judge} learners={rows.length} say={say} />
        <Numbers summary={summary} data={data} say={say} />
        <Lead room={room} view={view} data={data} say={say} />
        <WindowsPanel room={room} view={view} data={data} say={say} />
        <WallPanel classId={classId} link={wallLink} say={say} />
        <PeoplePanel room={room} view={view} say={say} />
        <Settings room={room} view={view} rows={rows} used={used} say={say} classId={classId} />
      </div>
      <ReviewPlace
        model={review}
        say={say}
        tools={({ learner, exercise }) => (
          <HintForm
            key={`${learner.id} ${exercise.facts.id}`}
            id="class-hint"
            to={{ kind: 'learners', learners: [learner.id] }}
            label={say('class.hintTo', { name: learner.name })}
            exercise={exercise}
            room={room}
            say={say}
          />
        )}
      />
    </div>
  );
}

interface HeadProps {
  readonly view: RoomView;
  readonly room: Room;
  readonly say: Say;
  readonly learners: number;
  readonly address: string;
}

function Head({ view, room, say, learners, address }: HeadProps) {
  const { code = '' } = view;
  const link = `${address}#${code}`;
  return (
    <header class="lead-head">
      <div>
        <h2>{view.settings.title || say('class.untitled')}</h2>
        <p>
          {say('class.joinAt')} <code>{address}</code>
        </p>
        <p class="class-code" role="img" aria-label={say('class.codeIs', { code: [...code].join(' ') })}>
          {code}
        </p>
        <p role="status">
          {say(room.isConnected.value ? 'class.live' : 'class.offline')} ·{' '}
          {say('class.learners', { count: learners, cap: view.settings.cap })}
          {view.settings.locked && ` · ${say('class.isLocked')}`}
        </p>
        <p class="problem" role="alert">
          {room.refused.value === undefined ? '' : say(room.refused.value.messageKey)}
        </p>
      </div>
      <img class="class-qr" alt={say('class.qr')} src={`data:image/svg+xml,${encodeURIComponent(renderSVG(link))}`} />
    </header>
  );
}

function Numbers({
  summary,
  data,
  say,
}: {
  readonly summary: readonly ExerciseSummary[];
  readonly data: ClassData;
  readonly say: Say;
}) {
  const shown = data.exercises.flatMap((exercise) => {
    const numbers = summary.find((one) => one.exercise === exercise.facts.id);
    return numbers === undefined || numbers.tried === 0 ? [] : [{ exercise, numbers }];
  });
  if (shown.length === 0) return null;
  return (
    <section class="lead-card">
      <h3>{say('class.numbers')}</h3>
      {shown.map(({ exercise, numbers }) => (
        <div key={exercise.facts.id} class="lead-number">
          <strong>
            {exercise.number} {exercise.title}
          </strong>
          <p>
            {say('class.passedOf', { passed: numbers.passed, tried: numbers.tried })}
            {numbers.medianAttempts !== undefined && ` · ${say('class.medianAttempts', { count: numbers.medianAttempts })}`}
          </p>
          <ul>
            {numbers.nearMisses.slice(0, 3).map(({ nearMiss, learners }) => (
              <li key={nearMiss}>
                {learners} × <InlineText text={exercise.says.nearMisses[nearMiss] ?? nearMiss} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface LeadProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly data: ClassData;
  readonly say: Say;
}

function Lead({ room, view, data, say }: LeadProps) {
  return (
    <section class="lead-card">
      <h3>{say('class.lead')}</h3>
      <MessageForm
        id="class-announcement"
        label={say('class.announce')}
        send={say('class.send')}
        onSend={(text) => room.act('POST', '/announcements', { text })}
      />
      <Announcements room={room} view={view} say={say} />
      <PacePanel room={room} data={data} say={say} />
    </section>
  );
}

interface SettingsProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly rows: readonly GridRow[];
  readonly used: readonly ClassExercise[];
  readonly say: Say;
  readonly classId: string;
}

function Settings({ room, view, rows, used, say, classId }: SettingsProps) {
  const separator = say.locale === 'pt-BR' ? ';' : ',';
  function saveTable(): void {
    const head = [say('grade.learner'), ...used.map(({ number, title }) => `${number} ${title}`), say('grade.passed')];
    const body = rows.map(({ name, cells }) => {
      const marks = used.map(({ facts }) => {
        const cell = cells[facts.id];
        return cell === undefined || cell.attempts === 0 ? '' : cell.status === 'passed' ? 1 : 0;
      });
      return [name, ...marks, marks.filter((mark) => mark === 1).length];
    });
    saveFile('camadas.csv', 'text/csv;charset=utf-8', formatCsv([head, ...body], { separator, withMark: true }));
  }
  async function makeLink(): Promise<void> {
    const made = await room.act<{ secret: string }>('POST', '/links', { role: 'assistant' });
    if (made !== undefined) prompt(say('class.assistantLink'), `${location.origin}${location.pathname}#${classId}.${made.secret}`);
  }
  async function erase(): Promise<void> {
    if (!confirm(say('class.eraseSure'))) return;
    if ((await room.act('DELETE', '')) !== undefined) location.hash = '';
  }
  return (
    <section class="lead-card">
      <h3>{say('class.settings')}</h3>
      <p class="entrance-buttons">
        <button
          type="button"
          class="button"
          aria-pressed={view.settings.locked}
          onClick={() => void room.act('PATCH', '', { locked: !view.settings.locked })}
        >
          {say(view.settings.locked ? 'class.unlock' : 'class.lock')}
        </button>
        <button type="button" class="button" onClick={saveTable}>
          {say('grade.csv')}
        </button>
        {view.role === 'instructor' && (
          <>
            <button type="button" class="button" onClick={() => void makeLink()}>
              {say('class.makeAssistantLink')}
            </button>
            <button type="button" class="button quiet" onClick={() => void erase()}>
              {say('class.erase')}
            </button>
          </>
        )}
      </p>
      <p class="note">{say('class.keepLink')}</p>
      <p class="note">{say('class.kept', { date: new Date(view.settings.expiresAt).toLocaleDateString(say.locale) })}</p>
    </section>
  );
}
