/** Wakes the class page: for a learner, for whoever leads, or for somebody who is in no class yet. */
import { useSignal } from '@preact/signals';
import { render } from 'preact';
import { useMemo } from 'preact/hooks';
import { findLocalStorage } from '../keep/old-storage.ts';
import { createSay, type Say } from '../kit/say.ts';
import { createClassClient } from './class-client.ts';
import { type ClassData, fetchClassData } from './class-data.ts';
import { Entrance } from './entrance.tsx';
import { LeadRoom } from './lead-room.tsx';
import { LearnerRoom } from './learner-room.tsx';
import { forgetMembership, type Membership, readMembership, writeMembership } from './membership.ts';
import { readPageData } from './page-data.ts';
import { openRoom, type Room } from './room.ts';
import { Wall } from './wall/wall.tsx';
import { type LeadKey, readWall } from './wall/wall-key.ts';

export async function attachClass(place: HTMLElement): Promise<void> {
  const { locale, messages, path, home = '/' } = readPageData(place);
  const say = createSay(messages, locale);
  const data = await fetchClassData(path);
  const show = () => render(<ClassPage key={location.hash} data={data} say={say} home={home} />, place);
  addEventListener('hashchange', show);
  show();
}

interface ClassPageProps {
  readonly data: ClassData;
  readonly say: Say;
  readonly home: string;
}

/** `#CLASS.SECRET` leads a class; `#CODE` is where a QR code leads to. */
function readHash(): { readonly lead?: { readonly classId: string; readonly secret: string }; readonly code: string } {
  const text = decodeURIComponent(location.hash.slice(1));
  const [classId = '', secret = ''] = text.split('.');
  return secret === '' ? { code: text.slice(0, 12) } : { lead: { classId, secret }, code: '' };
}

function ClassPage({ data, say, home }: ClassPageProps) {
  const backing = findLocalStorage();
  const membership = useSignal(readMembership(backing));
  const broughtBack = useSignal<number | 'failed' | undefined>(undefined);
  async function fetchBack({ class: classId, secret }: Membership): Promise<void> {
    try {
      const [{ bringBack }, { openKeeper }] = await Promise.all([import('./bring-back.ts'), import('../keep/open-keeper.ts')]);
      const { exercises } = data;
      broughtBack.value = await bringBack({
        client: createClassClient(secret),
        classId,
        exercises,
        keeper: await openKeeper(),
      });
    } catch {
      broughtBack.value = 'failed';
    }
  }
  const wall = readWall();
  if (wall !== undefined) return <Leading {...wall} isWall data={data} say={say} />;
  const { lead, code } = readHash();
  if (lead !== undefined) return <Leading {...lead} data={data} say={say} />;
  const isOther = code !== '' && membership.value !== undefined && plain(code) !== plain(membership.value.code);
  if (membership.value !== undefined && !isOther) {
    return (
      <Learning
        membership={membership.value}
        data={data}
        say={say}
        home={home}
        broughtBack={broughtBack.value}
        onChange={(changed) => {
          writeMembership(backing, changed);
          membership.value = changed;
        }}
        onLeave={() => {
          forgetMembership(backing);
          membership.value = undefined;
        }}
      />
    );
  }
  return (
    <Entrance
      client={createClassClient()}
      code={code}
      say={say}
      onJoin={(joined, isBack) => {
        forgetMembership(backing);
        writeMembership(backing, joined);
        membership.value = joined;
        if (isBack) void fetchBack(joined);
        history.replaceState(null, '', location.pathname);
      }}
      onMake={(classId, secret) => {
        location.hash = `${classId}.${secret}`;
      }}
    />
  );
}

function plain(code: string): string {
  return code.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase();
}

interface LeadingProps extends LeadKey {
  readonly data: ClassData;
  readonly say: Say;
  readonly isWall?: boolean;
}

function Leading({ classId, secret, data, say, isWall = false }: LeadingProps) {
  const client = useMemo(() => createClassClient(secret), [secret]);
  const room = useMemo(() => openRoom({ classId, client, leads: true }), [client]);
  if (room.ended.value !== undefined) return <Ended room={room} say={say} />;
  const address = location.origin + location.pathname;
  if (isWall) return <Wall room={room} classId={classId} data={data} say={say} address={address} />;
  return <LeadRoom {...{ room, client, classId, data, say, address }} leadKey={{ classId, secret }} />;
}

interface LearningProps extends ClassPageProps {
  readonly broughtBack: number | 'failed' | undefined;
  readonly membership: Membership;
  readonly onChange: (membership: Membership) => void;
  readonly onLeave: () => void;
}

function Learning({ membership, broughtBack, data, say, home, onChange, onLeave }: LearningProps) {
  const room = useMemo(
    () => openRoom({ classId: membership.class, client: createClassClient(membership.secret), leads: false }),
    [membership.class, membership.secret],
  );
  const leave = (): void => {
    room.close();
    onLeave();
  };
  if (room.ended.value !== undefined)
    return (
      <>
        <Ended room={room} say={say} />
        <button type="button" class="button" onClick={leave}>
          {say('class.leave')}
        </button>
      </>
    );
  return <LearnerRoom {...{ room, data, membership, broughtBack, say, home, onChange }} onLeave={leave} />;
}

function Ended({ room, say }: { readonly room: Room; readonly say: Say }) {
  return (
    <p class="note" role="alert">
      {say(room.ended.value?.messageKey ?? 'class.refused.classUnknown')}
    </p>
  );
}
