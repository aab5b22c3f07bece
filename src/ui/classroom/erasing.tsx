/** Deleting a learner or the class, for good: the question names what goes. */
import { useSignal } from '@preact/signals';
import type { GridRow } from '../../server/domain/grid.ts';
import type { Say } from '../kit/say.ts';
import type { Room, RoomView } from './room.ts';

interface ErasingProps {
  readonly room: Room;
  readonly view: RoomView;
  readonly say: Say;
}

export function Erasing({ room, view, say }: ErasingProps) {
  const rows = view.rows ?? [];
  const chosen = useSignal('');
  const said = useSignal('');
  const row = rows.find(({ learner }) => learner === chosen.value);

  async function eraseLearner(): Promise<void> {
    if (row === undefined) return;
    const params = { name: row.name, answers: say('class.erasing.answers', { count: countAnswers([row]) }) };
    if (!confirm(say('class.erasing.learnerSure', params))) return;
    if ((await room.act('DELETE', `/learners/${row.learner}`)) === undefined) return;
    said.value = say('class.erasing.learnerGone', { name: row.name });
    chosen.value = '';
  }
  async function eraseClass(): Promise<void> {
    const params = {
      title: view.settings.title || say('class.untitled'),
      people: say('class.countPeople', { count: rows.length }),
      answers: say('class.erasing.answers', { count: countAnswers(rows) }),
    };
    if (!confirm(say('class.erasing.classSure', params))) return;
    if ((await room.act('DELETE', '')) !== undefined) location.hash = '';
  }
  return (
    <section class="lead-card erasing">
      <h3>{say('class.erasing.title')}</h3>
      <label for="erase-learner">{say('class.erasing.learner')}</label>
      <select
        id="erase-learner"
        value={chosen.value}
        onChange={(event) => {
          chosen.value = event.currentTarget.value;
        }}
      >
        <option value="">{say('class.erasing.nobody')}</option>
        {rows.map(({ learner, name }) => (
          <option key={learner} value={learner}>
            {name}
          </option>
        ))}
      </select>
      <p class="entrance-buttons">
        <button type="button" class="button" aria-disabled={row === undefined} onClick={() => void eraseLearner()}>
          {say('class.erasing.learnerButton')}
        </button>
        <button type="button" class="button" onClick={() => void eraseClass()}>
          {say('class.erase')}
        </button>
      </p>
      <p role="status">{said.value}</p>
    </section>
  );
}

function countAnswers(rows: readonly GridRow[]): number {
  return rows.reduce((sum, { cells }) => sum + Object.values(cells).reduce((all, { attempts }) => all + attempts, 0), 0);
}
