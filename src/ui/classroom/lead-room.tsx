/** The instructor's page: how to get in, the grid, and what one does with a class. */
import { useMemo } from 'preact/hooks';
import { renderSVG } from 'uqr';
import type { Say } from '../kit/say.ts';
import { AfterClass } from './after-class.tsx';
import type { ClassClient } from './class-client.ts';
import type { ClassData } from './class-data.ts';
import { LeadBoard } from './lead-board.tsx';
import { MachineForm } from './machine-form.tsx';
import { MessageForm } from './message-form.tsx';
import { countActive } from './now-of.ts';
import { Announcements, PacePanel, PauseButton } from './pace-panel.tsx';
import { PeoplePanel } from './people-panel.tsx';
import { PlanPanel } from './plan/plan-panel.tsx';
import type { Room, RoomView } from './room.ts';
import { ShowPanel } from './show/show-panel.tsx';
import { TicketPanel } from './ticket/ticket-panel.tsx';
import { useClock } from './use-clock.ts';
import { createVoteJudge } from './vote/vote-judge.ts';
import { VotePanel } from './vote/vote-panel.tsx';
import { type LeadKey, wallAddress } from './wall/wall-key.ts';
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
  readonly leadKey: LeadKey;
}

export function LeadRoom({ room, client, classId, data, say, address, leadKey }: LeadRoomProps) {
  const judge = useMemo(() => createVoteJudge(), []);
  const view = room.view.value;
  if (view === undefined) return <p role="status">{say('class.opening')}</p>;
  const rows = (view.rows ?? []).filter(({ removed }) => !removed);

  return (
    <div class="lead-room">
      <Head view={view} room={room} say={say} learners={rows.length} address={address} />
      <LeadBoard room={room} view={view} client={client} classId={classId} data={data} say={say} />
      <div class="lead-tools">
        <PlanPanel room={room} view={view} data={data} say={say} />
        <VotePanel room={room} view={view} data={data} judge={judge} learners={rows.length} say={say} />
        <Lead room={room} view={view} data={data} say={say} />
        <ShowPanel room={room} view={view} data={data} leadKey={leadKey} say={say} />
        <WindowsPanel room={room} view={view} data={data} say={say} />
        <TicketPanel room={room} view={view} client={client} classId={classId} say={say} />
        <WallPanel classId={classId} link={wallAddress(address, leadKey)} say={say} />
        <PeoplePanel room={room} view={view} say={say} />
        <Settings room={room} view={view} say={say} classId={classId} />
      </div>
      <AfterClass room={room} view={view} client={client} classId={classId} data={data} say={say} />
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
  const now = useClock(view.now, true);
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
          {say('class.learners', { count: learners, cap: view.settings.cap })} ·{' '}
          {say('class.active', { count: countActive(view, room.presence.value, now) })}
          {view.settings.locked && ` · ${say('class.isLocked')}`}
          {view.isPaused && ` · ${say('class.pause.isOn')}`}
        </p>
        <p class="problem" role="alert">
          {room.refused.value === undefined ? '' : say(room.refused.value.messageKey)}
        </p>
      </div>
      <img class="class-qr" alt={say('class.qr')} src={`data:image/svg+xml,${encodeURIComponent(renderSVG(link))}`} />
    </header>
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
      <MachineForm id="class-machine" to={{ kind: 'all' }} exercises={data.exercises} room={room} say={say} />
      <PacePanel room={room} data={data} say={say} />
      <PauseButton room={room} view={view} say={say} />
    </section>
  );
}

interface SettingsProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly say: Say;
  readonly classId: string;
}

function Settings({ room, view, say, classId }: SettingsProps) {
  async function makeLink(): Promise<void> {
    const made = await room.act<{ secret: string }>('POST', '/links', { role: 'assistant' });
    if (made !== undefined) prompt(say('class.assistantLink'), `${location.origin}${location.pathname}#${classId}.${made.secret}`);
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
        {view.role === 'instructor' && (
          <button type="button" class="button" onClick={() => void makeLink()}>
            {say('class.makeAssistantLink')}
          </button>
        )}
      </p>
      <p class="note">{say('class.keepLink')}</p>
      <p class="note">{say('class.kept', { date: new Date(view.settings.expiresAt).toLocaleDateString(say.locale) })}</p>
    </section>
  );
}
