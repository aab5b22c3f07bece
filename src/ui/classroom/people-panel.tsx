/** Who is in the class: names, codes to come back with, removing and taking back in, and how many may come. */
import { useSignal } from '@preact/signals';
import type { GridRow } from '../../server/domain/grid.ts';
import type { Say } from '../kit/say.ts';
import type { Room, RoomView } from './room.ts';
import { fromLocalInput, toLocalInput } from './window-state.ts';

interface PeoplePanelProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly say: Say;
}

export function PeoplePanel({ room, view, say }: PeoplePanelProps) {
  const returnCode = useSignal<{ readonly name: string; readonly code: string } | undefined>(undefined);
  const rows = view.rows ?? [];
  const present = rows.filter(({ removed }) => !removed);
  const removed = rows.filter((row) => row.removed);
  const patch = (row: GridRow, body: unknown): void => void room.act('PATCH', `/learners/${row.learner}`, body);
  function rename(row: GridRow): void {
    const name = prompt(say('class.people.newName', { name: row.name }), row.name);
    if (name !== null && name.trim() !== '') patch(row, { name });
  }
  async function newCode(row: GridRow): Promise<void> {
    const made = await room.act<{ returnCode: string }>('POST', `/learners/${row.learner}/return-code`);
    if (made !== undefined) returnCode.value = { name: row.name, code: made.returnCode };
  }
  return (
    <section class="lead-card">
      <h3>{say('class.people.title')}</h3>
      {view.role === 'instructor' && <Limits room={room} view={view} say={say} />}
      <p role="status">
        {returnCode.value !== undefined && (
          <>
            {say('class.people.codeOf', { name: returnCode.value.name, class: view.code ?? '' })}{' '}
            <code>{returnCode.value.code}</code>
          </>
        )}
      </p>
      {present.length > 0 && (
        <details class="people">
          <summary>{say('class.people.list', { count: present.length })}</summary>
          <ul class="lead-list">
            {present.map((row) => (
              <li key={row.learner}>
                <span>{row.name}</span>
                <Act says="rename" row={row} say={say} onClick={() => rename(row)} />
                <Act says="newCode" row={row} say={say} onClick={() => void newCode(row)} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {removed.length > 0 && (
        <details class="people">
          <summary>{say('class.people.removed', { count: removed.length })}</summary>
          <ul class="lead-list">
            {removed.map((row) => (
              <li key={row.learner}>
                <span>{row.name}</span>
                <Act says="restore" row={row} say={say} onClick={() => patch(row, { removed: false })} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface ActProps {
  readonly says: 'rename' | 'newCode' | 'restore';
  readonly row: GridRow;
  readonly say: Say;
  readonly onClick: () => void;
}

function Act({ says, row, say, onClick }: ActProps) {
  return (
    <button type="button" class="link-button" aria-label={say(`class.people.${says}Of`, { name: row.name })} onClick={onClick}>
      {say(`class.people.${says}`)}
    </button>
  );
}

const DAY_MS = 86_400_000;

/** How many may join, and the day with whose end everything is erased. */
function Limits({ room, view: { settings }, say }: PeoplePanelProps) {
  const lastDay = toLocalInput(settings.expiresAt).slice(0, 10);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const typed = new FormData(event.currentTarget);
        const day = String(typed.get('expires'));
        const endOfDay = (fromLocalInput(`${day}T00:00`) ?? 0) + DAY_MS - 1;
        void room.act('PATCH', '', { cap: Number(typed.get('cap')), ...(day === lastDay ? {} : { expiresAt: endOfDay }) });
      }}
    >
      <label for="class-cap">{say('class.people.cap')}</label>
      <input
        id="class-cap"
        name="cap"
        type="number"
        required
        min={1}
        max={5000}
        defaultValue={String(settings.cap)}
        key={settings.cap}
      />
      <label for="class-expires">{say('class.people.expires')}</label>
      <input id="class-expires" name="expires" type="date" required defaultValue={lastDay} key={lastDay} />
      <button type="submit" class="button">
        {say('class.window.save')}
      </button>
    </form>
  );
}
