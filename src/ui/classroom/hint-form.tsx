/** A hint about an exercise: one of those that it has, which everybody reads in their own language, or words of the instructor's. */
import { useSignal } from '@preact/signals';
import { InlineText } from '../kit/inline-text.tsx';
import type { Say } from '../kit/say.ts';
import type { ClassExercise } from './class-data.ts';
import type { HintTo } from './hint-to.ts';
import { MachineForm } from './machine-form.tsx';
import { MessageForm } from './message-form.tsx';
import type { Room } from './room.ts';

interface HintFormProps {
  /** unique in the page */
  readonly id: string;
  readonly to: HintTo;
  /** whom it goes to, in words */
  readonly label: string;
  readonly exercise: ClassExercise;
  readonly room: Room;
  readonly say: Say;
}

export function HintForm({ id, to, label, exercise, room, say }: HintFormProps) {
  const sent = useSignal<number | undefined>(undefined);
  const { hints } = exercise.says;
  async function send(says: object): Promise<unknown> {
    sent.value = undefined;
    const done = await room.act<{ learners: number }>('POST', '/hints', { to, exercise: exercise.facts.id, says });
    sent.value = done?.learners;
    return done;
  }
  return (
    <div class="hint-tools">
      <MessageForm id={id} label={label} send={say('class.send')} isMain onSend={(text) => send({ kind: 'text', text })} />
      {hints.length > 0 && (
        <details>
          <summary>{say('class.ownHints')}</summary>
          <ol>
            {hints.map((text, index) => (
              <li key={text}>
                <InlineText text={text} />{' '}
                <button
                  type="button"
                  class="button"
                  aria-label={say('class.sendHint', { level: index + 1 })}
                  onClick={() => void send({ kind: 'level', goal: exercise.facts.id, level: index + 1 })}
                >
                  {say('class.send')}
                </button>
              </li>
            ))}
          </ol>
        </details>
      )}
      <details>
        <summary>{say('class.machine.title')}</summary>
        <MachineForm id={`${id}-machine`} to={to} exercises={[exercise]} room={room} say={say} />
      </details>
      <p role="status">{sent.value === undefined ? '' : say('class.hintSent', { count: sent.value })}</p>
    </div>
  );
}
