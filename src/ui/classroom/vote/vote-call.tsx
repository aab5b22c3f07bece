/** In a lesson: the call to vote, and the vote in a window over the page. */
import { useRef } from 'preact/hooks';
import type { VoteView } from '../../../server/domain/class-view.ts';
import { Icon } from '../../kit/icon.tsx';
import type { Say } from '../../kit/say.ts';
import type { ClassData } from '../class-data.ts';
import type { Room } from '../room.ts';
import { currentVote, isCalled, VoteBallot } from './vote-ballot.tsx';

interface VoteCallProps {
  readonly votes: readonly VoteView[];
  readonly room: Room;
  readonly data: ClassData;
  readonly say: Say;
}

export function VoteCall({ votes, room, data, say }: VoteCallProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const vote = currentVote(votes);
  const exercise = data.exercises.find(({ facts }) => facts.id === vote?.exercise);
  if (vote === undefined || exercise === undefined) return null;
  const name = { exercise: `${exercise.number} ${exercise.title}` };
  const calls = isCalled(vote);
  return (
    <>
      {(vote.open || vote.published) && (
        <button
          type="button"
          class={calls ? 'button primary' : 'button'}
          data-vote-call
          onClick={() => dialog.current?.showModal()}
        >
          {say(calls ? 'class.vote.now' : vote.open ? 'class.vote.changeOf' : 'class.vote.resultOf', name)}
        </button>
      )}
      <p class="said" role="status">
        {calls ? say('class.vote.now', name) : ''}
      </p>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: a click beside it closes it; the keyboard has Escape */}
      <dialog
        class="dialog"
        ref={dialog}
        aria-label={say('class.vote.of', name)}
        onClick={(event) => {
          if (event.target === dialog.current) dialog.current?.close();
        }}
      >
        <div class="dialog-head">
          <strong>{say('class.vote.title')}</strong>
          <button type="button" class="sheet-close always" aria-label={say('class.close')} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </div>
        <VoteBallot key={vote.id} vote={vote} exercise={exercise} room={room} say={say} />
      </dialog>
    </>
  );
}
