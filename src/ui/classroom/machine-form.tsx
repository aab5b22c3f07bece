/** A machine of the instructor's, as the commands that led to it: sent as a link, which each learner opens in their own language and goes on from. */
import { useSignal } from '@preact/signals';
import type { Say } from '../kit/say.ts';
import type { ClassExercise } from './class-data.ts';
import type { HintTo } from './hint-to.ts';
import { readMachineLink } from './machine-link.ts';
import type { Room } from './room.ts';

interface MachineFormProps {
  /** unique in the page */
  readonly id: string;
  readonly to: HintTo;
  /** whose machines may be sent */
  readonly exercises: readonly ClassExercise[];
  readonly room: Room;
  readonly say: Say;
}

export function MachineForm({ id, to, exercises, room, say }: MachineFormProps) {
  const link = useSignal('');
  const said = useSignal<{ readonly key: string; readonly count?: number } | undefined>(undefined);
  async function send(): Promise<void> {
    said.value = undefined;
    const read = readMachineLink(link.value, exercises);
    if ('problem' in read) {
      said.value = { key: `class.machine.${read.problem}` };
      return;
    }
    const says = { kind: 'machine', steps: read.steps };
    const done = await room.act<{ learners: number }>('POST', '/hints', { to, exercise: read.exercise, says });
    if (done === undefined) return;
    link.value = '';
    said.value = { key: 'class.hintSent', count: done.learners };
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label for={id}>{say('class.machine.label')}</label>
      <input
        id={id}
        required
        autocomplete="off"
        value={link.value}
        onInput={(event) => {
          link.value = event.currentTarget.value;
        }}
      />
      <p class="note">{say('class.machine.how')}</p>
      <button type="submit" class="button">
        {say('class.machine.send')}
      </button>
      <p role="status">{said.value === undefined ? '' : say(said.value.key, { count: said.value.count ?? 0 })}</p>
    </form>
  );
}
